package id.mpp.estimate;

import id.mpp.queue.Hall;
import id.mpp.queue.QueueEngine;
import id.mpp.queue.QueuePolicy;
import id.mpp.queue.QueueState;
import id.mpp.wire.CatalogReader;
import java.time.DayOfWeek;
import java.time.LocalDate;

/** Days of halls that no estimator knows, one state for each hall, so that what is learned is kept from day to day. */
public final class ComparedDays {
    private static final LocalDate MONDAY = LocalDate.of(2026, 10, 5);

    private ComparedDays() {}

    /**
     * @param seed of the first hall
     * @param halls with different laws and officers
     * @param days of each, the first of which nothing is known
     * @param load arrivals over what the counters can serve, over the whole day
     */
    public static Comparison play(long seed, int halls, int days, double load) {
        Hall hall = CatalogReader.sample();
        QueuePolicy policy = QueuePolicy.standard();
        QueueEngine engine = new QueueEngine(hall, policy);
        Comparison comparison = new Comparison(hall, policy);
        for (int i = 0; i < halls; i++) {
            UnknownHall work = new UnknownHall(hall, seed + i);
            QueueState state = new QueueState();
            LocalDate date = MONDAY;
            for (int day = 0; day < days; day++) {
                long daySeed = 31 * (seed + i) + 1_000_003L * day;
                state = new UnknownDay(work, engine, state, date, daySeed, comparison::before).play(load);
                date = date.plusDays(date.getDayOfWeek() == DayOfWeek.FRIDAY ? 3 : 1);
            }
        }
        return comparison;
    }
}
