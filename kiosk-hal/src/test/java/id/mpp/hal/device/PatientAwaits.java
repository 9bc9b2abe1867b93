package id.mpp.hal.device;

import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Lets every {@code await()} wait long for its condition. A deadline says only when to give up, and on a busy machine
 * everything takes its time. JUnit finds this class by {@code META-INF/services} and runs it before each test class.
 */
public final class PatientAwaits implements BeforeAllCallback {
    private static final Duration LONG = Duration.ofSeconds(90);

    @Override
    public void beforeAll(ExtensionContext tests) {
        Awaitility.setDefaultTimeout(LONG);
    }
}
