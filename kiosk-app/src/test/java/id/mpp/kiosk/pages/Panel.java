package id.mpp.kiosk.pages;

/**
 * A kiosk's panel as it is held against what people can see and reach.
 *
 * @param leastTarget pixels of 15 mm at least: 20 mm on a 21.5 inch panel of 1080x1920, 15 mm on a 10.1 inch one of 1280x800
 * @param lowFrom the share of the height above which the low view has nothing to touch
 */
enum Panel {
    PORTRAIT(1080, 1920, 80, 0.4),
    LANDSCAPE(1280, 800, 88, 0.3);

    final int width;
    final int height;
    final int leastTarget;
    final double lowFrom;

    Panel(int width, int height, int leastTarget, double lowFrom) {
        this.width = width;
        this.height = height;
        this.leastTarget = leastTarget;
        this.lowFrom = lowFrom;
    }
}
