package id.mpp.hal.scanner;

/**
 * Makes codes of the bytes of one opening of a scanner, however they are cut into pieces. Holds a bounded amount of
 * them.
 */
interface CodeDecoder {
    void accept(byte[] bytes, int count, CodeSink sink);
}
