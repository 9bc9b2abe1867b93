package id.mpp.hal.scanner;

/**
 * Collects the characters of one line. A line that is too long or spoilt is dropped up to its end, and counted once.
 */
final class LineBuffer {

    private final StringBuilder line = new StringBuilder();
    private boolean dropping;

    void add(char c, CodeSink sink) {
        if (dropping) {
            return;
        }
        if (line.length() >= CodeGate.MAX_CODE) {
            drop();
            sink.tooLong();
        } else {
            line.append(c);
        }
    }

    /** Something came that belongs into no line. */
    void spoil(CodeSink sink) {
        if (!dropping) {
            drop();
            sink.garbled();
        }
    }

    void end(CodeSink sink) {
        if (!dropping && !line.isEmpty()) {
            sink.code(line.toString());
        }
        dropping = false;
        line.setLength(0);
    }

    private void drop() {
        dropping = true;
        line.setLength(0);
    }
}
