package id.mpp.kiosk.pages;

/** A kiosk's panel as it is held against what people can see and reach. */
enum Panel {
    PORTRAIT(1080, 1920, 80, 0.4),
    LANDSCAPE(1280, 800, 88, 0.3);

    final int width;
    final int height;
    /** Pixels of a target at least: 20 mm on a 21.5 inch panel of 1080x1920, 15 mm on a 10.1 inch one of 1280x800. */
    final int leastTarget;
    /** The share of the height above which the low view has nothing to touch. */
    final double lowFrom;

    Panel(int width, int height, int leastTarget, double lowFrom) {
        this.width = width;
        this.height = height;
        this.leastTarget = leastTarget;
        this.lowFrom = lowFrom;
    }
}
