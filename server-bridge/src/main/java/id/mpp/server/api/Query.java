package id.mpp.server.api;

import id.mpp.web.Problem;
import id.mpp.web.ProblemException;
import io.javalin.http.Context;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads query parameters. A wrong one becomes a problem that names the parameter and what is expected. */
final class Query {
    /** A year and a day. More is a report and not a page. */
    static final int MAX_DAYS = 366;

    /** Business days, both included. */
    record Days(LocalDate from, LocalDate to) {}

    private Query() {}

    /** Reads {@code from} and {@code to}. Both default to {@code today}; one alone stands for one day. */
    static Days days(Context ctx, LocalDate today) {
        LocalDate from = date(ctx, "from");
        LocalDate to = date(ctx, "to");
        LocalDate first = from != null ? from : to != null ? to : today;
        LocalDate last = to != null ? to : first;
        long days = ChronoUnit.DAYS.between(first, last);
        if (days < 0 || days >= MAX_DAYS) {
            throw wrong("to", "a date not before 'from' and less than " + MAX_DAYS + " days after it");
        }
        return new Days(first, last);
    }

    static int page(Context ctx, int most) {
        String text = ctx.queryParam("page");
        if (text == null) {
            return 1;
        }
        String expected = "a whole number from 1 to " + most;
        try {
            int page = Integer.parseInt(text);
            if (page < 1 || page > most) {
                throw wrong("page", expected);
            }
            return page;
        } catch (NumberFormatException e) {
            throw wrong("page", expected);
        }
    }

    /** Reads a word of an enum in lower case with hyphens. Answers {@code otherwise} where the parameter is missing. */
    static <E extends Enum<E>> @Nullable E word(Context ctx, String name, Class<E> type, @Nullable E otherwise) {
        String text = ctx.queryParam(name);
        if (text == null) {
            return otherwise;
        }
        for (E value : type.getEnumConstants()) {
            if (spelled(value).equals(text)) {
                return value;
            }
        }
        throw wrong(
                name,
                "one of "
                        + Arrays.stream(type.getEnumConstants())
                                .map(Query::spelled)
                                .collect(Collectors.joining(", ")));
    }

    static String spelled(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Reads a number in the path that the server has given out. Anything that is no number is wrong. */
    static long id(Context ctx) {
        try {
            return Long.parseLong(ctx.pathParam("id"));
        } catch (NumberFormatException e) {
            throw wrong("id", "a whole number");
        }
    }

    private static @Nullable LocalDate date(Context ctx, String name) {
        String text = ctx.queryParam(name);
        try {
            return text == null ? null : LocalDate.parse(text);
        } catch (DateTimeException e) {
            throw wrong(name, "a date such as 2026-11-23");
        }
    }

    private static ProblemException wrong(String parameter, String expected) {
        return Problem.of(400, "parameter-wrong")
                .with("parameter", parameter)
                .with("expected", expected)
                .thrown();
    }
}
