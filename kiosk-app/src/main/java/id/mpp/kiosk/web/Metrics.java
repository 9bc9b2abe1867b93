package id.mpp.kiosk.web;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.DoubleSupplier;
import java.util.function.Supplier;

/** Figures for Prometheus, in its text format. Figures are added while the program is wired and read at each scrape. */
public final class Metrics {
    /** The content type of the format. */
    public static final String CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8";

    private record Family(String name, String type, String help, Supplier<Map<String, Double>> samples) {}

    private final List<Family> families = new ArrayList<>();

    /** A figure that goes up and down. */
    public Metrics gauge(String name, String help, DoubleSupplier value) {
        return add(name, "gauge", help, () -> Map.of("", value.getAsDouble()));
    }

    /** A figure that only grows while the program runs. */
    public Metrics counter(String name, String help, DoubleSupplier value) {
        return add(name, "counter", help, () -> Map.of("", value.getAsDouble()));
    }

    /** Several figures that differ in one label. */
    public Metrics gauges(String name, String help, String label, Supplier<Map<String, Double>> values) {
        return add(name, "gauge", help, () -> labelled(label, values.get()));
    }

    /** Several figures that only grow, and differ in one label. */
    public Metrics counters(String name, String help, String label, Supplier<Map<String, Double>> values) {
        return add(name, "counter", help, () -> labelled(label, values.get()));
    }

    /** Latencies in seconds by quantile, such as {@code 0.99}. */
    public Metrics summary(String name, String help, Supplier<Map<String, Double>> quantiles) {
        return add(name, "summary", help, () -> labelled("quantile", quantiles.get()));
    }

    /** Everything, as it is now. */
    public String text() {
        StringBuilder text = new StringBuilder(2_048);
        for (Family family : families) {
            text.append("# HELP ")
                    .append(family.name())
                    .append(' ')
                    .append(family.help())
                    .append('\n');
            text.append("# TYPE ")
                    .append(family.name())
                    .append(' ')
                    .append(family.type())
                    .append('\n');
            family.samples()
                    .get()
                    .forEach((labels, value) -> text.append(family.name())
                            .append(labels)
                            .append(' ')
                            .append(number(value))
                            .append('\n'));
        }
        return text.toString();
    }

    private Metrics add(String name, String type, String help, Supplier<Map<String, Double>> samples) {
        families.add(new Family(name, type, help, samples));
        return this;
    }

    private static Map<String, Double> labelled(String label, Map<String, Double> values) {
        Map<String, Double> labelled = new LinkedHashMap<>();
        values.forEach((key, value) -> labelled.put("{" + label + "=\"" + escaped(key) + "\"}", value));
        return labelled;
    }

    private static String number(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15
                ? Long.toString((long) value)
                : String.format(Locale.ROOT, "%.6f", value);
    }

    private static String escaped(String label) {
        return label.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
    }
}
