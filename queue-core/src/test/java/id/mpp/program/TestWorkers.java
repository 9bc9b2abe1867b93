package id.mpp.program;

/** The threads of tests: real ones, whose faults are told and do not end the JVM that runs the tests. */
public final class TestWorkers {
    private TestWorkers() {}

    public static Workers told() {
        return new JvmWorkers(Ending.told());
    }
}
