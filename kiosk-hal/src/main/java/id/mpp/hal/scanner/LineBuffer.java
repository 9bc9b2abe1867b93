package id.mpp.hal.scanner;

/** Collects the characters of one line. A line that is too long or spoilt is dropped as a whole and counted once. */
final class LineBuffer {

    private final StringBuilder line = new StringBuilder();
    private boolean dropping;

    void add(char c, CodeSink sink) {
        if (dropping) {
            return;
        }
        if (line.length() >= CodeGate.CODE_CHARACTERS_AT_MOST) {
            dropLine();
            sink.countTooLong();
        } else {
            line.append(c);
        }
    }

    /** Marks the line as spoilt by something that belongs in no line. */
    void spoilLine(CodeSink sink) {
        if (!dropping) {
            dropLine();
            sink.countGarbled();
        }
    }

    void endLine(CodeSink sink) {
        if (!dropping && !line.isEmpty()) {
            sink.acceptCode(line.toString());
        }
        dropping = false;
        line.setLength(0);
    }

    private void dropLine() {
        dropping = true;
        line.setLength(0);
    }
}
