package id.mpp.kiosk.bench;

import id.mpp.estimate.ComparedDays;
import id.mpp.estimate.Comparison;
import id.mpp.estimate.Comparison.Method;
import id.mpp.queue.Hall;
import id.mpp.queue.QueueEngine;
import id.mpp.queue.QueuePolicy;
import id.mpp.queue.QueueState;
import id.mpp.wire.CatalogException;
import id.mpp.wire.CatalogReader;
import id.mpp.wire.EventCodec;
import id.mpp.wire.EventEnvelope;
import id.mpp.wire.EventFormatException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/**
 * {@code ./prove estimate [--full | JOURNAL [CATALOGUE]]}: the error of the told waits beside four common methods, on
 * simulated days of halls whose laws the estimator does not know, or on the days that a kiosk's journal holds. Ends
 * with 1 where the replay is not better than half the error of position x norm on the simulated days at load 0.85, or
 * not better than it on recorded ones.
 */
public final class EstimateProof {
    private static final double JUDGED_LOAD = 0.85;
    private static final List<Double> LOADS = List.of(0.70, JUDGED_LOAD, 1.0);
    private static final int DAYS = 5;
    /** Fewer recorded waits than this prove nothing. */
    private static final int LEAST_WAITS = 30;

    private EstimateProof() {}

    public static void main(String[] args) throws SQLException, EventFormatException, CatalogException {
        String wanted = args.length == 0 ? "" : args[0];
        boolean holds;
        if (wanted.isEmpty() || wanted.equals("--full")) {
            holds = simulated(wanted.isEmpty() ? 6 : 40);
        } else {
            Hall hall = args.length > 1 ? CatalogReader.read(Path.of(args[1])) : CatalogReader.sample();
            holds = recorded(Path.of(wanted), hall);
        }
        System.exit(holds ? 0 : 1);
    }

    private static boolean simulated(int halls) {
        boolean holds = true;
        for (double load : LOADS) {
            System.out.printf("%nload %.2f: %d days of each of %d halls%n", load, DAYS, halls);
            Comparison days = ComparedDays.play(1, halls, DAYS, load);
            System.out.print(days.table());
            if (load == JUDGED_LOAD) {
                holds = better(days, 0.5);
            }
        }
        return holds;
    }

    private static boolean recorded(Path journal, Hall hall) throws SQLException, EventFormatException {
        if (!Files.isReadable(journal)) {
            System.err.println("There is no journal " + journal + "; name a kiosk's journal.db, or a copy of it.");
            return false;
        }
        Comparison days = new Comparison(hall, QueuePolicy.standard());
        QueueState state = new QueueState();
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:file:" + journal + "?mode=ro");
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT body FROM event ORDER BY seq")) {
            while (rows.next()) {
                EventEnvelope envelope = EventCodec.decode(rows.getBytes(1));
                days.before(state, envelope.event(), envelope.at());
                state = QueueEngine.evolve(state, envelope.event(), envelope.at());
            }
        }
        System.out.printf("%nrecorded days of %s%n%s", journal, days.table());
        if (days.tickets() < LEAST_WAITS) {
            System.out.printf(
                    "Only %d waits could be compared; %d are needed to say anything.%n", days.tickets(), LEAST_WAITS);
            return false;
        }
        return better(days, 1);
    }

    private static boolean better(Comparison days, double than) {
        double part = days.error(Method.REPLAY) / days.error(Method.NORM);
        boolean holds = part < than;
        System.out.printf(
                "The replay's error is %.2f of that of position x norm; %s %.2f.%n",
                part, holds ? "better than" : "it falls short of", than);
        return holds;
    }
}
