package id.mpp.kiosk.cabinet;

import id.mpp.hal.voice.virtual.VirtualSpeaker;
import java.util.List;
import java.util.Map;

/** A loudspeaker that keeps what it heard. */
final class SpeakerUnit implements VirtualUnit {
    private static final String UNPLUGGED = "unplugged";
    private static final String STALL = "stall";

    private final VirtualSpeaker far = new VirtualSpeaker();
    private volatile boolean unplugged;
    private volatile boolean stalled;

    VirtualSpeaker wire() {
        return far;
    }

    @Override
    public Map<String, Boolean> faults() {
        return Map.of(UNPLUGGED, unplugged, STALL, stalled);
    }

    @Override
    public synchronized void set(String fault, boolean on) {
        if (fault.equals(UNPLUGGED)) {
            unplugged = on;
            far.setBroken(on);
        } else {
            stalled = on;
            if (on) {
                far.hang();
            } else {
                far.releaseSounds();
            }
        }
    }

    @Override
    public List<String> gentle() {
        return List.of(UNPLUGGED);
    }
}
