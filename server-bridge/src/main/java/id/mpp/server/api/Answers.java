package id.mpp.server.api;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.core.JsonProcessingException;
import id.mpp.queue.Agency;
import id.mpp.queue.Counter;
import id.mpp.queue.Hall;
import id.mpp.queue.Moment;
import id.mpp.queue.ServiceType;
import id.mpp.server.report.Leg;
import id.mpp.wire.Json;
import io.javalin.http.Context;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The JSON of the interface, as records. */
final class Answers {
    /** @param next the page to ask for next; absent at the end */
    record Page<T>(List<T> items, @Nullable Integer next) {}

    /** @param name in the languages of the catalogue; absent without a catalogue */
    record Branch(
            String id,
            @Nullable Map<String, String> name,
            @Nullable String city,
            String timeZone,
            @Nullable LocalDate businessDay,
            boolean open,
            boolean online) {}

    record HallNames(String id, List<Named> agencies, List<NamedService> services, List<NamedCounter> counters) {
        static HallNames of(String branch, @Nullable Hall hall) {
            return hall == null
                    ? new HallNames(branch, List.of(), List.of(), List.of())
                    : new HallNames(
                            branch,
                            hall.agencies().stream().map(Named::of).toList(),
                            hall.services().stream().map(NamedService::of).toList(),
                            hall.counters().stream().map(NamedCounter::of).toList());
        }
    }

    record Named(String id, Map<String, String> name) {
        static Named of(Agency agency) {
            return new Named(agency.id().value(), agency.name().byLanguage());
        }
    }

    record NamedService(
            String id, String agency, Map<String, String> name, long waitPromiseSeconds, long servicePromiseSeconds) {
        static NamedService of(ServiceType service) {
            return new NamedService(
                    service.id().value(),
                    service.agency().value(),
                    service.name().byLanguage(),
                    service.waitTarget().toSeconds(),
                    service.target().toSeconds());
        }
    }

    record NamedCounter(String id, String label, String agency) {
        static NamedCounter of(Counter counter) {
            return new NamedCounter(
                    counter.id().value(), counter.label(), counter.agency().value());
        }
    }

    /** A ticket at one service, as one flat object. {@code leg} counts its services from 1. */
    record Ticket(
            String id,
            int leg,
            String number,
            @JsonUnwrapped Leg.Place place,
            @JsonUnwrapped Standing standing,
            @JsonUnwrapped AtCounter atCounter,
            @JsonUnwrapped Result result) {
        record Standing(LocalDate businessDay, String issuedAt, String state, boolean priority) {}

        record AtCounter(
                @Nullable String counter,
                @Nullable String calledAt,
                @Nullable String startedAt,
                @Nullable String finishedAt) {}

        record Result(
                @Nullable Long waitSeconds,
                @Nullable Long serviceSeconds,
                @Nullable String outcome) {}

        static Ticket of(Leg leg, ZoneId zone) {
            return new Ticket(
                    leg.ticket(),
                    leg.leg(),
                    leg.number(),
                    leg.place(),
                    new Standing(
                            leg.day().label(),
                            at(leg.issuedAt(), zone),
                            leg.state().word(),
                            leg.priority()),
                    new AtCounter(
                            leg.counter(),
                            at(leg.track().called(), zone),
                            at(leg.track().started(), zone),
                            at(leg.track().ended(), zone)),
                    new Result(leg.waitSeconds(), leg.serviceSeconds(), leg.outcome()));
        }
    }

    private Answers() {}

    static void sendJson(Context ctx, Object answer) {
        try {
            ctx.contentType("application/json").result(Json.mapper().writeValueAsBytes(answer));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("cannot write " + answer.getClass(), e);
        }
    }

    /** RFC 3339 with the hall's offset, such as {@code 2026-11-23T08:00:00+07:00}. */
    static String at(Instant instant, ZoneId zone) {
        return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(
                instant.truncatedTo(ChronoUnit.MILLIS).atZone(zone));
    }

    private static @Nullable String at(@Nullable Moment moment, ZoneId zone) {
        return moment == null ? null : at(moment.wall(), zone);
    }
}
