package id.mpp.kiosk.web.survey;

import id.mpp.kiosk.desk.Desk;
import id.mpp.kiosk.web.JsonBytes;
import id.mpp.queue.Agency;
import id.mpp.queue.Counter;
import id.mpp.queue.CounterId;
import id.mpp.queue.CounterState;
import id.mpp.queue.Hall;
import id.mpp.queue.HallView;
import id.mpp.queue.Moment;
import id.mpp.queue.Ticket;
import id.mpp.queue.TicketNumber;
import id.mpp.queue.TicketState;
import id.mpp.web.JsonBody;
import id.mpp.web.Problem;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The rating tablet of a counter: whom it asks, and what is answered. It stands in the open, so it never learns the id
 * of a ticket. It knows the visit by a word that is good for nothing but one rating at this counter, for ten minutes
 * after the end. So there are never more answers than visits that ended, whoever sends them; and nobody is asked twice,
 * on the phone and here.
 */
final class RatingRoutes {
    private static final String RATING = "/api/v1/counters/{counter}/rating";
    private static final int MAX_VISIT = 22;
    /** Somebody who just stood up; later it is another person who stands there. */
    private static final Duration ASKED_FOR = Duration.ofMinutes(1);

    /** @param visit whom the tablet asks; null for nobody */
    private record Tablet(
            CounterId counter,
            String counterLabel,
            Map<String, String> agencyName,
            boolean open,
            @Nullable Visit visit) {}

    private record Visit(String id, TicketNumber number, boolean invited) {}

    private final Hall hall;
    private final Desk desk;
    private final EndedVisits visits;
    private final TicketTokens tokens;
    private final FeedbackRoutes feedback;
    private final Supplier<Moment> now;

    RatingRoutes(
            Hall hall,
            Desk desk,
            EndedVisits visits,
            TicketTokens tokens,
            FeedbackRoutes feedback,
            Supplier<Moment> now) {
        this.hall = hall;
        this.desk = desk;
        this.visits = visits;
        this.tokens = tokens;
        this.feedback = feedback;
        this.now = now;
    }

    void register(RoutesConfig routes) {
        routes.get(RATING, this::show);
        routes.post(RATING, this::rate);
    }

    private void show(Context ctx) {
        Counter counter = counter(ctx);
        HallView view = desk.view();
        Optional<CounterState> open = view.counter(counter.id());
        Optional<Ticket> asked = isServing(open, view) ? Optional.empty() : justEnded(counter.id(), view);
        Agency agency = hall.agency(counter.agency()).orElseThrow();
        JsonBytes.answer(
                ctx,
                new Tablet(
                        counter.id(),
                        counter.label(),
                        agency.name().byLanguage(),
                        open.isPresent(),
                        asked.map(ticket -> new Visit(tokens.ofVisit(ticket.id()), ticket.number(), ticket.invited()))
                                .orElse(null)));
    }

    /** Whether the next one has sat down, who must not answer for the one before. */
    private static boolean isServing(Optional<CounterState> counter, HallView view) {
        return counter.map(CounterState::current)
                .flatMap(view::ticket)
                .filter(ticket -> ticket.state() == TicketState.SERVING)
                .isPresent();
    }

    private Optional<Ticket> justEnded(CounterId counter, HallView view) {
        return visits.youngerThan(ASKED_FOR, counter, now.get()).stream()
                .limit(1)
                .flatMap(id -> view.ticket(id).stream())
                .filter(ticket -> ticket.state() == TicketState.FINISHED)
                .filter(ticket -> !view.answered(tokens.ofSurvey(ticket.id())))
                .findFirst();
    }

    private void rate(Context ctx) {
        Counter counter = counter(ctx);
        JsonBody body = JsonBody.of(ctx);
        String visit = body.text("visit", MAX_VISIT);
        HallView view = desk.view();
        feedback.give(
                ctx,
                body,
                () -> visits.rateable(counter.id(), now.get()).stream()
                        .filter(id -> tokens.ofVisit(id).equals(visit))
                        .flatMap(id -> view.ticket(id).stream())
                        .findFirst()
                        .orElseThrow(() -> Problem.of(409, "rating-over").thrown()));
    }

    private Counter counter(Context ctx) {
        CounterId id = JsonBody.make("counter", ctx.pathParam("counter"), CounterId::new);
        return hall.counter(id)
                .orElseThrow(() -> Problem.of(404, "counter-unknown")
                        .with("counter", id.value())
                        .thrown());
    }
}
