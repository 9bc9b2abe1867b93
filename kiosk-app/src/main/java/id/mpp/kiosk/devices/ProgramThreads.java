package id.mpp.kiosk.devices;

import id.mpp.hal.thread.ThreadMaker;
import id.mpp.program.Worker;
import id.mpp.program.Workers;
import java.time.Duration;

/** The threads of devices, made by the program's own port. */
final class ProgramThreads implements ThreadMaker {
    private final Workers workers;

    ProgramThreads(Workers workers) {
        this.workers = workers;
    }

    @Override
    public Running start(String name, Task task) {
        Worker worker = workers.errand(name, task::run);
        return new Running() {
            @Override
            public void interrupt() {
                worker.interrupt();
            }

            @Override
            public boolean join(Duration patience) throws InterruptedException {
                return worker.join(patience);
            }

            @Override
            public boolean isAlive() {
                return worker.isAlive();
            }
        };
    }

    @Override
    public void sleep(Duration time) throws InterruptedException {
        workers.sleep(time);
    }

    @Override
    public void reportFault(String thread, Throwable fault) {
        workers.tell(thread, fault);
    }
}
