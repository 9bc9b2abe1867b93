package id.mpp.hal.printer.virtual;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A program that stands in for a printer on a TCP port or behind a device path, and writes each slip as a picture. */
public final class PrinterStandIn {

    private static final int EXIT_FAILED = 1;
    private static final int EXIT_USAGE = 2;
    private static final int DEFAULT_PORT = 9100;
    private static final int PORT_AT_MOST = 65_535;

    private static final String USAGE = """
        simulate-device printer [OPTION…] stands in for a ticket printer until it is ended.
          --port N        listens on 127.0.0.1:N (9100 unless told otherwise; 0 takes a free one)
          --path FILE     sits behind a FIFO, or at the far end of a pseudo-terminal, instead
          --profile NAME  epson-80 (default), generic-58, citizen-kiosk
          --level NAME    ideal (default), worn, hostile
          --seed N        of the level's dice; told at the start
          --fault NAME    is there from the start; may be given more than once
          --slips FOLDER  where the pictures go; slips unless told otherwise
        While it runs it reads lines: a fault's name sets it, 'clear NAME' repairs it, 'paper' puts a roll in, 'quit' ends.
        """;

    private VirtualModel model = VirtualModel.EPSON_80;
    private Wear wear = Wear.IDEAL;
    private int port = DEFAULT_PORT;
    private @Nullable Path path;
    private Path slips = Path.of("slips");
    private long seed = System.nanoTime() & 0xFFFF_FFFFL;
    private List<VirtualFault> faults = List.of();

    private PrinterStandIn() {}

    /**
     * Runs until {@code quit} is read or the thread is interrupted. The end of {@code in} alone does not end it.
     *
     * @return 0, 1 where the port or path cannot be used, 2 for wrong arguments
     */
    public static int run(List<String> args, InputStream in, PrintStream out, PrintStream err) {
        if (args.contains("--help")) {
            out.print(usage());
            return 0;
        }
        PrinterStandIn standIn = new PrinterStandIn();
        try {
            standIn.readArguments(args.iterator());
        } catch (IllegalArgumentException e) {
            err.println(e.getMessage());
            err.print(usage());
            return EXIT_USAGE;
        }
        try {
            standIn.serve(in, out, err);
            return 0;
        } catch (IOException e) {
            err.println(e.getMessage());
            return EXIT_FAILED;
        }
    }

    private static String usage() {
        return USAGE
                + Arrays.stream(VirtualFault.values())
                        .map(VirtualFault::word)
                        .collect(Collectors.joining(", ", "Faults: ", System.lineSeparator()));
    }

    private void readArguments(Iterator<String> args) {
        while (args.hasNext()) {
            String option = args.next();
            if (!args.hasNext()) {
                throw new IllegalArgumentException("option " + option + " needs a value, or is not known");
            }
            String value = args.next();
            switch (option) {
                case "--port" -> port = Math.toIntExact(number(option, value, PORT_AT_MOST));
                case "--path" -> path = Path.of(value);
                case "--profile" -> model = VirtualModel.named(value);
                case "--level" -> wear = level(value);
                case "--seed" -> seed = number(option, value, Long.MAX_VALUE);
                case "--fault" ->
                    faults = Stream.concat(faults.stream(), Stream.of(fault(value)))
                            .toList();
                case "--slips" -> slips = Path.of(value);
                default -> throw new IllegalArgumentException("option " + option + " is not known");
            }
        }
    }

    private static long number(String option, String value, long most) {
        try {
            long number = Long.parseLong(value);
            if (number >= 0 && number <= most) {
                return number;
            }
        } catch (NumberFormatException notEvenANumber) {
            // The message below covers this, as it does any other wrong number.
        }
        throw new IllegalArgumentException(
                "option " + option + " is '" + value + "'; expected a whole number from 0 to " + most);
    }

    private static Wear level(String value) {
        return Arrays.stream(Wear.values())
                .filter(level -> level.name().toLowerCase(Locale.ROOT).equals(value))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "option --level is '" + value + "'; expected ideal, worn or hostile"));
    }

    private static VirtualFault fault(String word) {
        return find(word)
                .orElseThrow(() ->
                        new IllegalArgumentException("there is no fault '" + word + "'; the known ones stand below"));
    }

    private static Optional<VirtualFault> find(String word) {
        return Arrays.stream(VirtualFault.values())
                .filter(fault -> fault.word().equals(word))
                .findFirst();
    }

    private void serve(InputStream in, PrintStream out, PrintStream err) throws IOException {
        Files.createDirectories(slips);
        try (VirtualPrinter printer = new VirtualPrinter(model, path == null ? port : 0)) {
            printer.onSlip(slip -> saveSlip(slip, out));
            printer.start();
            faults.forEach(printer::cause);
            var _ = wear.applyTo(printer, seed);
            if (path == null) {
                out.println("printer at " + printer.address() + ", seed " + seed + "; slips in " + slips);
                awaitQuit(printer, in, out, err);
            } else {
                try (DevicePath _ = DevicePath.join(path, printer.address())) {
                    out.println("printer behind " + path + ", seed " + seed + "; slips in " + slips);
                    awaitQuit(printer, in, out, err);
                }
            }
        }
    }

    private void saveSlip(PrintedSlip slip, PrintStream out) {
        Path file = slips.resolve("slip-%04d.png".formatted(slip.number()));
        try {
            Files.write(file, slip.png());
            out.println(file);
        } catch (IOException e) {
            throw new UncheckedIOException("the slip cannot be written to " + file + "; make the folder writable", e);
        }
    }

    private static void awaitQuit(VirtualPrinter printer, InputStream in, PrintStream out, PrintStream err)
            throws IOException {
        BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            if (line.equals("quit")) {
                return;
            }
            obey(line.strip(), printer, err);
            out.println("faults: " + printer.faults());
        }
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void obey(String line, VirtualPrinter printer, PrintStream err) {
        boolean clear = line.startsWith("clear ");
        Optional<VirtualFault> fault = find(clear ? line.substring("clear ".length()) : line);
        if (line.equals("paper")) {
            printer.loadPaper(VirtualPrinter.FULL_ROLL_MM);
        } else if (fault.isEmpty()) {
            err.println("'" + line + "' is not understood");
            err.print(usage());
        } else if (clear) {
            printer.repair(fault.get());
        } else {
            printer.cause(fault.get());
        }
    }
}
