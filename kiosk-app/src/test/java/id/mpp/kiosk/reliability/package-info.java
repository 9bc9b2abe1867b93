/**
 * The program as a process under races and bad starts. Nothing depends on it but the benchmark.
 */
@NullMarked
package id.mpp.kiosk.reliability;

import org.jspecify.annotations.NullMarked;
