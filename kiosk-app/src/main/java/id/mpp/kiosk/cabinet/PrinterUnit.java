package id.mpp.kiosk.cabinet;

import id.mpp.hal.printer.virtual.PrintedSlip;
import id.mpp.hal.printer.virtual.VirtualFault;
import id.mpp.hal.printer.virtual.VirtualModel;
import id.mpp.hal.printer.virtual.VirtualPrinter;
import id.mpp.hal.printer.virtual.Wear;
import id.mpp.kiosk.equipment.VirtualDevices.Slip;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** A printer at the far end of a socket, and the papers that came out of it. */
final class PrinterUnit implements VirtualUnit {
    private static final Map<String, VirtualFault> FAULTS = named();
    private static final int DOTS_PER_MM = 8;

    private final VirtualPrinter far;
    private final int widthPx;
    private final Map<Long, Instant> printedAt = new ConcurrentHashMap<>();

    /** @throws IOException where no port can be had */
    PrinterUnit(String profile, InstantSource clock) throws IOException {
        VirtualModel model = VirtualModel.named(profile);
        far = new VirtualPrinter(model, 0);
        widthPx = model.paper().paperDots();
        far.onSlip(slip -> printedAt.put(slip.number(), clock.instant()));
        far.start();
    }

    String address() {
        return far.address();
    }

    @Override
    public Map<String, Boolean> faults() {
        Map<String, Boolean> switches = new LinkedHashMap<>();
        FAULTS.forEach((name, fault) -> switches.put(name, far.faults().contains(fault)));
        return switches;
    }

    @Override
    public void set(String fault, boolean on) {
        VirtualFault known = FAULTS.get(fault);
        if (known == null) {
            throw new IllegalArgumentException("a printer has no fault " + fault);
        }
        if (on) {
            far.cause(known);
        } else {
            far.repair(known);
        }
    }

    /** The printer has dice of its own, which count bytes. */
    @Override
    public Optional<Runnable> beginOwnFaults(String level, long seed) {
        return Optional.of(Wear.valueOf(level.toUpperCase(Locale.ROOT)).applyTo(far, seed));
    }

    @Override
    public List<String> gentle() {
        return List.of("slow", "near-end", "late");
    }

    @Override
    public Optional<Integer> paperMm() {
        return Optional.of(far.paperLeftMm());
    }

    List<Slip> slips() {
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

    Optional<byte[]> png(String slip) {
        return far.slips().stream()
                .filter(printed -> Long.toString(printed.number()).equals(slip))
                .findFirst()
                .map(PrintedSlip::png);
    }

    @Override
    public void close() {
        far.close();
    }

    private static Map<String, VirtualFault> named() {
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
}
