package id.mpp.program;

/** What kind of fault a {@link Throwable} is. */
public final class Fault {
    private Fault() {}

    /**
     * Whether the whole process cannot be trusted any more, on whichever thread it was thrown. A stack that overflowed
     * is no such fault: it ends the task that went too deep, and what can be reached from outside must not be able to
     * end the program.
     */
    public static boolean isFatal(Throwable failure) {
        return failure instanceof VirtualMachineError && !(failure instanceof StackOverflowError);
    }

    /** Throws it on where it {@link #isFatal}; does nothing else. */
    public static void rethrowFatal(Throwable failure) {
        if (failure instanceof Error error && isFatal(error)) {
            throw error;
        }
    }

    /** In one line: what, why, and the place in the code. */
    public static String inOneLine(Throwable failure) {
        StackTraceElement[] frames = failure.getStackTrace();
        String place = frames.length == 0 ? "" : " at " + frames[0];
        return (failure + place).replaceAll("\\R", " ");
    }
}
