package id.mpp.kiosk;

import id.mpp.file.Copies;
import id.mpp.file.FileTroubles;
import id.mpp.hal.printer.EscPosEncoder;
import id.mpp.hal.printer.TicketPrinter;
import id.mpp.kiosk.booking.BookingDesk;
import id.mpp.kiosk.booking.KeyFolder;
import id.mpp.kiosk.booking.ReservationBook;
import id.mpp.kiosk.booking.SampleBookings;
import id.mpp.kiosk.desk.HallClock;
import id.mpp.kiosk.desk.HallSecret;
import id.mpp.kiosk.desk.QueueDesk;
import id.mpp.kiosk.devices.Contacts;
import id.mpp.kiosk.devices.CounterPlates;
import id.mpp.kiosk.devices.DeviceReport;
import id.mpp.kiosk.devices.DeviceWatch;
import id.mpp.kiosk.devices.HallLights;
import id.mpp.kiosk.devices.HallVoice;
import id.mpp.kiosk.devices.HelpWanted;
import id.mpp.kiosk.devices.KioskDevices;
import id.mpp.kiosk.devices.ScanDesk;
import id.mpp.kiosk.disk.DiskReserve;
import id.mpp.kiosk.disk.StorageHealth;
import id.mpp.kiosk.equipment.Announcements;
import id.mpp.kiosk.equipment.DeviceHealth;
import id.mpp.kiosk.equipment.HardwareTexts;
import id.mpp.kiosk.equipment.Scan;
import id.mpp.kiosk.equipment.VirtualDevices;
import id.mpp.kiosk.printing.PaperFiles;
import id.mpp.kiosk.printing.PaperRoll;
import id.mpp.kiosk.printing.PrintShop;
import id.mpp.kiosk.printing.PrinterHealth;
import id.mpp.kiosk.printing.TicketSlip;
import id.mpp.kiosk.web.Metrics;
import id.mpp.program.ConfigurationException;
import id.mpp.program.DataFolder;
import id.mpp.program.Workers;
import id.mpp.queue.DayEvent;
import id.mpp.queue.Hall;
import id.mpp.queue.NodeId;
import id.mpp.queue.QueuePolicy;
import id.mpp.queue.ZoneId;
import id.mpp.wire.Messages;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The kiosk's devices, wired to the hall: made with it, put to work by {@link #serve}, closed in the opposite order.
 */
final class DeviceWiring implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(DeviceWiring.class);

    private final KioskConfig config;
    private final Workers workers;
    private final Hall hall;
    private final QueueDesk desk;
    private final HallClock clock;
    private final HardwareTexts texts;
    private final KioskDevices devices;
    private final Contacts contacts;
    private final HallVoice voice;
    private final ReservationBook book;
    private final BookingDesk bookings;
    private final @Nullable SampleBookings samples;
    private final ScanDesk scans;
    private final DeviceReport report;
    private final TicketSlip slips;
    private final Deque<AutoCloseable> open = new ArrayDeque<>();
    private final @Nullable PaperRoll roll;
    private @Nullable PrintShop shop;

    DeviceWiring(
            KioskConfig config,
            DataFolder folder,
            Copies copies,
            FileTroubles troubles,
            Hall hall,
            QueueDesk desk,
            QueuePolicy policy,
            HallSecret secret,
            HallClock clock,
            InstantSource wall,
            Workers workers,
            DiskReserve reserve)
            throws ConfigurationException {
        this.config = config;
        this.workers = workers;
        this.hall = hall;
        this.desk = desk;
        this.clock = clock;
        this.texts = new HardwareTexts(hall.branch().languages());
        this.contacts = new Contacts(desk, new NodeId(config.node()), System::nanoTime);
        config.devices().check(hall);
        this.slips = slips(config, hall, texts, copies, troubles);
        Path folderOfSamples = config.codes().samples();
        this.samples = folderOfSamples == null ? null : SampleBookings.in(folderOfSamples, hall, clock::now, troubles);
        this.book = ReservationBook.open(config.codes().bookings(), hall, copies, troubles);
        this.bookings = new BookingDesk(
                config.web().publicUrl(),
                KeyFolder.verifier(config.codes().keys(), hall, copies, troubles),
                book,
                secret,
                hall.branch().zone(),
                desk::view,
                clock::now,
                texts);
        this.scans = new ScanDesk(bookings, desk::view, texts);
        this.devices = keep(new KioskDevices(config.devices(), folder.file("voice"), zones(hall), wall, workers));
        this.voice = new HallVoice(devices, hall, policy, desk::view);
        Optional<TicketPrinter> printer = devices.printer();
        this.roll = printer.isEmpty()
                ? null
                : keep(new PaperRoll(
                        folder.file("paper.json"), config.devices().rollMetres(), System::nanoTime, troubles));
        this.report =
                new DeviceReport(devices, additions(roll), texts, new StorageHealth(desk::fault, reserve, texts)::now);
    }

    static List<String> zones(Hall hall) {
        return hall.zones().stream().map(zone -> zone.id().value()).toList();
    }

    /** All devices, in a lasting order; waits for none of them. */
    List<DeviceHealth> health() {
        return report.now();
    }

    /** The call for help at the kiosk is answered: somebody goes there. */
    void answerHelp() {
        contacts.assistAnswered();
    }

    /** Whether a zone has a loudspeaker of its own, so that its boards are to be silent. */
    boolean hasSpeaker(ZoneId zone) {
        return devices.speaker(zone.value()).isPresent();
    }

    /** The voice for boards and for the kiosk's guide. */
    Announcements voice() {
        return voice;
    }

    /** The virtual cabinet; null where all devices are real. */
    @Nullable
    VirtualDevices virtual() {
        return devices.cabinet().orElse(null);
    }

    /** Null where there are no sample bookings. */
    @Nullable
    SampleBookings samples() {
        return samples;
    }

    /** What codes are, scanned by a device or typed on a page. */
    BookingDesk bookings() {
        return bookings;
    }

    /** The devices as the central server is told of them; a sentence where somebody should look after one. */
    List<Messages.Device> forServer() {
        return report.now().stream()
                .map(health -> new Messages.Device(
                        health.id(),
                        health.kind(),
                        health.state(),
                        health.wantsAttention() ? health.sentence().in("id") : null))
                .toList();
    }

    void addTo(Metrics metrics) {
        metrics.gauges("mpp_device_working", "Whether a device does what it is for", "device", () -> {
                    Map<String, Double> working = new LinkedHashMap<>();
                    report.now().forEach(health -> working.put(health.id(), health.working() ? 1.0 : 0.0));
                    return working;
                })
                .counters("mpp_contacts_total", "Buttons pressed and doors opened", "contact", contacts::counts)
                .counter(
                        "mpp_contacts_unjournalled_total",
                        "Door and help reports not journalled",
                        contacts::unjournalled)
                .counters("mpp_scans_total", "Codes scanned, by what they were", "kind", scans::counts)
                .gauge("mpp_papers_in_hand", "Papers the printer has not told of yet", () -> {
                    PrintShop now = shop;
                    return now == null ? 0 : now.inHand();
                })
                .gauge("mpp_reservations_known", "Reservations of codes.bookings", book::size)
                .counter(
                        "mpp_reservations_unreadable_total",
                        "Changes of codes.bookings that could not be read",
                        book::faults);
    }

    /**
     * Opens the devices and brings to them what the desk commits; to be called before the desk starts.
     *
     * @param scanned hears what was scanned
     * @param changed hears that a device is not as it was before
     */
    void serve(Consumer<Scan> scanned, Runnable changed, NodeId node) {
        devices.printer().ifPresent(printer -> print(printer, node));
        CounterPlates plates = new CounterPlates(devices.plates(), desk::view);
        plates.look();
        desk.onCommit("plates", (events, at) -> plates.look());
        desk.onCommit("voice", (events, at) -> voice.committed(events));
        devices.scanner().ifPresent(scanner -> scanner.onCode(code -> scanned.accept(scans.read(code))));
        devices.buttons().ifPresent(buttons -> buttons.onChange(contacts::changed));
        devices.start();
        keep(new DeviceWatch(report::now, this::light, changed, workers)).start();
    }

    /** Prints what an earlier run left reserved; to be called when the desk has started. */
    void recover() {
        if (shop != null) {
            shop.recover();
        }
    }

    private void light(List<DeviceHealth> health) {
        devices.lights()
                .ifPresent(lights ->
                        lights.show(HallLights.signal(desk.view().day().open(), contacts.assistWanted(), health)));
    }

    private void print(TicketPrinter printer, NodeId node) {
        PrintShop made = keep(new PrintShop(desk, printer, slips, node, workers));
        shop = made;
        countPaper(printer, made);
        desk.accompany(made::accompany);
        desk.onCommit("print-shop", (events, at) -> made.committed(events));
    }

    private void countPaper(TicketPrinter printer, PrintShop made) {
        PaperRoll counted = Objects.requireNonNull(roll);
        EscPosEncoder encoder = new EscPosEncoder(config.devices().profile());
        made.onPaper(slip -> counted.printed(encoder.lengthMm(slip)));
        printer.onStatus(counted::status);
        desk.onCommit("paper-roll", (events, at) -> {
            if (events.stream().anyMatch(DayEvent.DayOpened.class::isInstance)) {
                counted.newDay();
            }
        });
    }

    private Map<String, UnaryOperator<DeviceHealth>> additions(@Nullable PaperRoll roll) {
        Map<String, UnaryOperator<DeviceHealth>> additions = new LinkedHashMap<>();
        additions.put(KioskDevices.BUTTONS, new HelpWanted(contacts, texts)::addTo);
        if (roll != null) {
            PrinterHealth health = new PrinterHealth(
                    roll::forecast, texts, clock::now, hall.branch().zone());
            additions.put(KioskDevices.PRINTER, health::withPaper);
        }
        return additions;
    }

    /** What stands on a ticket; a layout or a logo that cannot be read takes no number from anybody. */
    static TicketSlip slips(KioskConfig config, Hall hall, HardwareTexts texts, Copies copies, FileTroubles troubles) {
        List<String> languages = hall.branch().languages();
        return new TicketSlip(
                hall,
                texts,
                config.web().publicUrl(),
                PaperFiles.layout(config.paper().layout(), languages, copies, troubles),
                PaperFiles.logo(
                        config.paper().logo(), config.devices().profile().dotsPerLine(), copies, troubles));
    }

    /** Looks whether files of the devices have changed; to be called about once a minute. */
    void look() {
        book.look();
    }

    @Override
    public void close() {
        while (!open.isEmpty()) {
            try {
                open.pop().close();
            } catch (Exception e) {
                LOG.warn("a device was not closed in order", e);
            }
        }
    }

    private <T extends AutoCloseable> T keep(T part) {
        open.push(part);
        return part;
    }
}
