package id.mpp.kiosk.printing;

import com.fasterxml.jackson.databind.JsonNode;
import id.mpp.file.FileFault;
import id.mpp.file.FileTrouble;
import id.mpp.file.FileTroubles;
import id.mpp.file.PrivateFile;
import id.mpp.hal.device.DeviceStatus;
import id.mpp.hal.device.Power;
import id.mpp.hal.printer.PrinterCondition;
import id.mpp.wire.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts the paper of the roll in the printer, also over restarts, in a small file that is written each metre, and at
 * most once in {@value #WRITE_PAUSE_SECONDS} s: after a power cut at most a metre is missing, or what came out in that
 * time. A lost or damaged file is no reason not to print: the roll counts as new then. Any thread.
 */
public final class PaperRoll implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(PaperRoll.class);
    private static final int WRITE_EVERY_MM = 1_000;
    /**
     * Less than a printer of 250 mm/s takes for a metre; a faster sink must not make the journal wait for this file's
     * sync.
     */
    private static final int WRITE_PAUSE_SECONDS = 3;

    private static final long WRITE_PAUSE_NANOS =
            Duration.ofSeconds(WRITE_PAUSE_SECONDS).toNanos();
    private static final String USED = "usedMm";
    /** Only the beginning of a file so small can be ours. */
    private static final int BYTES_AT_MOST = 1_024;

    private final Path file;
    private final int rollMm;
    private final LongSupplier nanos;
    private long usedMm;
    private long writtenMm;
    private long writtenNanos;
    private long todayMm;
    private long firstTodayNanos;
    private boolean nearEnd;
    private boolean empty;

    /** @param nanos a clock that never runs backwards */
    public PaperRoll(Path file, int rollMetres, LongSupplier nanos) {
        this(file, rollMetres, nanos, new FileTroubles());
    }

    /** The same, and says what is wrong with its file. */
    public PaperRoll(Path file, int rollMetres, LongSupplier nanos, FileTroubles troubles) {
        this.file = file;
        this.rollMm = rollMetres * 1_000;
        this.nanos = nanos;
        this.usedMm = read(file, troubles);
        this.writtenMm = usedMm;
        this.writtenNanos = nanos.getAsLong() - WRITE_PAUSE_NANOS;
    }

    /** A slip came out, or may have. */
    public synchronized void printed(int mm) {
        long now = nanos.getAsLong();
        if (todayMm == 0) {
            firstTodayNanos = now;
        }
        todayMm += mm;
        usedMm += mm;
        if (usedMm - writtenMm >= WRITE_EVERY_MM && now - writtenNanos >= WRITE_PAUSE_NANOS) {
            write();
        }
    }

    /**
     * What the printer says. Paper after its end is a new roll, and so is a near-end sensor that sees paper again; a
     * printer that cannot tell now says nothing.
     */
    public synchronized void status(DeviceStatus status) {
        if (status.power() != Power.ONLINE && status.power() != Power.OFFLINE) {
            return;
        }
        boolean emptyNow = status.conditions().contains(PrinterCondition.REC_EMPTY.code());
        boolean nearEndNow = status.conditions().contains(PrinterCondition.REC_NEAR_EMPTY.code());
        if ((empty && !emptyNow) || (nearEnd && !nearEndNow && !emptyNow)) {
            changed();
        }
        empty = emptyNow;
        nearEnd = nearEndNow;
    }

    /** Somebody put a new roll in. */
    public synchronized void changed() {
        usedMm = 0;
        nearEnd = false;
        write();
    }

    /** A new day has a rate of its own. */
    public synchronized void newDay() {
        todayMm = 0;
    }

    public synchronized PaperForecast forecast() {
        return PaperForecast.of(
                rollMm,
                usedMm,
                nearEnd,
                todayMm,
                todayMm == 0 ? Duration.ZERO : Duration.ofNanos(nanos.getAsLong() - firstTodayNanos));
    }

    @Override
    public synchronized void close() {
        if (usedMm != writtenMm) {
            write();
        }
    }

    private void write() {
        try {
            PrivateFile.replace(
                    file,
                    Json.mapper()
                            .writeValueAsBytes(Json.mapper().createObjectNode().put(USED, usedMm)));
        } catch (IOException e) {
            LOG.warn("the paper count cannot be written to " + file + "; it is tried again after a metre", e);
        }
        writtenMm = usedMm;
        writtenNanos = nanos.getAsLong();
    }

    private static long read(Path file, FileTroubles troubles) {
        try {
            if (!Files.exists(file)) {
                return 0;
            }
            if (Files.size(file) > BYTES_AT_MOST) {
                throw new IOException("larger than " + BYTES_AT_MOST + " bytes");
            }
            JsonNode used = Json.mapper().readTree(Files.readAllBytes(file)).path(USED);
            if (!used.isIntegralNumber() || used.longValue() < 0) {
                throw new IOException("no count in it");
            }
            return used.longValue();
        } catch (IOException e) {
            String why = String.valueOf(FileFault.of(e).getMessage());
            troubles.set(
                    file,
                    List.of(FileFault.of(
                            "the paper count " + file + " cannot be read (" + why + "); the roll counts as new")),
                    FileTrouble.Serves.NEW);
            return 0;
        }
    }
}
