package id.mpp.kiosk.printing;

import id.mpp.hal.device.DeviceStatus;
import id.mpp.hal.printer.PrinterStatus;
import id.mpp.hal.printer.PrinterStatus.Condition;
import id.mpp.hal.printer.TicketPrinter;
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

/** How the ticket printer is, and until when its paper lasts. Any thread. */
public final class PrinterHealth {
    private static final String ID = "printer";
    private static final String KIND = "ticket-printer";
    /** Time enough to fetch a roll; the sensor of most printers sees the end later. */
    static final Duration LOW_BEFORE = Duration.ofHours(1);

    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH.mm", Locale.ROOT);
    private static final String LOW = Condition.REC_NEAR_EMPTY.code();

    private final TicketPrinter printer;
    private final Supplier<PaperForecast> paper;
    private final HardwareTexts texts;
    private final Supplier<Moment> now;
    private final ZoneId zone;

    public PrinterHealth(
            TicketPrinter printer,
            Supplier<PaperForecast> paper,
            HardwareTexts texts,
            Supplier<Moment> now,
            ZoneId zone) {
        this.printer = printer;
        this.paper = paper;
        this.texts = texts;
        this.now = now;
        this.zone = zone;
    }

    public DeviceHealth now() {
        PrinterStatus status = printer.status();
        DeviceStatus device = status.device();
        PaperForecast forecast = paper.get();
        List<String> conditions = new ArrayList<>(device.conditions());
        String sentence = device.sentenceKey();
        if (status.canPrint() && isLow(forecast) && !conditions.contains(LOW)) {
            sentence = conditions.isEmpty() ? "printer.paper-low" : sentence;
            conditions.add(LOW);
        }
        Text text = texts.everywhere(sentence);
        return new DeviceHealth(
                ID,
                KIND,
                status.canPrint(),
                word(device.power()),
                word(device.state()),
                conditions,
                status.canPrint()
                        ? until(forecast).map(end -> joined(text, end)).orElse(text)
                        : text);
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
        return end.map(time -> texts.everywhere("printer.paper-until", CLOCK.format(time)));
    }

    private static Text joined(Text first, Text second) {
        Map<String, String> both = new HashMap<>();
        first.byLanguage().forEach((language, words) -> both.put(language, words + " " + second.in(language)));
        return new Text(both);
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
