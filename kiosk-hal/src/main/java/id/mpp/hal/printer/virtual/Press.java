package id.mpp.hal.printer.virtual;

/** What the commands in the byte stream make the printer do. */
interface Press {

    void initialise();

    void character(int code);

    /** Prints the line and advances by the line pitch. */
    void lineFeed();

    void feedLines(int lines);

    void feedDots(int dots);

    /** 0 left, 1 centre, 2 right. */
    void align(int side);

    void magnify(int width, int height);

    void bold(boolean on);

    /** Thickness in dots, 0 to 2. */
    void underline(int dots);

    void reverse(boolean on);

    void linePitch(int dots);

    void codeTable(int table);

    void picture(int bytesPerRow, int rows, int scaleX, int scaleY, byte[] data);

    void qrCode(byte[] data, int moduleDots, int level);

    void cut();

    void beep(int times);

    /** Switches the automatic status on; 0 switches it off. */
    void automaticStatus(int wanted);

    /** Answers {@code GS r 1} in its turn. */
    void transmitPaperStatus();
}
