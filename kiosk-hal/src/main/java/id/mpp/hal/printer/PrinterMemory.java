package id.mpp.hal.printer;

/** What has to outlive one connection to a printer, and one printer thread. */
final class PrinterMemory {

    private volatile boolean answeredOnce;
    private volatile boolean slipTorn;

    /** From the first sound answer on, silence means a printer that is off, and not one that cannot answer. */
    void noteAnswer() {
        answeredOnce = true;
    }

    boolean hasAnswered() {
        return answeredOnce;
    }

    /** Whether a part of a slip may hang in the printer, and the printer may still wait for the rest of a picture. */
    void setSlipTorn(boolean torn) {
        slipTorn = torn;
    }

    boolean isSlipTorn() {
        return slipTorn;
    }
}
