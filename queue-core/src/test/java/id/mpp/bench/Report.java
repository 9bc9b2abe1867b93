package id.mpp.bench;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;

/** The table a measurement prints, and whether its aims were met. */
public final class Report {
    private static final int NAME_WIDTH = 44;
    private static final int CELL_WIDTH = 11;

    private final String name;
    private final StringBuilder table = new StringBuilder();
    private final List<String> aims = new ArrayList<>();
    private boolean fallsShort;

    /**
     * @param name the measurement, as given to {@code ./prove}
     * @param about what was done, and under which conditions
     */
    public Report(String name, String about, String... columns) {
        this.name = name;
        table.append(System.lineSeparator())
                .append(name)
                .append(": ")
                .append(about)
                .append(System.lineSeparator());
        row("", columns);
    }

    /** The middle value; of two middle ones the lower. */
    public static double median(Collection<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        return sorted.get((sorted.size() - 1) / 2);
    }

    /** A number as a cell: whole from 100 on, else with two digits. */
    public static String number(double value) {
        return String.format(Locale.ROOT, value >= 100 || value == Math.rint(value) ? "%,.0f" : "%.2f", value);
    }

    public Report row(String label, String... cells) {
        table.append(String.format(Locale.ROOT, "%-" + NAME_WIDTH + "s", label));
        for (String cell : cells) {
            table.append(String.format(Locale.ROOT, " %" + CELL_WIDTH + "s", cell));
        }
        table.append(System.lineSeparator());
        return this;
    }

    public Report atLeast(String what, double is, double aim) {
        return aim(what, is, ">=", aim, is >= aim);
    }

    public Report atMost(String what, double is, double aim) {
        return aim(what, is, "<=", aim, is <= aim);
    }

    private Report aim(String what, double is, String sign, double aim, boolean met) {
        fallsShort |= !met;
        aims.add(String.format(
                "  %-12s %s: %s (aim %s %s)", met ? "met" : "falls short", what, number(is), sign, number(aim)));
        return this;
    }

    /** Prints all of it; the exit status of the measurement. */
    public int print() {
        System.out.print(table);
        aims.forEach(System.out::println);
        System.out.println(name + (fallsShort ? " falls short." : " holds."));
        return fallsShort ? 1 : 0;
    }
}
