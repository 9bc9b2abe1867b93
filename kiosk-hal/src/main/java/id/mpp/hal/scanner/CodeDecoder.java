package id.mpp.hal.scanner;

/**
 * Makes codes from the bytes of one opening of a scanner, in whatever pieces they come. Holds a limited number of them.
 */
interface CodeDecoder {
    void decode(byte[] bytes, int count, CodeSink sink);
}
