/**
 * The kiosk's HTTP side: routes, what they answer, the board's event stream, metrics. Reads the hall through views, changes it
 * through the desk alone. Only the program's wiring may depend on it.
 */
@NullMarked
package id.mpp.kiosk.web;

import org.jspecify.annotations.NullMarked;
