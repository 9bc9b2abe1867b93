package id.mpp.kiosk.web;

import static org.junit.jupiter.api.Assertions.assertEquals;

import id.mpp.queue.ActorId;
import id.mpp.queue.Booking;
import id.mpp.queue.Command;
import id.mpp.queue.CounterId;
import id.mpp.queue.Hall;
import id.mpp.queue.Moment;
import id.mpp.queue.NodeId;
import id.mpp.queue.PaperState;
import id.mpp.queue.Position;
import id.mpp.queue.QueuePolicy;
import id.mpp.queue.ServiceId;
import id.mpp.queue.TicketId;
import id.mpp.queue.WaitEstimate;
import id.mpp.wire.CatalogReader;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The answers to the byte: pages and programs of others read them. */
class TicketJsonTest {
    private static final Moment NOW = new Moment(Instant.parse("2026-11-23T01:10:00Z"), true, "boot-0001", 600_000);
    private static final ActorId OFFICER = new ActorId("petugas-1");
    private static final CounterId COUNTER = new CounterId(TestKiosk.COUNTER);
    private static final NodeId NODE = new NodeId("kiosk-1");
    private static final TicketId FIRST = new TicketId("the-first-ticket");
    private static final TicketId SECOND = new TicketId("the-second-ticket");

    private final Hall hall = CatalogReader.sample();
    private final TestDesk desk = new TestDesk(hall, QueuePolicy.standard(), () -> NOW);
    private final TicketJson json = new TicketJson(
            hall,
            new HallTime(hall.branch().zone()),
            "http://192.0.2.7:8080",
            new WaitEstimate(hall, QueuePolicy.standard()),
            () -> NOW);

    @BeforeEach
    void openTheHall() {
        desk.must(new Command.OpenDay(LocalDate.parse("2026-11-23"), false, OFFICER));
        desk.must(new Command.OpenCounter(COUNTER, OFFICER));
    }

    @AfterEach
    void closeTheDesk() {
        desk.close();
    }

    @Test
    void aTicketThatWaitsTellsItsPlaceAndItsPaper() {
        issue(FIRST, true, null, null);
        desk.must(new Command.ReportPaper(FIRST, 0, PaperState.FAILED, "paper-out"));
        assertEquals("""
            {"id":"the-first-ticket","number":"A-001","service":"ktp-rekam","agency":"disdukcapil","zone":"1",\
            "businessDay":"2026-11-23","issuedAt":"2026-11-23T08:10:00.000+07:00","state":"waiting",\
            "priority":false,"language":"id","ahead":0,"waitSeconds":{"p50":0,"p80":0},\
            "print":"failed","printReason":"paper-out","copies":0,"calls":0,"recalls":0,\
            "statusUrl":"http://192.0.2.7:8080/t/the-first-ticket"}\
            """, text(FIRST));
    }

    @Test
    void aFinishedTicketTellsItsCounterItsTimesAndItsOutcome() {
        issue(FIRST, false, null, null);
        desk.must(new Command.CallNext(COUNTER, OFFICER));
        desk.must(new Command.StartServing(COUNTER, OFFICER));
        desk.must(new Command.Finish(COUNTER, "selesai", OFFICER));
        assertEquals("""
            {"id":"the-first-ticket","number":"A-001","service":"ktp-rekam","agency":"disdukcapil","zone":"1",\
            "businessDay":"2026-11-23","issuedAt":"2026-11-23T08:10:00.000+07:00","state":"finished",\
            "priority":false,"language":"id","ahead":0,"print":"none","copies":0,\
            "counter":"loket-01","counterLabel":"1","calledAt":"2026-11-23T08:10:00.000+07:00",\
            "startedAt":"2026-11-23T08:10:00.000+07:00","finishedAt":"2026-11-23T08:10:00.000+07:00",\
            "calls":1,"recalls":0,"outcome":"selesai","invited":false,\
            "statusUrl":"http://192.0.2.7:8080/t/the-first-ticket"}\
            """, text(FIRST));
    }

    @Test
    void aTicketOfAVisitTellsItsBookingAndTheOtherTickets() {
        issue(FIRST, false, new Booking("reservation-1", true, null, null), null);
        issue(SECOND, false, null, FIRST);
        desk.must(new Command.CallNext(COUNTER, OFFICER));
        assertEquals("""
            {"id":"the-first-ticket","number":"A-001","service":"ktp-rekam","agency":"disdukcapil","zone":"1",\
            "businessDay":"2026-11-23","issuedAt":"2026-11-23T08:10:00.000+07:00","state":"called",\
            "priority":false,"language":"id","ahead":0,"print":"none","copies":0,\
            "counter":"loket-01","counterLabel":"1","calledAt":"2026-11-23T08:10:00.000+07:00",\
            "calls":1,"recalls":0,"booked":true,"checkIn":"on-time",\
            "visitTickets":[{"id":"the-second-ticket","number":"A-002","agency":"disdukcapil","state":"waiting"}],\
            "statusUrl":"http://192.0.2.7:8080/t/the-first-ticket"}\
            """, text(FIRST));
        assertEquals("""
            {"id":"the-second-ticket","number":"A-002","service":"ktp-rekam","agency":"disdukcapil","zone":"1",\
            "businessDay":"2026-11-23","issuedAt":"2026-11-23T08:10:00.000+07:00","state":"waiting",\
            "priority":false,"language":"id","ahead":0,"waitSeconds":{"p50":600,"p80":900},\
            "print":"none","copies":0,"calls":0,"recalls":0,"visit":"the-first-ticket",\
            "visitTickets":[{"id":"the-first-ticket","number":"A-001","agency":"disdukcapil","state":"called",\
            "counter":"loket-01","counterLabel":"1"}],\
            "statusUrl":"http://192.0.2.7:8080/t/the-second-ticket"}\
            """, text(SECOND));
    }

    @Test
    void aTicketThatComesBackTellsWhereTo() {
        issue(FIRST, false, null, null);
        desk.must(new Command.CallNext(COUNTER, OFFICER));
        ServiceId other = hall.services().stream()
                .filter(service -> !service.id().value().equals(TestKiosk.SERVICE))
                .findFirst()
                .orElseThrow()
                .id();
        desk.must(new Command.Transfer(COUNTER, other, Position.END, true, OFFICER));
        assertEquals("""
            {"id":"the-first-ticket","number":"A-001","service":"ktp-cetak","agency":"disdukcapil","zone":"1",\
            "businessDay":"2026-11-23","issuedAt":"2026-11-23T08:10:00.000+07:00","state":"waiting",\
            "priority":false,"language":"id","ahead":0,"waitSeconds":{"p50":0,"p80":0},\
            "print":"none","copies":0,"counter":"loket-01","counterLabel":"1","calls":1,"recalls":0,\
            "returnsTo":"loket-01","returnsToLabel":"1",\
            "statusUrl":"http://192.0.2.7:8080/t/the-first-ticket"}\
            """, text(FIRST));
    }

    @Test
    void aParkedTicketTellsWhy() {
        issue(FIRST, false, null, null);
        desk.must(new Command.CallNext(COUNTER, OFFICER));
        desk.must(new Command.Park(COUNTER, "berkas kurang", OFFICER));
        assertEquals("""
            {"id":"the-first-ticket","number":"A-001","service":"ktp-rekam","agency":"disdukcapil","zone":"1",\
            "businessDay":"2026-11-23","issuedAt":"2026-11-23T08:10:00.000+07:00","state":"parked",\
            "priority":false,"language":"id","ahead":0,"print":"none","copies":0,\
            "counter":"loket-01","counterLabel":"1","calledAt":"2026-11-23T08:10:00.000+07:00",\
            "calls":1,"recalls":0,"parkReason":"berkas kurang",\
            "statusUrl":"http://192.0.2.7:8080/t/the-first-ticket"}\
            """, text(FIRST));
    }

    private void issue(TicketId id, boolean paper, @Nullable Booking booking, @Nullable TicketId visit) {
        desk.must(Command.IssueTicket.of(id, new Command.Wish(new ServiceId(TestKiosk.SERVICE), false, "id"), NODE)
                .printedBy(paper ? NODE : null)
                .checkingInWith(booking)
                .inVisitOf(visit));
    }

    private String text(TicketId id) {
        return new String(json.bytes(desk.view().ticket(id).orElseThrow(), desk.view()), StandardCharsets.UTF_8);
    }
}
