package id.mpp.program;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.logging.ConsoleHandler;
import java.util.logging.Formatter;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/**
 * One line per log record on standard error: time, level, class, message. A stack trace is joined into the same line,
 * so that the journal of systemd keeps a record together; under systemd the line begins with its priority and leaves
 * the time to it.
 *
 * <p>All code logs by SLF4J, which is bound to {@code java.util.logging}, because the libraries of the JDK and the
 * broker log there anyway. This class alone knows of that.
 */
public final class LogLines extends Formatter {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm:ss.SSS", Locale.ROOT).withZone(ZoneId.systemDefault());
    /** A record longer than this is cut; journald cuts at 48 KiB anyway. */
    private static final int MAX_LENGTH = 16_000;

    /** Kept, because the log manager alone would let a configured logger be collected. */
    private static final Set<Logger> QUIETED = ConcurrentHashMap.newKeySet();

    private final boolean journald;

    LogLines(boolean journald) {
        this.journald = journald;
    }

    /** Sets logging up for this program, replacing what was there. */
    public static void install() {
        install(Level.INFO);
    }

    /** Sets logging up for a command that says in its own lines what is to be said. */
    public static void silence() {
        install(Level.OFF);
    }

    private static void install(Level level) {
        LogManager.getLogManager().reset();
        Handler handler = new ConsoleHandler();
        handler.setFormatter(new LogLines(System.getenv("JOURNAL_STREAM") != null));
        handler.setLevel(level);
        Logger root = Logger.getLogger("");
        root.addHandler(handler);
        root.setLevel(level);
        // These speak at INFO about every start, and the last one of every browser that went away.
        quiet("io.javalin");
        quiet("org.eclipse.jetty");
        quiet("org.eclipse.jetty.ee10.servlet.ServletChannelState", Level.SEVERE);
    }

    @Override
    public String format(LogRecord record) {
        StringBuilder line = new StringBuilder();
        if (journald) {
            line.append('<').append(priority(record.getLevel())).append('>');
        } else {
            line.append(TIME.format(record.getInstant())).append(' ');
            line.append(String.format(Locale.ROOT, "%-7s ", record.getLevel().getName()));
        }
        String logger = String.valueOf(record.getLoggerName());
        line.append(logger.substring(logger.lastIndexOf('.') + 1)).append(": ").append(formatMessage(record));
        if (record.getThrown() != null) {
            StringWriter trace = new StringWriter();
            record.getThrown().printStackTrace(new PrintWriter(trace));
            line.append(" | ").append(trace);
        }
        String one = line.toString().strip().replaceAll("\\s*\\R\\s*", " | ").replaceAll("\\p{Cntrl}", "?");
        return (one.length() <= MAX_LENGTH ? one : one.substring(0, MAX_LENGTH)) + "\n";
    }

    private static int priority(Level level) {
        if (level.intValue() >= Level.SEVERE.intValue()) {
            return 3;
        }
        if (level.intValue() >= Level.WARNING.intValue()) {
            return 4;
        }
        return level.intValue() >= Level.INFO.intValue() ? 6 : 7;
    }

    /** From a logger that talks much nothing but warnings and errors is heard; after {@link #install()}. */
    public static void quiet(String name) {
        quiet(name, Level.WARNING);
    }

    private static void quiet(String name, Level level) {
        Logger logger = Logger.getLogger(name);
        logger.setLevel(level);
        QUIETED.add(logger);
    }
}
