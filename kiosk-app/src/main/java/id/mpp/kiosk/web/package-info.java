/**
 * The kiosk's HTTP side, cut by feature. Each package below this one is a feature with one public type, which registers
 * its own routes: {@code ticket}, {@code counter}, {@code board}, {@code supervision}, {@code survey}, {@code hall},
 * {@code device} and {@code health}. They are packages of the web and not beside it, because they are only how a
 * browser meets each concern: what a ticket or a counter is lies in the engine, paper in {@code printing}, devices in
 * {@code devices}.
 *
 * <p>Here is the small kernel on which they stand: from a request to the desk and back ({@code DeskCalls}), refusals in
 * words, JSON, times, and the answers that several features give. {@code KioskApi} is the list of all features. The
 * kernel reads the hall through views and changes it through the desk alone; it knows no feature, and features know
 * each other at most over their public types. Only the program's wiring depends on any of them.
 */
@NullMarked
package id.mpp.kiosk.web;

import org.jspecify.annotations.NullMarked;
