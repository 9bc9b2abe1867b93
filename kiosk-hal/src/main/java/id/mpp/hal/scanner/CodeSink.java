package id.mpp.hal.scanner;

/** Where a decoder puts what it found. */
interface CodeSink {

    /** A whole line, not checked yet. */
    void code(String line);

    /** A line over the limit was dropped. */
    void tooLong();

    /** Something that is no code. */
    void garbled();
}
