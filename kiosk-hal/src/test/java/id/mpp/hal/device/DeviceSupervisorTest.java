package id.mpp.hal.device;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import id.mpp.hal.device.Patience.GivenUpException;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The life of a device with everything that happens to devices. It uses real files and pipes, where the kernel's
 * behaviour matters.
 */
@Timeout(600)
class DeviceSupervisorTest {

    private static final Duration LIMIT = Duration.ofMillis(60);

    /** Each device has a name of its own, so that its threads can be told from those of an earlier test. */
    private static final AtomicInteger DEVICES = new AtomicInteger();

    @TempDir
    Path folder;

    private final List<DeviceStatus> heard = new CopyOnWriteArrayList<>();
    private final List<Integer> read = new CopyOnWriteArrayList<>();
    private final List<String> opened = new CopyOnWriteArrayList<>();
    private final CountDownLatch release = new CountDownLatch(1);
    private final CountDownLatch theEnd = new CountDownLatch(1);
    private DeviceSupervisor device = supervisor(_ -> {});

    @AfterEach
    void close() {
        release.countDown();
        theEnd.countDown();
        device.close();
    }

    @Test
    void aMissingDeviceNeverHoldsUpTheStartAndIsOpenedWhenItComes() throws Exception {
        Path link = folder.resolve("port-1");
        start(session -> readFrom(session, link));

        await().until(() -> device.status().power() == Power.OFF);
        assertEquals("scanner.off", device.status().sentenceKey());
        assertEquals(DeviceState.ERROR, device.status().state());
        assertTrue(device.status().detail().contains("is it plugged into its port"), device.status()::detail);

        try (FarEnd far = new FarEnd(folder)) {
            far.connect();
            far.send(7);
            await().until(() -> read.equals(List.of(7)));
            assertEquals(
                    new DeviceStatus(Power.ONLINE, DeviceState.IDLE, List.of(), "scanner.ok", ""), device.status());
        }
    }

    @Test
    void aDeviceThatComesBackUnderAnotherNameIsFoundByItsPort() throws Exception {
        try (FarEnd far = new FarEnd(folder)) {
            start(session -> readFrom(session, far.link()));
            far.connect();
            far.send(1);
            await().until(() -> read.equals(List.of(1)));

            far.unplug();
            await().until(() -> device.status().power() == Power.OFF);
            far.plugIn();
            far.connect();
            far.send(2);

            await().until(() -> read.equals(List.of(1, 2)));
            assertEquals(List.of("dev0", "dev1"), opened);
            await().until(() -> device.status().sentenceKey().equals("scanner.ok"));
        }
    }

    @Test
    void aDeviceThatVanishesUnderABlockedReaderIsNoticedByItsName() throws Exception {
        try (FarEnd far = new FarEnd(folder)) {
            start(session -> readFrom(session, far.link()));
            far.connect();
            await().until(() -> device.status().power() == Power.ONLINE);

            far.vanish();

            await().until(() -> device.status().power() == Power.OFF);
            assertTrue(
                    heard.stream().anyMatch(status -> status.detail().contains("not at its place")), heard::toString);
            far.plugIn();
            far.connect();
            far.send(3);
            await().until(() -> read.equals(List.of(3)));
        }
    }

    @Test
    void aHangingDeviceIsGivenUpAndWhatItSaysLateIsNotHeard() throws Exception {
        AtomicInteger openings = new AtomicInteger();
        start(session -> {
            int mine = openings.incrementAndGet();
            if (mine == 1) {
                session.reportReady();
                read.add(session.call(LIMIT, () -> deaf(release)));
            }
            session.reportReady();
            session.await(() -> deaf(theEnd));
        });

        await().until(() ->
                heard.stream().anyMatch(status -> status.sentenceKey().equals("scanner.stalled")));
        await().until(() -> device.status().power() == Power.ONLINE);
        assertEquals(2, openings.get());
        release.countDown();
        await().until(() -> threads() == 1);
        assertEquals(List.of(), read);
        assertEquals(Power.ONLINE, device.status().power());
    }

    @Test
    void theDriverIsToldThatASessionIsOverBeforeTheNextBegins() throws Exception {
        List<String> happened = new CopyOnWriteArrayList<>();
        AtomicInteger openings = new AtomicInteger();
        start(new DeviceDriver() {
            @Override
            public void serve(DeviceSession session) throws IOException, InterruptedException, GivenUpException {
                int mine = openings.incrementAndGet();
                happened.add("begun");
                if (mine == 1) {
                    session.call(LIMIT, () -> deaf(release));
                }
                if (mine == 2) {
                    throw new IOException("gone");
                }
                session.reportReady();
                session.await(() -> deaf(theEnd));
            }

            @Override
            public void settleAfter(DeviceSession session, String why) {
                happened.add(why);
            }
        });

        await().until(() -> device.status().power() == Power.ONLINE);
        assertEquals(List.of("begun", "the device hangs", "begun", "gone", "begun"), happened);
        device.close();
        assertEquals("the device was closed while it hung", happened.getLast());
    }

    @Test
    void onlyAFewThreadsAreLeftHangingAndTheDeviceReturnsWhenTheyDo() throws Exception {
        AtomicInteger openings = new AtomicInteger();
        start(session -> {
            openings.incrementAndGet();
            session.call(LIMIT, () -> deaf(release));
            session.reportReady();
            session.await(() -> deaf(theEnd));
        });

        await().until(() -> openings.get() == DeviceSupervisor.STUCK_THREADS_AT_MOST);
        await().until(() -> device.status().conditions().equals(List.of(DeviceStatus.STALLED)));
        await().pollDelay(Duration.ofMillis(300)).until(() -> openings.get() == DeviceSupervisor.STUCK_THREADS_AT_MOST);
        assertEquals(DeviceSupervisor.STUCK_THREADS_AT_MOST, threads());

        release.countDown();
        await().until(() -> device.status().power() == Power.ONLINE);
    }

    @Test
    void whatWasOpenedIsClosedTheLatestFirstAlsoWhenItCameTooLate() throws Exception {
        List<String> closed = new CopyOnWriteArrayList<>();
        AtomicInteger openings = new AtomicInteger();
        start(session -> {
            if (openings.incrementAndGet() > 1) {
                throw new IOException("gone");
            }
            session.open(LIMIT, () -> (Closeable) () -> closed.add("first"));
            session.open(LIMIT, () -> {
                deaf(release);
                return (Closeable) () -> closed.add("late");
            });
        });

        await().until(() -> closed.equals(List.of("first")));
        release.countDown();
        await().until(() -> closed.equals(List.of("first", "late")));
    }

    @Test
    void theStatusIsToldInOrderAndAFaultyListenerOrDriverIsSurvived() throws Exception {
        AtomicInteger openings = new AtomicInteger();
        device = supervisor(session -> {
            if (openings.incrementAndGet() == 1) {
                throw new IllegalStateException("a bug");
            }
            session.report(Power.ONLINE, DeviceState.IDLE, List.of("dirty"), "wipe it");
            session.await(() -> deaf(theEnd));
        });
        device.onStatus(_ -> {
            throw new IllegalStateException("a bad listener");
        });
        device.onStatus(heard::add);
        assertEquals("scanner.closed", device.status().sentenceKey());
        device.start();

        await().until(() -> heard.size() == 3);
        assertEquals(
                List.of("scanner.closed", "scanner.off", "scanner.dirty"),
                heard.stream().map(DeviceStatus::sentenceKey).toList());
        assertTrue(heard.get(1).detail().contains("a bug"), heard.get(1)::detail);
        assertTrue(device.status().isWorking());
        assertThrows(IllegalStateException.class, device::start);
    }

    @Test
    void closingEndsADriverInOrderAndLeavesAHangingOneBehind() throws Exception {
        CountDownLatch goodbye = new CountDownLatch(1);
        start(session -> {
            session.reportReady();
            try {
                session.await(() -> deafUntilInterrupted());
            } catch (InterruptedException e) {
                session.call(LIMIT, () -> "the driver may still speak");
                goodbye.countDown();
                throw e;
            }
        });
        await().until(() -> device.status().power() == Power.ONLINE);
        device.close();
        assertEquals(0, goodbye.getCount());
        assertEquals("scanner.closed", heard.getLast().sentenceKey());
        assertThrows(IllegalStateException.class, device::start);

        start(session -> session.await(() -> deaf(release)));
        long began = System.nanoTime();
        device.close();
        assertTrue(Duration.ofNanos(System.nanoTime() - began).toSeconds() < 30);
        assertFalse(device.status().isWorking());
    }

    @Test
    void thePauseGrowsToItsLimitAndIsJittered() {
        ReopenPause pause = new ReopenPause(Duration.ofSeconds(10), Duration.ofSeconds(30));
        assertEquals(Duration.ZERO, pause.left());
        for (int seconds : List.of(10, 20, 30, 30)) {
            pause.noteFailure();
            long left = pause.left().toMillis();
            assertTrue(left > seconds * 1000L - 500 && left <= seconds * 1250L, left + " ms for " + seconds + " s");
        }
        pause.reset();
        pause.noteFailure();
        assertTrue(pause.left().toMillis() <= 12_500);
        long different = java.util.stream.IntStream.range(0, 20)
                .mapToLong(_ -> {
                    ReopenPause other = new ReopenPause(Duration.ofSeconds(10), Duration.ofSeconds(30));
                    other.noteFailure();
                    return other.left().toMillis() / 100;
                })
                .distinct()
                .count();
        assertTrue(different > 3, "20 devices come back at " + different + " different times");
    }

    private void readFrom(DeviceSession session, Path link) throws IOException, InterruptedException, GivenUpException {
        PortLink port = new PortLink(link);
        Path found = port.resolve();
        InputStream in = session.open(Duration.ofSeconds(10), () -> FarEnd.open(found));
        opened.add(String.valueOf(found.getFileName()));
        session.watchPresence(() -> port.leadsTo(found));
        session.reportReady();
        while (true) {
            int next = session.await(in::read);
            if (next < 0) {
                throw new IOException("the device was unplugged");
            }
            read.add(next);
        }
    }

    /** Behaves like a call into a dead device: an interrupt does not end it. */
    private static int deaf(CountDownLatch until) {
        boolean interrupted = false;
        while (true) {
            try {
                until.await();
                break;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        return 99;
    }

    private static String deafUntilInterrupted() throws InterruptedException {
        new CountDownLatch(1).await();
        return "never";
    }

    private long threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals("device " + device.id()))
                .count();
    }

    private DeviceSupervisor supervisor(DeviceDriver driver) {
        return new DeviceSupervisor("desk-" + DEVICES.incrementAndGet(), "scanner", driver, QuickDevices.timing());
    }

    private void start(DeviceDriver driver) {
        device.close();
        heard.clear();
        device = supervisor(driver);
        device.onStatus(heard::add);
        device.start();
    }
}
