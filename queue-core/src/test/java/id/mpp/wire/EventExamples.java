package id.mpp.wire;

import id.mpp.queue.ActorId;
import id.mpp.queue.AgencyId;
import id.mpp.queue.Attendance;
import id.mpp.queue.CallRule;
import id.mpp.queue.CheckIn;
import id.mpp.queue.Claim;
import id.mpp.queue.CounterEvent;
import id.mpp.queue.CounterId;
import id.mpp.queue.DayEvent;
import id.mpp.queue.Event;
import id.mpp.queue.FeedbackEvent;
import id.mpp.queue.JournalEvent;
import id.mpp.queue.KioskEvent;
import id.mpp.queue.Moment;
import id.mpp.queue.NodeId;
import id.mpp.queue.PaperEvent;
import id.mpp.queue.PastDay;
import id.mpp.queue.Position;
import id.mpp.queue.ServiceId;
import id.mpp.queue.Survey;
import id.mpp.queue.TicketEvent;
import id.mpp.queue.TicketId;
import id.mpp.queue.TicketNumber;
import id.mpp.queue.TicketState;
import id.mpp.queue.Transition;
import id.mpp.queue.WaitBand;
import id.mpp.queue.ZoneId;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/** One of each event, as it might happen on one morning; the examples of the schemas are these. */
public final class EventExamples {
    private static final TicketId TICKET = new TicketId("tk_7Q2mVb0Xr9Ls4Kd1");
    private static final TicketId EARLIER = new TicketId("tk_3Hd8Lw1Pz5Nc6Vx2");
    private static final TicketNumber NUMBER = new TicketNumber("A", 57);
    private static final ServiceId KTP = new ServiceId("disdukcapil-ktp");
    private static final ServiceId KK = new ServiceId("disdukcapil-kk");
    private static final AgencyId AGENCY = new AgencyId("disdukcapil");
    private static final ZoneId ZONE = new ZoneId("zona-a");
    private static final CounterId COUNTER = new CounterId("loket-03");
    private static final NodeId HUB = new NodeId("hub-1");
    private static final ActorId OFFICER = new ActorId("petugas-03");
    private static final ActorId SUPERVISOR = new ActorId("penyelia-1");
    private static final LocalDate DAY = LocalDate.of(2026, 11, 23);
    private static final Instant NINE = Instant.parse("2026-11-23T02:00:00Z");

    public static final List<Event> ALL = List.of(
            new TicketEvent.TicketIssued(
                    TICKET,
                    new Claim(NUMBER, KTP, AGENCY, ZONE, true, "id", HUB),
                    4,
                    new WaitBand(600, 1200),
                    new Attendance("bk_5Tn8Qx2L", CheckIn.ON_TIME, EARLIER)),
            new TicketEvent.TicketAdmitted(TICKET, new Claim(NUMBER, KTP, AGENCY, ZONE, false, "en", HUB), NINE),
            new TicketEvent.TicketCalled(
                    TICKET,
                    NUMBER,
                    KTP,
                    COUNTER,
                    ZONE,
                    1,
                    new CallRule(CallRule.Kind.LONGEST_WEIGHTED_WAIT, 1_200_000, new TicketNumber("B", 12), 900_000),
                    OFFICER),
            new TicketEvent.TicketRecalled(TICKET, NUMBER, COUNTER, ZONE, 1, OFFICER),
            new TicketEvent.TicketStarted(TICKET, COUNTER, OFFICER),
            new TicketEvent.TicketFinished(TICKET, KTP, COUNTER, "selesai", true, OFFICER),
            new TicketEvent.TicketReturned(TICKET, KK, COUNTER, KTP, AGENCY, ZONE, COUNTER, "selesai", OFFICER),
            new TicketEvent.TicketNoShow(TICKET, KTP, COUNTER, OFFICER),
            new TicketEvent.TicketParked(TICKET, COUNTER, "melengkapi fotokopi", OFFICER),
            new TicketEvent.TicketResumed(TICKET, NUMBER, COUNTER, ZONE, OFFICER),
            new TicketEvent.TicketTransferred(
                    TICKET, KTP, COUNTER, KK, AGENCY, ZONE, Position.BY_ARRIVAL, COUNTER, OFFICER),
            new TicketEvent.TicketNoted(TICKET, COUNTER, "berkas asli sudah diperiksa", OFFICER),
            new TicketEvent.TicketCancelled(TICKET, OFFICER),
            new TicketEvent.TicketExpired(TICKET, "hari layanan berakhir", SUPERVISOR),
            new TicketEvent.TicketClosedOut(
                    TICKET, KTP, COUNTER, TicketState.FINISHED, "hari layanan berakhir", SUPERVISOR),
            new TicketEvent.TicketCarriedOver(TICKET, NUMBER, 213, DAY, SUPERVISOR),
            new TicketEvent.TicketUndone(TICKET, Transition.NO_SHOW.word(), TicketState.CALLED, COUNTER, OFFICER),
            new PaperEvent.PaperReserved(TICKET, 0, HUB),
            new PaperEvent.PaperSent(TICKET, 0),
            new PaperEvent.PaperConfirmed(TICKET, 0),
            new PaperEvent.PaperDoubted(TICKET, 0, "pencetak tidak menjawab"),
            new PaperEvent.PaperFailed(TICKET, 1, "kertas habis"),
            new CounterEvent.CounterOpened(COUNTER, AGENCY, ZONE, List.of(KTP, KK), OFFICER),
            new CounterEvent.CounterPaused(COUNTER, "istirahat", OFFICER),
            new CounterEvent.CounterResumed(COUNTER, OFFICER),
            new CounterEvent.CounterClosed(COUNTER, OFFICER),
            new CounterEvent.ClosureRequested(COUNTER, "petugas sakit", OFFICER),
            new CounterEvent.ClosureApproved(COUNTER, SUPERVISOR),
            new CounterEvent.ClosureDeclined(COUNTER, SUPERVISOR),
            new DayEvent.DayOpened(212, DAY, false, SUPERVISOR),
            new DayEvent.DayResumed(212, DAY, SUPERVISOR),
            new DayEvent.DayRelabelled(212, DAY, "jam kiosk salah", SUPERVISOR),
            new DayEvent.DayClosed(212, DAY, 301, 270, 18, 9, 4, SUPERVISOR),
            new DayEvent.NumbersGranted("A", HUB, 1, 999),
            new DayEvent.NumbersSkipped("A", 100, "journal kiosk rusak", SUPERVISOR),
            new DayEvent.HoursOverridden("pameran layanan hari Minggu", SUPERVISOR),
            new DayEvent.HoursRestored(SUPERVISOR),
            new DayEvent.HallPaused("evakuasi gedung", SUPERVISOR),
            new DayEvent.HallResumed(SUPERVISOR),
            new DayEvent.DisruptionDeclared(AGENCY, "sistem pusat terputus", NINE.plusSeconds(3600), SUPERVISOR),
            new DayEvent.DisruptionEnded(AGENCY, SUPERVISOR),
            new JournalEvent.JournalBegun(
                    "inst_3dK8pL1v",
                    1056,
                    "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
                    "damaged",
                    412,
                    List.of("inst_1aB4cD7e"),
                    List.of(new PastDay(211, DAY.minusDays(3), List.of(new PastDay.Numbers("A", 1, 85, 85))))),
            new JournalEvent.JournalCarried(0),
            new KioskEvent.DoorOpened(HUB, false),
            new KioskEvent.DoorClosed(HUB),
            new KioskEvent.HelpRequested(HUB),
            new FeedbackEvent.FeedbackGiven(
                    "fb_Wq7Zt3Rk9", KTP, AGENCY, new Survey(4, List.of(4, 3, 4, 4, 3, 4, 4, 4, 3))));

    private EventExamples() {}

    /** An example with what travels beside it. */
    public static EventEnvelope envelope(Event event) {
        return new EventEnvelope(
                "01993b2e-7c00-7abc-8def-0123456789ab",
                new EventEnvelope.Origin("mpp-2172-01", HUB, "inst_5fJ2nQ8x", 1057, 1),
                DAY,
                new Moment(NINE, true, "boot_9aK3", 5_400_000),
                false,
                event);
    }
}
