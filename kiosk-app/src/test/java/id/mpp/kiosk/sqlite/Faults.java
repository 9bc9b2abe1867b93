package id.mpp.kiosk.sqlite;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.file.Path;

/** Sets what {@code faults.c} does, which was loaded under this process: calls on the files of a journal fail. */
@SuppressWarnings("restricted")
final class Faults {
    static final int WRITE = 1;
    static final int SYNC = 2;
    static final int TRUNCATE = 4;
    static final int READ = 8;
    static final int OPEN = 16;
    static final int EIO = 5;
    static final int ENOSPC = 28;
    static final int EROFS = 30;

    /** Loading it again gives the one that is under this process. */
    private static final SymbolLookup LOADED =
            SymbolLookup.libraryLookup(Path.of(System.getenv("LD_PRELOAD")), Arena.global());

    private static final MethodHandle ARM = Linker.nativeLinker()
            .downcallHandle(
                    LOADED.findOrThrow("faults_arm"),
                    FunctionDescriptor.ofVoid(
                            ValueLayout.JAVA_INT,
                            ValueLayout.JAVA_LONG,
                            ValueLayout.JAVA_INT,
                            ValueLayout.JAVA_INT,
                            ValueLayout.JAVA_INT));
    private static final MethodHandle DISARM = Linker.nativeLinker()
            .downcallHandle(LOADED.findOrThrow("faults_disarm"), FunctionDescriptor.of(ValueLayout.JAVA_LONG));

    /**
     * What fails.
     *
     * @param kinds of calls, added up
     * @param lasting whether all fail from the n-th on
     * @param torn whether a write that fails leaves half of itself behind
     */
    record Kind(String name, int kinds, int error, boolean lasting, boolean torn) {}

    private Faults() {}

    static void arm(Kind kind, long nth) {
        try {
            ARM.invokeExact(kind.kinds(), nth, kind.error(), kind.lasting() ? 1 : 0, kind.torn() ? 1 : 0);
        } catch (Throwable e) {
            throw new IllegalStateException("faults.so is not under this process", e);
        }
    }

    /** How many such calls there were since {@link #arm}. */
    static long disarm() {
        try {
            return (long) DISARM.invokeExact();
        } catch (Throwable e) {
            throw new IllegalStateException("faults.so is not under this process", e);
        }
    }
}
