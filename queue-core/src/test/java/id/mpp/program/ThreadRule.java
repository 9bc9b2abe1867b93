package id.mpp.program;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Set;

/** Threads, timers and sleeps come from {@link Workers} alone. Each module checks it of its own classes. */
public final class ThreadRule {
    private static final Set<String> OWNERS = Set.of(
            "java.util.concurrent.Executors",
            "java.util.concurrent.ThreadPoolExecutor",
            "java.util.concurrent.ScheduledThreadPoolExecutor",
            "java.util.concurrent.ForkJoinPool",
            "java.util.concurrent.locks.LockSupport",
            "java.util.Timer");
    private static final Set<String> MAKERS =
            Set.of("<init>", "ofPlatform", "ofVirtual", "startVirtualThread", "sleep", "onSpinWait");
    private static final Set<String> WAITING = Set.of("delayedExecutor", "orTimeout", "completeOnTimeout");

    private ThreadRule() {}

    public static ArchRule exceptIn(String... packages) {
        return noClasses()
                .that()
                .resideOutsideOfPackages(packages)
                .should()
                .callCodeUnitWhere(DescribedPredicate.describe("it makes a thread or sleeps", ThreadRule::makesAThread))
                .because("a thread that nobody watches dies unnoticed; ask Workers for one");
    }

    private static boolean makesAThread(JavaCall<?> call) {
        String owner = call.getTargetOwner().getName();
        String name = call.getName();
        return OWNERS.contains(owner)
                || (owner.equals("java.lang.Thread") && MAKERS.contains(name))
                || (owner.equals("java.util.concurrent.TimeUnit") && name.equals("sleep"))
                || (owner.equals("java.util.concurrent.CompletableFuture")
                        && (name.endsWith("Async") || WAITING.contains(name)));
    }
}
