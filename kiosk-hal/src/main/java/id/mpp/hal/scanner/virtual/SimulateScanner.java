package id.mpp.hal.scanner.virtual;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The command {@code simulate-device scanner}: a virtual scanner that scans what is typed into a terminal. */
public final class SimulateScanner {

    private static final String USAGE = """
        usage: simulate-device scanner --kind KIND --link PATH

          --kind   evdev    types as a keyboard, into a FIFO
                   evdev32  the same of a 32-bit machine
                   serial   sends lines, into a pseudo-terminal
                   camera   shows pictures, into a FIFO
          --link   the name under which the scanner appears; must be free. It is removed at the end.

        Reads standard input, one line a scan, until its end:
          A1B2-C3        scans a code that says A1B2-C3
          @ticket.png    scans the QR code in a picture
          !garbage       breaks it: unplugged, garbage, flood or slow
          !garbage off   repairs it
        """;

    private static final int OK = 0;
    private static final int FAILED = 1;
    private static final int WRONG_USE = 2;

    private final VirtualScanner scanner;
    private final PrintStream out;

    private SimulateScanner(VirtualScanner scanner, PrintStream out) {
        this.scanner = scanner;
        this.out = out;
    }

    /**
     * Runs until {@code in} ends.
     *
     * @param args the arguments after {@code simulate-device scanner}
     * @return the exit status: 0, 1 when the scanner cannot be made, 2 for wrong arguments
     */
    public static int run(List<String> args, InputStream in, PrintStream out, PrintStream err) {
        Map<String, String> options = new HashMap<>();
        for (int i = 0; i + 1 < args.size(); i += 2) {
            options.put(args.get(i), args.get(i + 1));
        }
        ScannerKind kind = kind(options.getOrDefault("--kind", ""));
        String link = options.get("--link");
        if (kind == null || link == null || options.size() != 2 || args.size() != 4) {
            err.print(USAGE);
            return WRONG_USE;
        }
        try (VirtualScanner scanner = new VirtualScanner(kind, Path.of(link));
                BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            scanner.start();
            out.println("scanner.address = " + scanner.address());
            SimulateScanner command = new SimulateScanner(scanner, out);
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                command.obey(line);
            }
            return OK;
        } catch (IOException e) {
            err.println(e.getMessage());
            return FAILED;
        }
    }

    private void obey(String line) throws IOException {
        if (line.startsWith("!")) {
            breakOrRepair(line.substring(1));
        } else if (line.startsWith("@")) {
            Path picture = Path.of(line.substring(1));
            if (Files.isRegularFile(picture)) {
                printOutcome(scanner.scan(Files.readAllBytes(picture)));
            } else {
                out.println("there is no picture " + picture);
            }
        } else if (!line.isEmpty()) {
            printOutcome(scanner.scan(line));
        }
    }

    private void breakOrRepair(String order) throws IOException {
        boolean off = order.endsWith(" off");
        String name = off ? order.substring(0, order.length() - " off".length()) : order;
        for (ScannerFault fault : ScannerFault.values()) {
            if (fault.name().equalsIgnoreCase(name)) {
                if (off) {
                    scanner.repair(fault);
                } else {
                    scanner.cause(fault);
                }
                out.println(order);
                return;
            }
        }
        out.println("no fault is called " + name + " (known: unplugged, garbage, flood, slow)");
    }

    private void printOutcome(ScanOutcome outcome) {
        out.println(
                switch (outcome) {
                    case SENT -> "scanned";
                    case LOST -> "nobody listens at " + scanner.address();
                    case NO_CODE -> "there is no QR code in the picture";
                });
    }

    private static @Nullable ScannerKind kind(String name) {
        for (ScannerKind kind : ScannerKind.values()) {
            if (kind.name().toLowerCase(Locale.ROOT).equals(name)) {
                return kind;
            }
        }
        return null;
    }
}
