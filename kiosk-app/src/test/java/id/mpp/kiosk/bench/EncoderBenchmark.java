package id.mpp.kiosk.bench;

import id.mpp.hal.printer.EscPosEncoder;
import id.mpp.hal.printer.PrinterProfile;
import id.mpp.hal.printer.Slip;
import id.mpp.kiosk.equipment.HardwareTexts;
import id.mpp.kiosk.printing.SlipPreview;
import id.mpp.kiosk.printing.TicketSlip;
import id.mpp.queue.Hall;
import id.mpp.queue.Ticket;
import id.mpp.wire.CatalogReader;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * Bytes, paper and time of a ticket, from the ticket to its bytes, for each profile. Ends non-zero when a ticket of a
 * printer that draws QR codes has over 1,000 bytes or another one over 9,600 (10 s at 9600 baud), or when fewer than
 * 100 a second are made, which is a hundred printers at work.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(1)
public class EncoderBenchmark {
    private static final int NATIVE_BYTES_AT_MOST = 1_000;
    private static final int RASTER_BYTES_AT_MOST = 9_600;
    private static final int PER_SECOND_AT_LEAST = 100;
    /** At 9600 baud, 8 data bits, no parity, 1 stop bit. */
    private static final int BYTES_PER_SECOND = 960;

    private static final double MEGA = 1e6;

    /** Set by JMH; {@link #main} has it try all there are. */
    @Param("epson-80")
    public String profile = "";

    private final Hall hall = CatalogReader.sample();
    private final Ticket ticket = SlipPreview.sample(hall, "id", Instant.parse("2026-11-23T01:14:00Z"));
    private final TicketSlip slips =
            new TicketSlip(hall, new HardwareTexts(hall.branch().languages()), "http://192.168.10.5:8080");
    private EscPosEncoder encoder = new EscPosEncoder(PrinterProfile.EPSON_80);

    /** Takes the profile that JMH has set. */
    @Setup(Level.Trial)
    public void choose() {
        encoder = new EscPosEncoder(PrinterProfile.named(profile));
    }

    /** One ticket. */
    @Benchmark
    public byte[] encode() {
        return encoder.encode(slip());
    }

    private Slip slip() {
        return slips.of(ticket, 0);
    }

    /** @param args {@code --full} measures three times as often */
    public static void main(String[] args) throws RunnerException {
        int rounds = args.length > 0 && args[0].equals("--full") ? 15 : 5;
        List<String> profiles = PrinterProfile.names();
        ChainedOptionsBuilder options = new OptionsBuilder()
                .include(EncoderBenchmark.class.getName() + "\\.encode")
                .param("profile", profiles.toArray(String[]::new))
                .warmupIterations(3)
                .warmupTime(TimeValue.seconds(1))
                .measurementIterations(rounds)
                .measurementTime(TimeValue.seconds(1))
                .shouldFailOnError(true)
                .verbosity(VerboseMode.SILENT);
        boolean holds = true;
        System.out.printf(
                "%-14s %6s %5s %10s %12s %8s %8s%n",
                "profile", "bytes", "mm", "s at 9600", "tickets/s", "± 99.9 %", "MB/s");
        for (RunResult result : new Runner(options.build()).run()) {
            holds &= tell(result);
        }
        System.out.println("encoder " + (holds ? "holds" : "falls short"));
        System.exit(holds ? 0 : 1);
    }

    private static boolean tell(RunResult result) {
        EncoderBenchmark measured = new EncoderBenchmark();
        measured.profile = result.getParams().getParam("profile");
        measured.choose();
        int bytes = measured.encode().length;
        double perSecond = result.getPrimaryResult().getScore();
        System.out.printf(
                "%-14s %6d %5d %10.1f %12.0f %8.0f %8.1f%n",
                measured.profile,
                bytes,
                measured.encoder.lengthMm(measured.slip()),
                (double) bytes / BYTES_PER_SECOND,
                perSecond,
                result.getPrimaryResult().getScoreError(),
                perSecond * bytes / MEGA);
        boolean nativeQr = PrinterProfile.named(measured.profile).nativeQr();
        return bytes <= (nativeQr ? NATIVE_BYTES_AT_MOST : RASTER_BYTES_AT_MOST) && perSecond >= PER_SECOND_AT_LEAST;
    }
}
