package id.mpp.server.testing;

import id.mpp.bus.BrokerAccess;
import id.mpp.bus.PahoMessageBus;
import id.mpp.kiosk.sync.DisplayFeed;
import id.mpp.kiosk.sync.Outbox;
import id.mpp.kiosk.sync.OutboxRelay;
import id.mpp.kiosk.sync.RelayOptions;
import id.mpp.program.TestWorkers;
import id.mpp.wire.EventBatch;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A kiosk's relay alone, in a process of its own that a test can kill and freeze. Its journal is empty. */
public final class BeatingKiosk implements AutoCloseable {
    private final Process process;

    private BeatingKiosk(Process process) {
        this.process = process;
    }

    /** @param beat the time between two beats of its heart; the product's is longer */
    public static BeatingKiosk start(String broker, String node, String boot, Duration beat) throws IOException {
        Process process = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElse("java"),
                        "-Xmx64m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        BeatingKiosk.class.getName(),
                        broker,
                        node,
                        boot,
                        Long.toString(beat.toSeconds()))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
        return new BeatingKiosk(process);
    }

    /** Sends SIGKILL. */
    public void kill() throws InterruptedException {
        process.destroyForcibly().waitFor(1, TimeUnit.MINUTES);
    }

    /** Sends SIGSTOP: its connection stays, and nobody answers on it. */
    public void freeze() throws IOException, InterruptedException {
        signal("STOP");
    }

    public void thaw() throws IOException, InterruptedException {
        signal("CONT");
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    private void signal(String name) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                .start()
                .waitFor();
    }

    /** @param args broker, node, boot, seconds of a beat */
    public static void main(String[] args) throws InterruptedException {
        String installation = "installation-of-" + args[1] + "-" + args[2];
        RelayOptions options = RelayOptions.of(HallScript.BRANCH, args[1], args[2], "test")
                .withBeat(Duration.ofSeconds(Long.parseLong(args[3])));
        PahoMessageBus bus = new PahoMessageBus(
                options.bus(BrokerAccess.open(args[0]), installation)
                        .withDelays(Duration.ofMillis(100), Duration.ofSeconds(1)),
                TestWorkers.told());
        OutboxRelay relay = new OutboxRelay(
                options,
                new Empty(installation),
                bus,
                new DisplayFeed(HallScript.BRANCH),
                List::of,
                TestWorkers.told());
        relay.start();
        bus.start();
        new CountDownLatch(1).await();
    }

    private record Empty(String installation) implements Outbox {
        @Override
        public long lastSeq() {
            return 0;
        }

        @Override
        public long acknowledged() {
            return 0;
        }

        @Override
        public List<EventBatch.Link> read(long fromSeq, int maxBytes) {
            return List.of();
        }

        @Override
        public void acknowledge(long through) {
            // There is nothing to acknowledge in an empty journal.
        }
    }
}
