package id.mpp.hal.printer;

/** What is known about one slip after the attempt to print it. */
public sealed interface PrintResult {

    /** Whether a copy printed now could be the second one that a citizen holds. */
    boolean bytesMayBeOnPaper();

    /** The printer gave a sound status answer to a question that was sent after the cut. */
    record Confirmed() implements PrintResult {
        @Override
        public boolean bytesMayBeOnPaper() {
            return true;
        }
    }

    /** All bytes were handed over, but nothing proves the paper: there is no way back, or no answer came in time. */
    record Sent() implements PrintResult {
        @Override
        public boolean bytesMayBeOnPaper() {
            return true;
        }
    }

    /**
     * @param bytesMayBeOnPaper false when no byte of the slip was handed over; true means doubt: nothing, a part or
     *     even the whole slip may be on paper
     * @param detail for the log, in English
     */
    record Failed(Reason reason, boolean bytesMayBeOnPaper, String detail) implements PrintResult {}

    /** Why a slip failed. */
    enum Reason {
        /** The printer was not started, or was closed. */
        CLOSED,
        /** Too many slips wait already. */
        QUEUE_FULL,
        /** The slip waited longer than a citizen would. */
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
        /** The printer reports another error, or is offline without saying why. */
        PRINTER_ERROR,
        /** The device stopped taking bytes, and the thread that wrote them was given up. */
        STALLED,
        /** The connection broke. */
        DISCONNECTED
    }
}
