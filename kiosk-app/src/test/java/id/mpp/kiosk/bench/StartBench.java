package id.mpp.kiosk.bench;

import id.mpp.bench.Report;
import id.mpp.bench.WorkFolder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/**
 * {@code ./prove start}: from the start of the process to the first 200 at {@code /health/ready}, and the memory it
 * then takes, with the sample hall; the packed program with the flags of {@code ./run}, without and with a cache of
 * loaded classes and profiles.
 */
public final class StartBench {
    private static final Path JAR = Path.of("kiosk-app", "target", "kiosk-app.jar");
    private static final double MOST_MILLIS = 1_200;
    private static final double MOST_MEGABYTES = 128;
    private static final double NANOS_PER_MILLI = 1e6;
    private static final double KIB_PER_MIB = 1_024;
    private static final long LONGEST_START_NANOS = TimeUnit.SECONDS.toNanos(60);
    private static final int STOP_SECONDS = 60;

    /**
     * One start.
     *
     * @param cpuMillis processor time, which other programs do not change
     */
    private record Start(double millis, double cpuMillis, double megabytes) {}

    private final WorkFolder folder;
    private final int runs;
    private final Map<String, List<Start>> starts = new TreeMap<>();
    private int data;

    private StartBench(WorkFolder folder, int runs) {
        this.folder = folder;
        this.runs = runs;
    }

    /** @param args {@code --full}: ten times as many starts */
    public static void main(String[] args) throws IOException, InterruptedException {
        int status;
        try (WorkFolder folder = new WorkFolder()) {
            status = new StartBench(folder, List.of(args).contains("--full") ? 30 : 3).run();
        }
        System.exit(status);
    }

    private int run() throws IOException, InterruptedException {
        String cache = "-XX:AOTCache=" + folder.path().resolve("kiosk.aot");
        start(folder.folder("training"), "-XX:AOTCacheOutput=" + folder.path().resolve("kiosk.aot"));
        for (int i = 0; i < runs; i++) {
            for (Map.Entry<String, List<String>> one : Map.of(
                            "plain", List.<String>of(), "with AOT cache", List.of(cache))
                    .entrySet()) {
                Path kiosk = folder.folder("kiosk-" + data++);
                String[] options = one.getValue().toArray(String[]::new);
                add("first start, " + one.getKey(), start(kiosk, options));
                add("later start, " + one.getKey(), start(kiosk, options));
            }
        }
        return report();
    }

    private void add(String label, Start start) {
        starts.computeIfAbsent(label, key -> new ArrayList<>()).add(start);
    }

    private static Start start(Path kiosk, String... options) throws IOException, InterruptedException {
        int port = freePort();
        Path config = kiosk.resolve("kiosk.toml");
        Files.writeString(
                config,
                "hours=\"open\"\nhttp.port=" + port + "\ndata.folder=\"" + kiosk
                        + "\"\nrelay.url=\"tcp://127.0.0.1:1\"\nprinter.address=\"file:///dev/null\"\n");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-Xms32m",
                "-Xmx256m",
                "--enable-native-access=ALL-UNNAMED",
                "-Djava.awt.headless=true"));
        command.addAll(List.of(options));
        command.addAll(List.of("-jar", JAR.toString(), "--config", config.toString()));
        command.addAll(
                List.of("--watch-parent", Long.toString(ProcessHandle.current().pid())));
        Path log = kiosk.resolve("log");
        long from = System.nanoTime();
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
        try {
            while (!ready(port)) {
                if (!process.isAlive() || System.nanoTime() - from > LONGEST_START_NANOS) {
                    throw new IOException("the kiosk did not start: " + Files.readString(log));
                }
            }
            double millis = (System.nanoTime() - from) / NANOS_PER_MILLI;
            double cpu = process.info().totalCpuDuration().orElse(Duration.ZERO).toMillis();
            return new Start(millis, cpu, residentMegabytes(process.pid()));
        } finally {
            process.destroy();
            if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        }
    }

    private static boolean ready(int port) throws InterruptedException {
        try (HttpLine line = new HttpLine(port, "")) {
            return line.get("/health/ready").status() == 200;
        } catch (IOException e) {
            // Nobody listens yet. The pause leaves the processors to the program that starts.
            TimeUnit.MILLISECONDS.sleep(2);
            return false;
        }
    }

    private static double residentMegabytes(long pid) throws IOException {
        for (String line : Files.readAllLines(Path.of("/proc/" + pid + "/status"))) {
            if (line.startsWith("VmRSS:")) {
                return Long.parseLong(line.replaceAll("\\D", "")) / KIB_PER_MIB;
            }
        }
        throw new IOException("/proc tells no resident memory of " + pid);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private int report() {
        Report report = new Report(
                "start",
                "the kiosk with the sample hall, to its first 200 at /health/ready; medians of " + runs + " starts",
                "ms",
                "ms of CPU",
                "MB resident");
        double millis = Double.MAX_VALUE;
        double megabytes = Double.MAX_VALUE;
        for (Map.Entry<String, List<Start>> one : starts.entrySet()) {
            double time =
                    Report.median(one.getValue().stream().map(Start::millis).toList());
            double memory =
                    Report.median(one.getValue().stream().map(Start::megabytes).toList());
            double cpu =
                    Report.median(one.getValue().stream().map(Start::cpuMillis).toList());
            report.row(one.getKey(), Report.number(time), Report.number(cpu), Report.number(memory));
            if (one.getKey().startsWith("later") && time < millis) {
                millis = time;
                megabytes = memory;
            }
        }
        report.atMost("ms to ready, the faster later start", millis, MOST_MILLIS);
        report.atMost("MB resident when ready, the same start", megabytes, MOST_MEGABYTES);
        return report.print();
    }
}
