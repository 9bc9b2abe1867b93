package id.mpp.program;

/** What a thread does. An interrupt is the wish that it ends. */
@FunctionalInterface
public interface Task {
    void run() throws InterruptedException;
}
