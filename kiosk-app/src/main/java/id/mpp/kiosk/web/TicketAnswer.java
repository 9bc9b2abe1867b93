package id.mpp.kiosk.web;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import id.mpp.queue.AgencyId;
import id.mpp.queue.CounterId;
import id.mpp.queue.ServiceId;
import id.mpp.queue.TicketId;
import id.mpp.queue.TicketNumber;
import id.mpp.queue.WaitBand;
import id.mpp.queue.ZoneId;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A ticket as every route answers it: one flat object, in the order of the groups. Null is left out. */
public record TicketAnswer(
        @JsonUnwrapped Identity identity,
        @JsonUnwrapped Standing standing,
        @JsonUnwrapped Print print,
        @JsonUnwrapped AtCounter atCounter,
        @JsonUnwrapped @Nullable Note note,
        @JsonUnwrapped Visit visit,
        @JsonUnwrapped Journey journey,
        @JsonUnwrapped Ending ending) {
    /** What never changes, a transfer aside. */
    record Identity(
            TicketId id,
            TicketNumber number,
            ServiceId service,
            AgencyId agency,
            ZoneId zone,
            LocalDate businessDay,
            String issuedAt) {}

    /**
     * Where it is in its life and in the line.
     *
     * @param ahead how many are certainly called before it; 0 for one that does not wait
     */
    record Standing(
            String state,
            boolean priority,
            String language,
            int ahead,
            @Nullable WaitBand waitSeconds) {}

    /** @param printReason why it failed; null where it did not */
    record Print(String print, @Nullable String printReason, int copies) {}

    /** The counter it is or was at, and since when. */
    record AtCounter(
            @Nullable CounterId counter,
            @Nullable String counterLabel,
            @Nullable String calledAt,
            @Nullable String startedAt,
            @Nullable String finishedAt,
            int calls,
            int recalls) {}

    /** What was noted about the ticket, under the name that its state gives it. */
    record Note(
            @Nullable String outcome,
            @Nullable String parkReason,
            @Nullable String expiredReason) {}

    /** @param booked true or null */
    record Visit(
            @Nullable TicketId visit,
            @Nullable Boolean booked,
            @Nullable String checkIn) {}

    /** Where it goes from here, and what else its holder does in the hall today; null for nothing else. */
    record Journey(
            @Nullable CounterId returnsTo,
            @Nullable String returnsToLabel,
            @Nullable CounterId returnedTo,
            @Nullable String returnedToLabel,
            @Nullable List<Other> visitTickets) {}

    /** Another ticket of the same visit; the counter only while it is called or served there. */
    record Other(
            TicketId id,
            TicketNumber number,
            AgencyId agency,
            String state,
            @Nullable CounterId counter,
            @Nullable String counterLabel) {}

    /** @param invited null where the ticket is not finished */
    record Ending(@Nullable Boolean invited, String statusUrl) {}
}
