package id.mpp.hal.printer.layout;

/** How large a QR code becomes on paper. */
public final class QrSize {

    /** Characters that fit versions 1, 2, 3 … at level M in byte mode (ISO/IEC 18004, table 7). */
    private static final int[] CAPACITY = {14, 26, 42, 62, 84, 106, 122, 152, 180, 213, 251, 287, 331};

    /**
     * Below 3 dots (0.4 mm) phones begin to fail. Raster rows with runs of this length also never hold a real-time
     * command.
     */
    public static final int MODULE_DOTS_AT_LEAST = 3;

    /** 1 mm at 203 dpi; larger modules waste paper. */
    private static final int MODULE_DOTS_AT_MOST = 8;

    private QrSize() {}

    /**
     * The module size in dots. The code becomes a little under half as wide as 80 mm paper, and at most 60 % of any
     * paper.
     */
    public static int moduleDots(int contentLength, int dotsPerLine) {
        int modules = modules(contentLength);
        int target = Math.min(270, dotsPerLine * 6 / 10);
        return Math.clamp(target / modules, MODULE_DOTS_AT_LEAST, MODULE_DOTS_AT_MOST);
    }

    /** The modules on a side of the smallest version that surely holds the content. */
    public static int modules(int contentLength) {
        for (int version = 1; version <= CAPACITY.length; version++) {
            if (contentLength <= CAPACITY[version - 1]) {
                return 17 + 4 * version;
            }
        }
        throw new IllegalArgumentException("a QR code on paper holds at most " + CAPACITY[CAPACITY.length - 1]
                + " characters, not " + contentLength);
    }
}
