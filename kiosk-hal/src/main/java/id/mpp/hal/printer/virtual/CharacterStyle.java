package id.mpp.hal.printer.virtual;

/**
 * How a character looks.
 *
 * @param scaleX width as a multiple of the normal character, 1 to 8
 * @param scaleY height as a multiple of the normal character, 1 to 8
 * @param underline thickness of the line below it in dots, 0 to 2
 * @param reverse whether it is white on black
 */
record CharacterStyle(int scaleX, int scaleY, boolean bold, int underline, boolean reverse) {
    static final CharacterStyle PLAIN = new CharacterStyle(1, 1, false, 0, false);
    private static final int CELL_WIDTH = 12;
    private static final int CELL_HEIGHT = 24;

    int cellWidth() {
        return CELL_WIDTH * scaleX;
    }

    int cellHeight() {
        return CELL_HEIGHT * scaleY;
    }
}
