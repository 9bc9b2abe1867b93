/**
 * What the halls achieved: tickets as {@link id.mpp.server.report.Leg legs}, folded from events, and the figures made
 * of them. Pure; depends on {@code id.mpp.queue} and {@code id.mpp.wire}.
 */
@NullMarked
package id.mpp.server.report;

import org.jspecify.annotations.NullMarked;
