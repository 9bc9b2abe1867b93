package id.mpp.hal.voice;

import id.mpp.hal.device.Device;
import id.mpp.hal.device.DeviceTiming;
import id.mpp.hal.thread.DeviceThreads;
import id.mpp.hal.thread.ThreadMaker.Running;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongSupplier;

/**
 * Speaks calls over the loudspeakers of a hall, one for each zone. In a zone one call never talks over another, and
 * zones do not wait for each other. A call that could not be spoken in time is dropped and counted, because a late call
 * sends people to a counter that has gone on. A newer call of the same ticket replaces one that waits. Usable from any
 * thread; nothing here waits for a device.
 */
public final class Announcer implements AutoCloseable {

    /**
     * The longest wait for all loudspeakers to close. Like every device, one that hangs closes within about a second.
     */
    private static final Duration CLOSE_LIMIT = Duration.ofSeconds(3);

    /**
     * The age at which a call is not spoken any more. By then the visitor has looked at the board, or the officer has
     * called again.
     */
    private static final Duration STALE_AFTER = Duration.ofSeconds(30);

    private final Map<String, ZoneSpeaker> zones = new TreeMap<>();

    /** @param speakers by zone; a zone that is missing has no loudspeaker here, and its board plays the calls */
    public Announcer(VoiceSynthesizer voice, Map<String, SpeakerIo> speakers) {
        this(voice, speakers, STALE_AFTER, System::nanoTime, DeviceTiming.standard());
    }

    Announcer(
            VoiceSynthesizer voice,
            Map<String, SpeakerIo> speakers,
            Duration staleAfter,
            LongSupplier nanos,
            DeviceTiming timing) {
        speakers.forEach((zone, io) ->
                zones.put(zone, new ZoneSpeaker("speaker-" + zone, voice, io, staleAfter, nanos, timing)));
    }

    /** Opens the loudspeakers in the background. */
    public void start() {
        zones.values().forEach(ZoneSpeaker::start);
    }

    /**
     * Adds a call to the queue of its zone.
     *
     * @param calls the same call in the languages in which it is to be spoken, in that order
     * @return false when the zone has no loudspeaker here
     */
    public boolean announce(String zone, List<SpokenCall> calls) {
        ZoneSpeaker speaker = zones.get(zone);
        if (speaker == null) {
            return false;
        }
        speaker.announce(calls);
        return true;
    }

    /** What became of the calls, by zone. */
    public Map<String, AnnouncementCounts> counts() {
        Map<String, AnnouncementCounts> counts = new TreeMap<>();
        zones.forEach((zone, speaker) -> counts.put(zone, speaker.counts()));
        return counts;
    }

    /** The loudspeakers, for health reports. The announcer starts and closes them. */
    public List<Device> devices() {
        return List.copyOf(zones.values());
    }

    /** Stops speaking at once, in all zones together. */
    @Override
    public void close() {
        List<Running> together = zones.entrySet().stream()
                .map(zone -> DeviceThreads.start("speaker-close " + zone.getKey(), zone.getValue()::close))
                .toList();
        try {
            for (Running closing : together) {
                closing.join(CLOSE_LIMIT);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
