package id.mpp.hal.scanner;

/** Reads codes from lines of ASCII that end with CR, LF or both, as scanners send them in serial and CDC mode. */
final class LineDecoder implements CodeDecoder {

    private final LineBuffer line = new LineBuffer();

    @Override
    public void decode(byte[] bytes, int count, CodeSink sink) {
        for (int i = 0; i < count; i++) {
            int b = bytes[i] & 0xFF;
            if (b == '\r' || b == '\n') {
                line.endLine(sink);
            } else if (CodeGate.isPrintable(b)) {
                line.add((char) b, sink);
            } else {
                line.spoilLine(sink);
            }
        }
    }
}
