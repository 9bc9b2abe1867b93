package id.mpp.kiosk.cabinet;

import id.mpp.hal.scanner.virtual.ScanOutcome;
import id.mpp.hal.scanner.virtual.ScannerFault;
import id.mpp.hal.scanner.virtual.ScannerKind;
import id.mpp.hal.scanner.virtual.VirtualScanner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A scanner that types into a FIFO in a folder of its own. */
final class ScannerUnit implements VirtualUnit {
    private final Path folder;
    private final VirtualScanner far;

    ScannerUnit() throws IOException {
        folder = Files.createTempDirectory("mpp-scanner");
        far = new VirtualScanner(ScannerKind.EVDEV, folder.resolve("scanner"));
        far.start();
    }

    String address() {
        return far.address();
    }

    @Override
    public Map<String, Boolean> faults() {
        Map<String, Boolean> switches = new LinkedHashMap<>();
        for (ScannerFault fault : ScannerFault.values()) {
            switches.put(word(fault), far.faults().contains(fault));
        }
        return switches;
    }

    @Override
    public void set(String fault, boolean on) throws IOException {
        ScannerFault known = ScannerFault.valueOf(fault.toUpperCase(Locale.ROOT));
        if (on) {
            far.cause(known);
        } else {
            far.repair(known);
        }
    }

    @Override
    public List<String> gentle() {
        return List.of("slow");
    }

    String scan(String text) throws IOException {
        return word(far.scan(text));
    }

    String scan(byte[] picture) throws IOException {
        ScanOutcome outcome = far.scan(picture);
        return word(outcome);
    }

    @Override
    public void close() throws IOException {
        far.close();
        Files.deleteIfExists(folder);
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
