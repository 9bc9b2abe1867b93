/**
 * What the halls achieved: tickets as {@link id.mpp.server.report.Leg legs}, which are folded from events, and the
 * figures made from them. It has no input, output or clock. Depends on {@code id.mpp.queue} and {@code id.mpp.wire}.
 */
@NullMarked
package id.mpp.server.report;

import org.jspecify.annotations.NullMarked;
