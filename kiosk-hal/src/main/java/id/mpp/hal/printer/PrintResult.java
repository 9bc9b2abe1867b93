package id.mpp.hal.printer;

/** What is known about one slip after the attempt to print it. */
public sealed interface PrintResult {

    /** Whether a copy printed now could be a second one in the hands of a citizen. */
    boolean bytesMayBeOnPaper();

    /** The printer gave a sound status answer to a question that travelled behind the cut. */
    record Confirmed() implements PrintResult {
        @Override
        public boolean bytesMayBeOnPaper() {
            return true;
        }
    }

    /** All bytes were handed over, and nothing proves the paper: no back channel, or no answer in time. */
    record Sent() implements PrintResult {
        @Override
        public boolean bytesMayBeOnPaper() {
            return true;
        }
    }

    /**
     * @param bytesMayBeOnPaper false when no byte of the slip was handed over; true is doubt: there may be nothing, a
     *     part, or even the whole slip on paper
     * @param detail for the log, in English
     */
    record Failed(Reason reason, boolean bytesMayBeOnPaper, String detail) implements PrintResult {}

    /** Why a slip failed. */
    enum Reason {
        /** The printer was not started, or was closed. */
        CLOSED,
        /** Too many slips wait already. */
        QUEUE_FULL,
        /** Waited longer than a citizen would. */
        WAITED_TOO_LONG,
        /** The device cannot be opened. */
        NOT_CONNECTED,
        /** The device answered before and does not answer now. */
        NO_ANSWER,
        /** Paper is out. */
        PAPER_OUT,
        /** A cover is open. */
        COVER_OPEN,
        /** The cutter is jammed. */
        CUTTER_ERROR,
        /** Another error that the printer reports, or offline without saying why. */
        PRINTER_ERROR,
        /** The device stopped taking bytes; the thread that wrote them was given up. */
        STALLED,
        /** The connection broke. */
        DISCONNECTED
    }
}
