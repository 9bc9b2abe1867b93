package id.mpp.kiosk.devices;

import id.mpp.hal.voice.SpokenCall;
import id.mpp.hal.voice.SpokenLanguage;
import id.mpp.hal.voice.VoiceClip;
import id.mpp.kiosk.equipment.Announcements;
import id.mpp.queue.Counter;
import id.mpp.queue.CounterId;
import id.mpp.queue.Event;
import id.mpp.queue.Hall;
import id.mpp.queue.HallView;
import id.mpp.queue.QueuePolicy;
import id.mpp.queue.Ticket;
import id.mpp.queue.TicketEvent;
import id.mpp.queue.TicketId;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Calls to be heard: over the loudspeaker of a zone that has one, else as a WAV for its boards. Any thread. */
public final class HallVoice implements Announcements {
    private final KioskDevices devices;
    private final Hall hall;
    private final QueuePolicy policy;
    private final Supplier<HallView> view;

    public HallVoice(KioskDevices devices, Hall hall, QueuePolicy policy, Supplier<HallView> view) {
        this.devices = devices;
        this.hall = hall;
        this.policy = policy;
        this.view = view;
    }

    /** Takes what the desk has committed; waits for no loudspeaker. */
    public void committed(List<Event> events) {
        for (Event event : events) {
            switch (event) {
                case TicketEvent.TicketCalled called -> announce(called.ticket(), called.counter(), 0);
                case TicketEvent.TicketResumed resumed -> announce(resumed.ticket(), resumed.counter(), 0);
                case TicketEvent.TicketRecalled again -> announce(again.ticket(), again.counter(), again.recall());
                default -> {
                    continue;
                }
            }
        }
    }

    private void announce(TicketId id, CounterId at, int recall) {
        Counter counter = hall.counter(at).orElse(null);
        Ticket ticket = view.get().ticket(id).orElse(null);
        if (counter == null || ticket == null) {
            return;
        }
        devices.speaker(counter.zone().value()).ifPresent(speaker -> {
            SpokenLanguage own = SpokenLanguage.of(ticket.language());
            List<SpokenLanguage> languages =
                    own == SpokenLanguage.INDONESIAN ? List.of(own) : List.of(SpokenLanguage.INDONESIAN, own);
            SpokenCall.Attempt attempt = attempt(recall, recall >= policy.recallLimit());
            devices.announcer()
                    .announce(
                            speaker,
                            languages.stream()
                                    .map(language -> new SpokenCall(
                                            language, attempt, ticket.number().toString(), counter.label()))
                                    .toList());
        });
    }

    @Override
    public Optional<byte[]> wav(Announced call, String language) {
        SpokenCall spoken = new SpokenCall(
                SpokenLanguage.of(language),
                attempt(call.recall(), call.last()),
                call.number().toString(),
                call.counterLabel());
        try {
            return Optional.of(devices.voice().makeCallClip(spoken).wav());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    @Override
    public Optional<byte[]> sentence(String sentence, String language) {
        try {
            return devices.voice()
                    .makeSentenceClip(SpokenLanguage.of(language), sentence)
                    .map(VoiceClip::wav);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    @Override
    public String spelled(String characters, String language) {
        return SpokenCall.spelled(SpokenLanguage.of(language), characters);
    }

    private static SpokenCall.Attempt attempt(int recall, boolean last) {
        if (recall == 0) {
            return SpokenCall.Attempt.FIRST;
        }
        return last ? SpokenCall.Attempt.LAST : SpokenCall.Attempt.SECOND;
    }
}
