package id.mpp.kiosk.printing;

import id.mpp.hal.printer.PrinterCondition;
import id.mpp.kiosk.equipment.DeviceHealth;
import id.mpp.kiosk.equipment.HardwareTexts;
import id.mpp.queue.Moment;
import id.mpp.queue.Text;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Adds to the health of the ticket printer until when its paper lasts. Any thread. */
public final class PrinterHealth {
    /** Time enough to fetch a roll; the sensor of most printers sees the end later. */
    static final Duration LOW_BEFORE = Duration.ofHours(1);

    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH.mm", Locale.ROOT);
    private static final String LOW = PrinterCondition.REC_NEAR_EMPTY.code();

    private final Supplier<PaperForecast> paper;
    private final HardwareTexts texts;
    private final Supplier<Moment> now;
    private final ZoneId zone;

    public PrinterHealth(Supplier<PaperForecast> paper, HardwareTexts texts, Supplier<Moment> now, ZoneId zone) {
        this.paper = paper;
        this.texts = texts;
        this.now = now;
        this.zone = zone;
    }

    /** The same with what is known of its paper, where it can print. */
    public DeviceHealth withPaper(DeviceHealth printer) {
        if (!printer.working()) {
            return printer;
        }
        PaperForecast forecast = paper.get();
        List<String> conditions = new ArrayList<>(printer.conditions());
        Text sentence = printer.sentence();
        if (isLow(forecast) && !conditions.contains(LOW)) {
            sentence = conditions.isEmpty() ? texts.everywhere("ticket-printer.rec-near-empty") : sentence;
            conditions.add(LOW);
        }
        Text told = sentence;
        return new DeviceHealth(
                printer.id(),
                printer.kind(),
                true,
                printer.power(),
                printer.state(),
                conditions,
                until(forecast).map(end -> joined(told, end)).orElse(told));
    }

    private static boolean isLow(PaperForecast forecast) {
        return forecast.leftMm() <= PaperForecast.NEAR_END_MM
                || forecast.lasts()
                        .filter(lasts -> lasts.compareTo(LOW_BEFORE) < 0)
                        .isPresent();
    }

    /** A time is told under a trusted clock alone. */
    private Optional<Text> until(PaperForecast forecast) {
        Moment at = now.get();
        Optional<LocalTime> end = at.trusted() ? forecast.untilAbout(at.wall().atZone(zone)) : Optional.empty();
        return end.map(time -> texts.everywhere("ticket-printer.paper-until", CLOCK.format(time)));
    }

    private static Text joined(Text first, Text second) {
        Map<String, String> both = new HashMap<>();
        first.byLanguage().forEach((language, words) -> both.put(language, words + " " + second.in(language)));
        return new Text(both);
    }
}
