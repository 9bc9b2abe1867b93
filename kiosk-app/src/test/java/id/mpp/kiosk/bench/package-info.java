/**
 * What {@code ./prove issue}, {@code call}, {@code press} and {@code start} measure: the kiosk as a process of its own,
 * under load from this one, beside what the same machine does at best in the same run. A part on its own is measured by
 * JMH ({@code EncoderBenchmark}).
 */
@NullMarked
package id.mpp.kiosk.bench;

import org.jspecify.annotations.NullMarked;
