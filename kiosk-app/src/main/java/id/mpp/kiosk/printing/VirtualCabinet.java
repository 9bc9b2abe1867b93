package id.mpp.kiosk.printing;

import id.mpp.hal.printer.PrinterProfile;
import id.mpp.hal.printer.PrinterStatus;
import id.mpp.hal.printer.TicketPrinter;
import id.mpp.hal.printer.virtual.PaperWidth;
import id.mpp.hal.printer.virtual.PrintedSlip;
import id.mpp.hal.printer.virtual.VirtualFault;
import id.mpp.hal.printer.virtual.VirtualModel;
import id.mpp.hal.printer.virtual.VirtualPrinter;
import id.mpp.kiosk.web.VirtualDevices;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** A virtual printer at the far end of a socket, as {@code /devices} shows it: its paper, its state, its faults. */
public final class VirtualCabinet implements VirtualDevices, AutoCloseable {
    /** The names of the switches in the API. */
    private static final Map<String, VirtualFault> FAULTS = faults();

    private static final int DOTS_PER_MM = 8;
    private static final int WIDTH_80 = 576;
    private static final int WIDTH_58 = 384;

    private final VirtualPrinter far;
    private final HardwareTexts texts;
    private final InstantSource clock;
    private final int widthPx;
    private final Map<Long, Instant> printedAt = new ConcurrentHashMap<>();
    private volatile PrinterStatus status = new PrinterStatus(
            PrinterStatus.Power.UNKNOWN,
            PrinterStatus.State.CLOSED,
            EnumSet.noneOf(PrinterStatus.Condition.class),
            "printer.closed",
            "");

    /** @throws IOException where no port can be had */
    public VirtualCabinet(PrinterProfile profile, HardwareTexts texts, InstantSource clock) throws IOException {
        VirtualModel model = VirtualModel.named(profile.name());
        this.far = new VirtualPrinter(model, 0);
        this.widthPx = model.paper() == PaperWidth.MM_80 ? WIDTH_80 : WIDTH_58;
        this.texts = texts;
        this.clock = clock;
        far.onSlip(slip -> printedAt.put(slip.number(), this.clock.instant()));
        far.start();
    }

    /** Where the driver reaches the printer. */
    public String address() {
        return far.address();
    }

    /** Shows the state of this driver from now on. */
    public void watch(TicketPrinter printer) {
        printer.onStatus(now -> status = now);
    }

    @Override
    public List<Device> devices() {
        PrinterStatus now = status;
        Map<String, Boolean> switches = new LinkedHashMap<>();
        FAULTS.forEach((name, fault) -> switches.put(name, far.faults().contains(fault)));
        return List.of(new Device(
                "printer",
                "ticket-printer",
                word(now.power()),
                word(now.state()),
                now.conditions().stream().map(VirtualCabinet::word).toList(),
                texts.everywhere(now.sentenceKey()),
                switches,
                Math.toIntExact(Math.min(Integer.MAX_VALUE, Math.round(far.paperLeftMm() + 0.0)))));
    }

    @Override
    public List<Slip> slips() {
        List<PrintedSlip> printed = new ArrayList<>(far.slips());
        printed.sort((one, other) -> Long.compare(other.number(), one.number()));
        printedAt.keySet().removeIf(number -> printed.stream().noneMatch(slip -> slip.number() == number));
        return printed.stream()
                .map(slip -> new Slip(
                        Long.toString(slip.number()),
                        printedAt.getOrDefault(slip.number(), Instant.EPOCH),
                        slip.lines(),
                        widthPx,
                        slip.lengthMm() * DOTS_PER_MM))
                .toList();
    }

    @Override
    public Optional<byte[]> png(String slip) {
        return far.slips().stream()
                .filter(printed -> Long.toString(printed.number()).equals(slip))
                .findFirst()
                .map(PrintedSlip::png);
    }

    @Override
    public boolean setFault(String fault, boolean on) {
        VirtualFault known = FAULTS.get(fault);
        if (known == null) {
            return false;
        }
        if (on) {
            far.set(known);
        } else {
            far.clear(known);
        }
        return true;
    }

    @Override
    public void close() {
        far.close();
    }

    private static Map<String, VirtualFault> faults() {
        Map<String, VirtualFault> faults = new LinkedHashMap<>();
        faults.put("unplugged", VirtualFault.UNPLUGGED);
        faults.put("power-off", VirtualFault.POWER_OFF);
        faults.put("paper-out", VirtualFault.OUT_OF_PAPER);
        faults.put("near-end", VirtualFault.NEAR_END);
        faults.put("cover-open", VirtualFault.COVER_OPEN);
        faults.put("jam", VirtualFault.CUTTER_JAM);
        faults.put("stall", VirtualFault.STALLED);
        faults.put("garbage", VirtualFault.GARBAGE);
        faults.put("flood", VirtualFault.FLOOD);
        faults.put("slow", VirtualFault.SLOW);
        faults.put("late", VirtualFault.LATE_ANSWERS);
        faults.put("not-taken", VirtualFault.TICKET_NOT_TAKEN);
        return faults;
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
