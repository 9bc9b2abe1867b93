package id.mpp.hal.voice;

import id.mpp.hal.device.DeviceSession;
import id.mpp.hal.device.DeviceTiming;
import id.mpp.hal.device.Patience.GivenUpException;
import id.mpp.hal.device.SupervisedDevice;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingDeque;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The loudspeaker of one zone, and the calls that wait for it. Its device thread speaks them one after another. */
final class ZoneSpeaker extends SupervisedDevice {

    private static final Logger LOG = LoggerFactory.getLogger(ZoneSpeaker.class);

    /** Calls that wait in a zone. Each takes about 8 s, so with more of them the last one would be too late anyway. */
    static final int CALLS_WAITING_AT_MOST = 16;

    /** The time beyond the length of the sound, to open the sound card and play its buffer to the end. */
    private static final Duration PLAYING_MARGIN = Duration.ofSeconds(5);

    /** One call in each of its languages, and when it was made. */
    private record Waiting(List<SpokenCall> calls, long sinceNanos) {
        private boolean isOf(String ticketNumber) {
            return calls.getFirst().ticketNumber().equals(ticketNumber);
        }
    }

    private final VoiceSynthesizer voice;
    private final SpeakerIo io;
    private final Duration staleAfter;
    private final LongSupplier nanos;
    private final BlockingDeque<Waiting> queue = new LinkedBlockingDeque<>();
    private final AtomicLong spoken = new AtomicLong();
    private final AtomicLong chimeOnly = new AtomicLong();
    private final AtomicLong stale = new AtomicLong();
    private final AtomicLong superseded = new AtomicLong();
    private final AtomicLong overflowed = new AtomicLong();
    private final AtomicLong failed = new AtomicLong();

    /** Set while a call is played. It is still set at the beginning of the next session when that call never ended. */
    private volatile boolean playing;

    ZoneSpeaker(
            String id,
            VoiceSynthesizer voice,
            SpeakerIo io,
            Duration staleAfter,
            LongSupplier nanos,
            DeviceTiming timing) {
        super(id, "speaker", timing);
        this.voice = voice;
        this.io = io;
        this.staleAfter = staleAfter;
        this.nanos = nanos;
    }

    synchronized void announce(List<SpokenCall> calls) {
        if (calls.isEmpty()) {
            throw new IllegalArgumentException("an announcement needs a call in at least one language");
        }
        Waiting next = new Waiting(List.copyOf(calls), nanos.getAsLong());
        String ticket = calls.getFirst().ticketNumber();
        if (queue.removeIf(waiting -> waiting.isOf(ticket))) {
            superseded.incrementAndGet();
        }
        if (queue.size() >= CALLS_WAITING_AT_MOST && queue.poll() != null) {
            overflowed.incrementAndGet();
            LOG.warn("{}: over {} calls wait; the oldest is not spoken", id(), CALLS_WAITING_AT_MOST);
        }
        queue.add(next);
    }

    AnnouncementCounts counts() {
        return new AnnouncementCounts(
                spoken.get(), chimeOnly.get(), stale.get(), superseded.get(), overflowed.get(), failed.get());
    }

    @Override
    protected void serve(DeviceSession session) throws IOException, InterruptedException, GivenUpException {
        if (playing) {
            playing = false;
            failed.incrementAndGet();
        }
        session.reportReady();
        while (true) {
            Waiting next = session.await(queue::take);
            if (isStale(next)) {
                continue;
            }
            VoiceClip clip = session.await(() -> voice.makeCallClip(next.calls()));
            if (!isStale(next)) {
                play(session, clip);
            }
        }
    }

    private boolean isStale(Waiting waiting) {
        if (nanos.getAsLong() - waiting.sinceNanos() <= staleAfter.toNanos()) {
            return false;
        }
        stale.incrementAndGet();
        LOG.warn("{}: a call waited over {} s and is not spoken", id(), staleAfter.toSeconds());
        return true;
    }

    private void play(DeviceSession session, VoiceClip clip)
            throws IOException, InterruptedException, GivenUpException {
        playing = true;
        session.call(clip.length().plus(PLAYING_MARGIN), () -> {
            io.play(clip.wav());
            return clip;
        });
        playing = false;
        spoken.incrementAndGet();
        if (!clip.spoken()) {
            chimeOnly.incrementAndGet();
        }
    }
}
