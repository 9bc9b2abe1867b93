package id.mpp.hal.printer.virtual;

/** The rolls that fit. 8 dots are 1 mm (203 dpi). */
public enum PaperWidth {
    MM_80(576, 640),
    MM_58(384, 464);

    /** Dots that the head can reach. */
    final int printableDots;

    /** The whole width of the paper in dots. */
    final int paperDots;

    PaperWidth(int printableDots, int paperDots) {
        this.printableDots = printableDots;
        this.paperDots = paperDots;
    }

    /** Width of the pictures of its slips. */
    public int paperDots() {
        return paperDots;
    }
}
