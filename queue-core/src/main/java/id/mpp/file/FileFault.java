package id.mpp.file;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** One mistake in a file, with the place where it stands. The message is a sentence that says it all. */
public final class FileFault extends IOException {
    private static final long serialVersionUID = 1;

    /** Enough to recognise what stands there. */
    private static final int LONGEST_VALUE = 80;

    private final long line;
    private final String field;
    private final String value;
    private final boolean atEnd;

    private FileFault(String message, long line, String field, String value, boolean atEnd, @Nullable Exception cause) {
        super(message, cause);
        this.line = line;
        this.field = field;
        this.value = value.length() <= LONGEST_VALUE ? value : value.substring(0, LONGEST_VALUE) + "…";
        this.atEnd = atEnd;
    }

    /** A mistake whose sentence names its place. */
    public static FileFault of(String message) {
        return new FileFault(message, 0, "", "", false, null);
    }

    /** A mistake that another exception tells of. */
    public static FileFault of(Exception cause) {
        String message = String.valueOf(cause.getMessage() == null ? cause : cause.getMessage())
                .lines()
                .findFirst()
                .orElse("");
        return cause instanceof FileFault fault ? fault : new FileFault(message, 0, "", "", false, cause);
    }

    /**
     * @param line 0 where there is none
     * @param field empty where there is none
     * @param value what stands there; empty where that says nothing
     */
    public static FileFault at(long line, String field, String value, String message) {
        return new FileFault(message, line, field, value, false, null);
    }

    /** The same mistake as the last thing in its file: whoever writes the file may not be done. */
    public FileFault atEnd() {
        return new FileFault(String.valueOf(getMessage()), line, field, value, true, this);
    }

    public long line() {
        return line;
    }

    public String field() {
        return field;
    }

    public String value() {
        return value;
    }

    boolean isAtEnd() {
        return atEnd;
    }
}
