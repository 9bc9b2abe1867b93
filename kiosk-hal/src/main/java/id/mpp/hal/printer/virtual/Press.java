package id.mpp.hal.printer.virtual;

/** What the commands in the byte stream make the printer do. */
interface Press {

    void initialise();

    void printCharacter(int code);

    /** Prints the line and advances by the line pitch. */
    void feedLine();

    void feedLines(int lines);

    void feedDots(int dots);

    /** 0 left, 1 centre, 2 right. */
    void setAlignment(int side);

    void magnify(int width, int height);

    void setBold(boolean on);

    /** Thickness in dots, 0 to 2. */
    void setUnderline(int dots);

    void setReverse(boolean on);

    void setLinePitch(int dots);

    void selectCodeTable(int table);

    void printPicture(int bytesPerRow, int rows, int scaleX, int scaleY, byte[] data);

    void printQrCode(byte[] data, int moduleDots, int level);

    void cutPaper();

    void beep(int times);

    /** Switches the automatic status on; 0 switches it off. */
    void switchAutomaticStatus(int wanted);

    /** Answers {@code GS r 1}, in order with the printing. */
    void transmitPaperStatus();
}
