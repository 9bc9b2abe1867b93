package id.mpp.kiosk.simulation;

import id.mpp.program.Ending;
import id.mpp.program.JvmWorkers;
import id.mpp.program.Workers;

/** A thread for each of the people of a simulated day; one who cannot go on is told, and the day goes on without. */
final class People {
    static final Workers THREADS = new JvmWorkers(Ending.told());

    private People() {}
}
