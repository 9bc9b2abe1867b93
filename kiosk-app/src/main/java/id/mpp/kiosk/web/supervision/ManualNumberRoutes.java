package id.mpp.kiosk.web.supervision;

import id.mpp.kiosk.desk.Desk;
import id.mpp.kiosk.web.DeskCalls;
import id.mpp.kiosk.web.JsonBytes;
import id.mpp.kiosk.web.TicketJson;
import id.mpp.queue.ActorId;
import id.mpp.queue.Command;
import id.mpp.queue.DayEvent;
import id.mpp.queue.Hall;
import id.mpp.queue.NodeId;
import id.mpp.queue.ServiceId;
import id.mpp.queue.ServiceType;
import id.mpp.queue.TicketId;
import id.mpp.queue.TicketNumber;
import id.mpp.web.Guard;
import id.mpp.web.JsonBody;
import id.mpp.web.Problem;
import id.mpp.web.Role;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Base64;

/**
 * Numbers written by hand while no kiosk works: a supervisor takes a block of numbers for paper beforehand, and enters
 * afterwards who got which and when. They stand in line as if a kiosk had issued them then.
 */
final class ManualNumberRoutes {
    /** Owns the numbers that are written on paper. */
    static final NodeId MANUAL = new NodeId("manual");

    private static final int MAX_BLOCK = 100;
    private static final int MAX_TIME = 40;
    private static final int ID_BYTES = 16;

    private record Granted(ServiceId service, TicketNumber first, TicketNumber last) {}

    private final Hall hall;
    private final DeskCalls calls;
    private final Guard guard;
    private final TicketJson tickets;
    private final SecureRandom random = new SecureRandom();

    ManualNumberRoutes(Hall hall, DeskCalls calls, Guard guard, TicketJson tickets) {
        this.hall = hall;
        this.calls = calls;
        this.guard = guard;
        this.tickets = tickets;
    }

    void register(RoutesConfig routes) {
        routes.post("/api/v1/day/manual-numbers", this::grant);
        routes.post("/api/v1/tickets/manual", this::admit);
    }

    private void grant(Context ctx) {
        ActorId actor = supervisor(ctx);
        JsonBody body = JsonBody.of(ctx);
        ServiceType service = service(body);
        int count = body.number("count", 1, MAX_BLOCK);
        body.done();
        Command command = new Command.GrantNumbers(service.prefix(), MANUAL, count);
        calls.run(ctx, actor, body, command, (decision, after) -> {
            DayEvent.NumbersGranted granted =
                    (DayEvent.NumbersGranted) decision.events().getFirst();
            return new Desk.StoredReply(
                    200,
                    JsonBytes.of(new Granted(
                            service.id(),
                            new TicketNumber(granted.prefix(), granted.first()),
                            new TicketNumber(granted.prefix(), granted.last()))));
        });
    }

    private void admit(Context ctx) {
        ActorId actor = supervisor(ctx);
        JsonBody body = JsonBody.of(ctx);
        ServiceType service = service(body);
        TicketNumber number = body.value("number", 10, TicketNumber::parse);
        Instant issuedAt =
                body.value("issuedAt", MAX_TIME, OffsetDateTime::parse).toInstant();
        boolean priority = body.flag("priority", false);
        body.done();
        byte[] bytes = new byte[ID_BYTES];
        random.nextBytes(bytes);
        TicketId id = new TicketId(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
        Command command = new Command.AdmitTicket(
                number,
                id,
                issuedAt,
                MANUAL,
                new Command.Wish(
                        service.id(), priority, hall.branch().languages().getFirst()));
        calls.run(
                ctx,
                actor,
                body,
                command,
                (decision, after) ->
                        new Desk.StoredReply(201, tickets.bytes(after.ticket(id).orElseThrow(), after)));
    }

    private ServiceType service(JsonBody body) {
        ServiceId id = body.value("service", 40, ServiceId::new);
        return hall.service(id)
                .orElseThrow(() -> Problem.of(404, "service-unknown")
                        .with("service", id.value())
                        .thrown());
    }

    private ActorId supervisor(Context ctx) {
        return guard.require(ctx, Role.SUPERVISOR, Role.ADMIN).account().name();
    }
}
