package id.mpp.kiosk.web.board;

import java.nio.file.Path;

/**
 * A picture that the boards show.
 *
 * @param id made of the content, so that browsers may keep what they have
 */
record Picture(String id, String type, Path file) {
    /** A photograph at a board's size; each board fetches all of them. */
    static final int MAX_BYTES = 2_000_000;
    /** Twice a board; a few bytes can unpack to gigabytes in a browser. */
    static final int MAX_SIDE = 4_096;
}
