package id.mpp.kiosk.web;

import id.mpp.queue.Moment;
import id.mpp.web.Phrase;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;

/**
 * Times as the hall's visitors and programs read them: RFC 3339 with the hall's offset; {@code 13.00 WIB} in sentences.
 */
public final class HallTime {
    private static final DateTimeFormatter JSON =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSXXX", Locale.ROOT);
    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH.mm", Locale.ROOT);
    private static final DateTimeFormatter INDONESIAN_DATE =
            DateTimeFormatter.ofPattern("EEEE, d MMMM uuuu", Locale.forLanguageTag("id"));
    private static final DateTimeFormatter ENGLISH_DATE =
            DateTimeFormatter.ofPattern("EEEE, d MMMM uuuu", Locale.ENGLISH);
    private static final Map<Integer, String> LABELS = Map.of(7, "WIB", 8, "WITA", 9, "WIT");
    private static final int SECONDS_PER_HOUR = 3_600;

    private final ZoneId zone;

    HallTime(ZoneId zone) {
        this.zone = zone;
    }

    public String json(Instant instant) {
        return JSON.format(instant.atZone(zone));
    }

    public String json(Moment moment) {
        return json(moment.wall());
    }

    /** WIB, WITA or WIT; elsewhere the offset. */
    public String label(Instant at) {
        int seconds = zone.getRules().getOffset(at).getTotalSeconds();
        String known = seconds % SECONDS_PER_HOUR == 0 ? LABELS.get(seconds / SECONDS_PER_HOUR) : null;
        return known != null ? known : "UTC" + zone.getRules().getOffset(at);
    }

    /** {@code pukul 13.00 WIB}, {@code besok pukul 07.30 WIB}, {@code Senin, 23 November 2026 pukul 08.00 WIB}. */
    public Phrase when(Instant instant, Instant now) {
        ZonedDateTime then = instant.atZone(zone);
        LocalDate today = now.atZone(zone).toLocalDate();
        String clock = CLOCK.format(then) + " " + label(instant);
        return language -> {
            boolean english = language.equals("en");
            String at = (english ? "at " : "pukul ") + clock;
            if (then.toLocalDate().equals(today)) {
                return at;
            }
            if (then.toLocalDate().equals(today.plusDays(1))) {
                return (english ? "tomorrow " : "besok ") + at;
            }
            String date = (english ? ENGLISH_DATE : INDONESIAN_DATE).format(then);
            return (english ? "on " : "hari ") + date + " " + at;
        };
    }
}
