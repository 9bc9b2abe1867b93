package id.mpp.kiosk.web;

import id.mpp.queue.CounterId;
import id.mpp.queue.Moment;
import id.mpp.queue.PastDay;
import id.mpp.queue.Refusal;
import id.mpp.queue.Refusal.ClosedReason;
import id.mpp.queue.TicketNumber;
import id.mpp.queue.TicketState;
import id.mpp.web.Phrase;
import id.mpp.web.Problem;
import java.time.Instant;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Why the engine refused, as a problem with a stable code; the sentences are in {@code messages/problems}. */
public final class RefusalProblems {
    private final HallTime time;

    RefusalProblems(HallTime time) {
        this.time = time;
    }

    Problem of(Refusal refusal, Moment now) {
        return switch (refusal) {
            case Refusal.ServiceUnknown r -> Problem.of(404, "service-unknown").with("service", r.service());
            case Refusal.CounterUnknown r -> Problem.of(404, "counter-unknown").with("counter", r.counter());
            case Refusal.AgencyUnknown r -> Problem.of(404, "agency-unknown").with("agency", r.agency());
            case Refusal.TicketUnknown r -> Problem.of(404, "ticket-unknown");
            case Refusal.TicketExists r -> Problem.of(409, "ticket-exists");
            case Refusal.NotIssued r -> notIssued(r, now);
            case Refusal.NoClosureRequested r -> at("no-closure-requested", r.counter());
            case Refusal.FeedbackGivenAlready r -> Problem.of(409, "feedback-given");
            case Refusal.DayNotOpen r -> Problem.of(409, "day-not-open");
            case Refusal.DayAlreadyOpen r -> Problem.of(409, "day-already-open").with("ordinal", r.ordinal());
            case Refusal.DateHasNumbers r -> dateHasNumbers(r);
            case Refusal.DateUnknown r ->
                Problem.of(409, "date-unknown").with("date", r.date().toString());
            case Refusal.ClockNotTrusted r -> Problem.of(409, "clock-not-trusted");
            case Refusal.NothingToChange r ->
                Problem.of(409, "nothing-to-change").with("what", r.what());
            case Refusal.CounterClosedNow r -> at("counter-closed", r.counter());
            case Refusal.CounterPausedNow r -> at("counter-paused", r.counter());
            case Refusal.CounterNotPaused r -> at("counter-not-paused", r.counter());
            case Refusal.CounterBusy r -> at("counter-busy", r.counter()).with("number", r.number());
            case Refusal.CounterIdle r -> at("counter-idle", r.counter());
            case Refusal.NothingWaiting r -> at("nothing-waiting", r.counter());
            case Refusal.NotServedHere r -> Problem.of(409, "not-served-here").with("service", r.service());
            case Refusal.WrongState r ->
                about("wrong-state", r.number())
                        .with("state", Words.of(r.state()))
                        .word("stateWords", stateWords(r.state()));
            case Refusal.RecallLimitReached r ->
                about("recall-limit", r.number()).with("limit", r.limit());
            case Refusal.VisitorElsewhere r ->
                about("visitor-elsewhere", r.number()).with("counter", r.counter());
            case Refusal.NoShowTooLate r ->
                about("no-show-too-late", r.number())
                        .with("toleranceSeconds", r.toleranceSeconds())
                        .word("minutes", language -> Long.toString(r.toleranceSeconds() / 60));
            case Refusal.NothingToUndo r -> at("nothing-to-undo", r.counter());
            case Refusal.UndoOvertaken r -> about("undo-overtaken", r.number());
            case Refusal.PaperPending r -> about("paper-pending", r.number());
            case Refusal.CopyLimitReached r -> about("copy-limit", r.number()).with("limit", r.limit());
            case Refusal.PaperOutOfOrder r -> about("paper-out-of-order", r.number());
        };
    }

    private static Problem dateHasNumbers(Refusal.DateHasNumbers refusal) {
        int count = refusal.numbers().stream().mapToInt(PastDay.Numbers::count).sum();
        String numbers =
                refusal.numbers().stream().map(PastDay.Numbers::toString).collect(Collectors.joining(", "));
        return Problem.of(409, "date-has-numbers")
                .with("date", refusal.date().toString())
                .with("count", count)
                .with("numbers", numbers);
    }

    private Problem notIssued(Refusal.NotIssued refusal, Moment now) {
        return switch (refusal) {
            case Refusal.ServiceClosed r -> closed(r, now);
            case Refusal.ServiceDisrupted r ->
                until(Problem.of(409, "service-disrupted").with("reasonText", r.reason()), r.expectedEnd(), now);
            case Refusal.PastCutOff r ->
                until(Problem.of(409, "past-cutoff"), r.reopensAt(), now)
                        .with("closesAt", time.json(r.closesAt()))
                        .word("closes", time.when(r.closesAt(), now.wall()));
            case Refusal.QuotaFull r ->
                until(Problem.of(409, "quota-full").with("quota", r.quota()), r.reopensAt(), now);
            case Refusal.CapacityFull r -> until(Problem.of(409, "capacity-full"), r.reopensAt(), now);
            case Refusal.HallStandsStill r -> Problem.of(409, "hall-paused").with("reasonText", r.reason());
            case Refusal.BookingUsed r -> Problem.of(409, "booking-used");
            case Refusal.BookingTooEarly r ->
                Problem.of(409, "booking-too-early")
                        .with("opensAt", time.json(r.opensAt()))
                        .word("opens", time.when(r.opensAt(), now.wall()));
            case Refusal.NumbersExhausted r ->
                Problem.of(409, "numbers-exhausted").with("prefix", r.prefix());
            case Refusal.NumberNotOwned r -> about("number-not-owned", r.number());
            case Refusal.NumberTaken r -> about("number-taken", r.number());
        };
    }

    /** The word of a calendar reason, as in {@code reason} of the hall's services. */
    public static String word(ClosedReason reason) {
        return reason.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static Problem at(String code, CounterId counter) {
        return Problem.of(409, code).with("counter", counter.value());
    }

    private static Problem about(String code, TicketNumber number) {
        return Problem.of(409, code).with("number", number.toString());
    }

    private Problem closed(Refusal.ServiceClosed refusal, Moment now) {
        String reason = word(refusal.reason());
        String name = refusal.name();
        Problem problem = Problem.of(409, "service-closed")
                .text("service-closed." + reason)
                .with("reason", reason)
                .with("holiday", name);
        return until(problem, refusal.reopensAt(), now);
    }

    /** Adds when it goes on, as a member and as the sentence {@code next}. */
    private Problem until(Problem problem, @Nullable Instant at, Moment now) {
        if (at == null) {
            return problem.word(
                    "next",
                    language -> language.equals("en")
                            ? "When it goes on is not known yet; please ask the staff."
                            : "Waktu dibuka kembali belum diketahui; silakan tanyakan kepada petugas.");
        }
        Phrase when = time.when(at, now.wall());
        return problem.with("reopensAt", time.json(at))
                .word(
                        "next",
                        language -> language.equals("en")
                                ? "Numbers can be taken again " + when.in(language) + "."
                                : "Nomor diambil kembali " + when.in(language) + ".");
    }

    private static Phrase stateWords(TicketState state) {
        return language -> {
            boolean english = language.equals("en");
            return switch (state) {
                case WAITING -> english ? "is waiting" : "sedang menunggu";
                case CALLED -> english ? "has been called" : "sudah dipanggil";
                case SERVING -> english ? "is being served" : "sedang dilayani";
                case PARKED -> english ? "is set aside" : "sedang ditunda";
                case NO_SHOW -> english ? "did not show up" : "tidak hadir";
                case FINISHED -> english ? "has been served" : "sudah selesai dilayani";
                case CANCELLED -> english ? "was cancelled" : "sudah dibatalkan";
                case EXPIRED -> english ? "has expired" : "sudah tidak berlaku";
            };
        };
    }
}
