package id.mpp.hal.scanner;

/** The place where a decoder puts what it has found. */
interface CodeSink {

    /** Takes a whole line, which was not checked yet. */
    void acceptCode(String line);

    /** Counts a line that was dropped because it was too long. */
    void countTooLong();

    /** Counts something that is no code. */
    void countGarbled();
}
