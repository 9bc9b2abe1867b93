package id.mpp.kiosk.doctor;

import id.mpp.file.FileTrouble;
import id.mpp.hal.device.Device;
import id.mpp.hal.device.DeviceStatus;
import id.mpp.hal.device.Power;
import id.mpp.hal.display.LineDisplay;
import id.mpp.hal.lights.LightTower;
import id.mpp.hal.lights.Signal;
import id.mpp.hal.printer.PrintResult;
import id.mpp.hal.printer.Slip;
import id.mpp.hal.printer.TicketPrinter;
import id.mpp.hal.scanner.CodeScanner;
import id.mpp.hal.scanner.ScanCounts;
import id.mpp.hal.thread.DeviceThreads;
import id.mpp.hal.voice.AnnouncementCounts;
import id.mpp.hal.voice.Announcer;
import id.mpp.hal.voice.SpokenCall;
import id.mpp.hal.voice.SpokenLanguage;
import id.mpp.kiosk.cabinet.VirtualCabinet;
import id.mpp.kiosk.devices.KioskDevices;
import id.mpp.kiosk.equipment.HardwareTexts;
import id.mpp.kiosk.sync.RelayAlarm;
import id.mpp.wire.Heartbeat;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Tries one device after the other and the broker, with a person before it who looks and listens, and says of each in
 * one line whether it works and what to mend. Used by one thread. A device that another program holds cannot be tried:
 * the kiosk must be stopped.
 */
public final class Doctor {
    private static final String TEST_NUMBER = "A-088";
    /** All segments, and the point that every kind of plate has. */
    private static final String TEST_PLATE = "88.88";

    private static final String BROKER = "broker";
    private static final String TEST_CODE = "TEST-0001";
    private static final Duration PRINTED = Duration.ofSeconds(30);
    private static final Duration SPOKEN = Duration.ofSeconds(30);
    private static final long LOOK_AGAIN_MS = 50;

    /**
     * How long the doctor waits.
     *
     * @param open for a device to open
     * @param scan for somebody to scan a code
     * @param look for somebody to look at what a device shows
     * @param listen for other hubs of the hall, whose hearts beat every {@link Heartbeat#EVERY}
     */
    public record Limits(Duration open, Duration scan, Duration look, Duration listen) {
        /** For a person who walks from the keyboard to the device. */
        public static Limits standard(Duration scan) {
            return new Limits(Duration.ofSeconds(8), scan, Duration.ofSeconds(4), Heartbeat.EVERY.plusSeconds(5));
        }
    }

    private enum Mark {
        GOOD,
        LOOK,
        FAULT
    }

    private final KioskDevices devices;
    private final @Nullable BrokerCheck broker;
    private final HardwareTexts texts;
    private final String language;
    private final Limits limits;
    private final PrintStream out;
    private int faults;

    /**
     * Makes it.
     *
     * @param devices not started yet; the caller closes them
     * @param broker null where none is configured
     */
    public Doctor(
            KioskDevices devices,
            @Nullable BrokerCheck broker,
            HardwareTexts texts,
            String language,
            Limits limits,
            PrintStream out) {
        this.devices = devices;
        this.broker = broker;
        this.texts = texts;
        this.language = language;
        this.limits = limits;
        this.out = out;
    }

    /** Tells what is wrong with files; each counts as a fault. To be called before {@link #examine}. */
    public void tellFiles(List<FileTrouble> troubles) {
        if (troubles.isEmpty()) {
            return;
        }
        out.println(text("doctor.files"));
        troubles.forEach(trouble ->
                fault(trouble.file(), text("doctor.files." + trouble.serves().word()), trouble.what()));
        out.println();
    }

    /** Tells that the journal goes on with another one; no fault, for the hall serves. */
    public void tellJournal(String sentence) {
        out.println(text("doctor.journal"));
        out.println("  " + sentence);
        out.println();
    }

    /**
     * Lists what the machine has, tries what is configured.
     *
     * @param dev {@code /dev}
     * @return how many devices and connections do not work
     */
    public int examine(Path dev) throws InterruptedException {
        found(dev);
        out.println();
        out.println(text("doctor.trying"));
        devices.start();
        if (devices.printer().isPresent()) {
            print(devices.printer().get());
        } else {
            out.println(text("doctor.no-printer"));
        }
        for (LineDisplay plate : devices.plates().values()) {
            show(plate);
        }
        if (devices.lights().isPresent()) {
            light(devices.lights().get());
        }
        devices.buttons().ifPresent(this::opened);
        if (devices.scanner().isPresent()) {
            scan(devices.scanner().get());
        }
        for (Device speaker : devices.announcer().devices()) {
            speak(speaker);
        }
        if (broker == null) {
            out.println(text("doctor.no-broker"));
        } else {
            reach(broker);
        }
        out.println();
        out.println(faults == 0 ? text("doctor.all-well") : text("doctor.faults", faults));
        return faults;
    }

    private void found(Path dev) {
        out.println(text("doctor.found"));
        try {
            FoundDevices.below(dev).forEach((kind, names) -> {
                List<String> told = names.stream()
                        .map(name -> name + (Files.isWritable(name) ? "" : " " + text("doctor.found.forbidden")))
                        .toList();
                list(kind, told);
            });
        } catch (IOException e) {
            tell(Mark.LOOK, dev.toString(), text("doctor.found.unreadable", e.toString()));
        }
        list("sound", FoundDevices.soundCards());
    }

    private void reach(BrokerCheck check) throws InterruptedException {
        out.println(text("doctor.listening", limits.listen().toSeconds()));
        for (BrokerCheck.Found found : check.look(limits.listen())) {
            RelayAlarm alarm = found.alarm();
            if (alarm == null) {
                tell(Mark.GOOD, BROKER, text("doctor.broker", found.url(), check.user()));
            } else {
                fault(BROKER, text("relay." + alarm.code(), alarm.values().toArray()), "");
            }
        }
    }

    private void list(String kind, List<String> names) {
        out.println("  " + text("doctor.found." + kind) + ": "
                + (names.isEmpty() ? text("doctor.found.none") : String.join(", ", names)));
    }

    private void print(TicketPrinter printer) throws InterruptedException {
        await(limits.open(), () -> printer.status().isWorking());
        if (!printer.status().isWorking()) {
            status(KioskDevices.PRINTER, printer.status());
            return;
        }
        Slip slip = Slip.build()
                .centred(text("doctor.slip"))
                .big(TEST_NUMBER)
                .qr(TEST_CODE)
                .slip();
        CompletableFuture<PrintResult> printing = printer.print(slip);
        try {
            switch (printing.get(PRINTED.toSeconds(), TimeUnit.SECONDS)) {
                case PrintResult.Confirmed _ -> tell(Mark.GOOD, KioskDevices.PRINTER, text("doctor.printed"));
                case PrintResult.Sent _ -> sent(printer.status());
                case PrintResult.Failed failed -> {
                    DeviceStatus status = printer.status();
                    fault(KioskDevices.PRINTER, text(status.sentenceKey()), failed.detail());
                }
            }
        } catch (TimeoutException | ExecutionException e) {
            fault(KioskDevices.PRINTER, text("doctor.not-printed"), String.valueOf(e.getMessage()));
        }
    }

    /** Sent to a printer that is silent by nature, or by a wrong speed of its line. */
    private void sent(DeviceStatus status) {
        if (status.conditions().isEmpty()) {
            tell(Mark.LOOK, KioskDevices.PRINTER, text("doctor.sent"));
        } else {
            fault(KioskDevices.PRINTER, text(status.sentenceKey()), status.detail());
        }
    }

    private void show(LineDisplay plate) throws InterruptedException {
        if (opened(plate)) {
            plate.show(List.of(TEST_PLATE));
            tell(Mark.LOOK, plate.id(), text("doctor.plate", TEST_PLATE));
            pause(limits.look());
            plate.clear();
        }
    }

    private void light(LightTower tower) throws InterruptedException {
        if (opened(tower)) {
            for (Signal signal : new Signal[] {Signal.SERVING, Signal.ASSIST, Signal.STOPPED}) {
                if (!tower.canShow(signal)) {
                    continue;
                }
                tower.show(signal);
                tell(
                        Mark.LOOK,
                        tower.id(),
                        text("doctor.lights." + signal.name().toLowerCase(Locale.ROOT)));
                pause(limits.look());
            }
            tower.show(Signal.DARK);
        }
    }

    private void scan(CodeScanner scanner) throws InterruptedException {
        CompletableFuture<Integer> code = new CompletableFuture<>();
        scanner.onCode(text -> code.complete(text.length()));
        if (!opened(scanner)) {
            return;
        }
        out.println(text("doctor.scan-now", limits.scan().toSeconds()));
        try {
            if (devices.cabinet().isPresent()) {
                hold(devices.cabinet().get());
            }
            int length = code.get(limits.scan().toMillis(), TimeUnit.MILLISECONDS);
            tell(Mark.GOOD, scanner.id(), text("doctor.scanned", length));
        } catch (TimeoutException e) {
            ScanCounts counts = scanner.counts();
            fault(
                    scanner.id(),
                    text("doctor.not-scanned"),
                    text("doctor.scan-counts", counts.codes(), counts.garbled(), counts.tooLong(), counts.tooFast()));
        } catch (ExecutionException | IOException e) {
            fault(scanner.id(), text("doctor.not-scanned"), String.valueOf(e.getMessage()));
        }
    }

    /** Nobody can hold a code in front of a scanner made of software but the cabinet. */
    private static void hold(VirtualCabinet cabinet) throws IOException {
        var _ = cabinet.scan(TEST_CODE);
    }

    private void speak(Device speaker) throws InterruptedException {
        Announcer announcer = devices.announcer();
        String zone = speaker.id().substring("speaker-".length());
        announcer.announce(
                zone, List.of(new SpokenCall(SpokenLanguage.of(language), SpokenCall.Attempt.FIRST, TEST_NUMBER, "1")));
        await(SPOKEN, () -> ended(announcer, zone) || !speaker.status().isWorking());
        AnnouncementCounts counts = announcer.counts().get(zone);
        if (counts == null || counts.spoken() == 0) {
            status(speaker.id(), speaker.status());
        } else if (counts.chimeOnly() > 0) {
            fault(
                    speaker.id(),
                    text("voice.chime-only"),
                    devices.voice().status().detail());
        } else {
            tell(Mark.LOOK, speaker.id(), text("doctor.spoken", TEST_NUMBER));
        }
    }

    private static boolean ended(Announcer announcer, String zone) {
        AnnouncementCounts counts = announcer.counts().get(zone);
        return counts != null && counts.spoken() + counts.failed() + counts.stale() > 0;
    }

    /** Waits until it works and says so, or why it does not. */
    private boolean opened(Device device) {
        try {
            await(limits.open(), () -> device.status().isWorking());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        status(device.id(), device.status());
        return device.status().isWorking();
    }

    private void status(String id, DeviceStatus status) {
        if (status.isWorking() && status.conditions().isEmpty()) {
            tell(status.power() == Power.UNKNOWN ? Mark.LOOK : Mark.GOOD, id, text(status.sentenceKey()));
        } else {
            fault(id, text(status.sentenceKey()), status.detail());
        }
    }

    /** @param detail in English, for whoever mends it; may be empty */
    private void fault(String id, String sentence, String detail) {
        faults++;
        tell(Mark.FAULT, id, detail.isEmpty() ? sentence : sentence + " (" + detail + ")");
    }

    private void tell(Mark mark, String id, String sentence) {
        String word = text("doctor.mark." + mark.name().toLowerCase(Locale.ROOT));
        out.printf("  %-8s %s: %s%n", word, id, sentence);
    }

    private String text(String key, Object... values) {
        return texts.text(language, key, values);
    }

    private static void await(Duration limit, BooleanSupplier condition) throws InterruptedException {
        long end = System.nanoTime() + limit.toNanos();
        while (!condition.getAsBoolean() && System.nanoTime() < end) {
            DeviceThreads.sleep(Duration.ofMillis(LOOK_AGAIN_MS));
        }
    }

    private static void pause(Duration time) throws InterruptedException {
        DeviceThreads.sleep(time);
    }
}
