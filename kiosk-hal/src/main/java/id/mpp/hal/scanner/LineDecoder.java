package id.mpp.hal.scanner;

/** Codes as lines of ASCII, ended by CR, LF or both, as scanners send them in serial and CDC mode. */
final class LineDecoder implements CodeDecoder {

    private final LineBuffer line = new LineBuffer();

    @Override
    public void accept(byte[] bytes, int count, CodeSink sink) {
        for (int i = 0; i < count; i++) {
            int b = bytes[i] & 0xFF;
            if (b == '\r' || b == '\n') {
                line.end(sink);
            } else if (CodeGate.isPrintable(b)) {
                line.add((char) b, sink);
            } else {
                line.spoil(sink);
            }
        }
    }
}
