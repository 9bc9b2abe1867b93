package id.mpp.kiosk.bench;

import id.mpp.bench.Report;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.HdrHistogram.Histogram;

/** Clients that each do one thing after the other, without a pause, until together they have done enough. */
final class Load {
    private static final double NANOS = 1e9;
    private static final double NANOS_PER_MILLI = 1e6;

    /** What a client does, again and again, over its own connection. */
    @FunctionalInterface
    interface Work {
        /** Returns the nanoseconds that count. */
        long once(HttpLine line, int client) throws IOException;
    }

    /** @param perSecond how often it was done */
    record Result(double perSecond, Histogram nanos) {
        /** Of what one client did, one after the other. */
        static Result oneByOne(Histogram nanos) {
            return new Result(NANOS / nanos.getMean(), nanos);
        }

        double millis(double percentile) {
            return nanos.getValueAtPercentile(percentile) / NANOS_PER_MILLI;
        }
    }

    private Load() {}

    static Histogram histogram() {
        return new Histogram(3);
    }

    /** @param times how often the work is done, by all clients together */
    static Result run(int port, String cookie, int clients, int times, Work work)
            throws IOException, InterruptedException {
        List<HttpLine> lines = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(clients)) {
            for (int i = 0; i < clients; i++) {
                lines.add(new HttpLine(port, cookie));
            }
            AtomicInteger left = new AtomicInteger(times);
            List<Callable<Histogram>> all = new ArrayList<>();
            for (int i = 0; i < clients; i++) {
                int client = i;
                all.add(() -> client(lines.get(client), client, left, work));
            }
            long start = System.nanoTime();
            Histogram nanos = histogram();
            for (Future<Histogram> one : threads.invokeAll(all)) {
                nanos.add(one.get());
            }
            return new Result(times * NANOS / (System.nanoTime() - start), nanos);
        } catch (ExecutionException e) {
            throw new IOException("a client failed: " + e.getCause(), e);
        } finally {
            for (HttpLine line : lines) {
                line.close();
            }
        }
    }

    private static Histogram client(HttpLine line, int client, AtomicInteger left, Work work) throws IOException {
        Histogram nanos = histogram();
        while (left.getAndDecrement() > 0) {
            nanos.recordValue(work.once(line, client));
        }
        return nanos;
    }

    /** A row of medians: how often a second, and p50, p95 and p99 in milliseconds. */
    static void row(Report report, String label, List<Result> runs) {
        report.row(
                label,
                median(runs, Result::perSecond),
                median(runs, result -> result.millis(50)),
                median(runs, result -> result.millis(95)),
                median(runs, result -> result.millis(99)));
    }

    private static String median(List<Result> runs, Function<Result, Double> value) {
        return Report.number(Report.median(runs.stream().map(value).toList()));
    }
}
