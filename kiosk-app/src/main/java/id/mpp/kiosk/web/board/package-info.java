/**
 * The hall's boards: their picture, the stream of what happens (which pages of the staff follow as well), the sound of
 * calls, and the texts and pictures beside them. Depends on the kernel.
 */
@NullMarked
package id.mpp.kiosk.web.board;

import org.jspecify.annotations.NullMarked;
