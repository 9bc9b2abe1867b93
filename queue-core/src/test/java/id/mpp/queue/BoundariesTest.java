package id.mpp.queue;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import id.mpp.program.LogRule;
import id.mpp.program.ThreadRule;
import java.time.Clock;
import java.time.InstantSource;
import java.util.Random;
import java.util.UUID;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/** What each package of this module may depend on. */
class BoundariesTest {
    private static final JavaClasses MODULE = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("id.mpp");

    @Test
    void theEngineDependsOnTheLanguageCollectionsTimeAndExactNumbersAlone() {
        classes()
                .that()
                .resideInAPackage("id.mpp.queue")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "id.mpp.queue",
                        "id.mpp.collection",
                        "java.lang",
                        "java.lang.invoke",
                        "java.lang.runtime",
                        "java.util",
                        "java.util.function",
                        "java.util.stream",
                        "java.util.regex",
                        "java.time",
                        "java.math",
                        "org.jspecify.annotations")
                .check(MODULE);
    }

    @Test
    void theEngineHasNoClockNoRandomSourceAndNoThread() {
        noClasses()
                .that()
                .resideInAPackage("id.mpp.queue")
                .should()
                .dependOnClassesThat()
                .belongToAnyOf(
                        Clock.class,
                        InstantSource.class,
                        Random.class,
                        RandomGenerator.class,
                        UUID.class,
                        Thread.class,
                        Runtime.class,
                        Process.class)
                .check(MODULE);
        noClasses()
                .that()
                .resideInAPackage("id.mpp.queue")
                .should()
                .callMethodWhere(DescribedPredicate.describe("it asks the machine", BoundariesTest::asksTheMachine))
                .check(MODULE);
    }

    @Test
    void threadsAndSleepsComeFromThePort() {
        ThreadRule.exceptIn("id.mpp.program").check(MODULE);
    }

    @Test
    void thereIsOneWayOfLogging() {
        LogRule.slf4jAlone().check(MODULE);
    }

    @Test
    void aProgramsStartKnowsNeitherHttpNorTheBroker() {
        classes()
                .that()
                .resideInAPackage("id.mpp.program")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "id.mpp.program",
                        "id.mpp.file",
                        "id.mpp.queue",
                        "id.mpp.wire",
                        "java..",
                        "com.fasterxml.jackson..",
                        "org.slf4j..",
                        "org.jspecify.annotations")
                .check(MODULE);
    }

    @Test
    void noPackagesDependOnEachOtherInACircle() {
        SlicesRuleDefinition.slices()
                .matching("id.mpp.(*)..")
                .should()
                .beFreeOfCycles()
                .check(MODULE);
    }

    @Test
    void theContractDependsOnTheEngineAndJacksonAlone() {
        classes()
                .that()
                .resideInAPackage("id.mpp.wire")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "id.mpp.wire", "id.mpp.queue", "java..", "com.fasterxml.jackson..", "org.jspecify.annotations")
                .check(MODULE);
    }

    @Test
    void collectionsDependOnTheJdkAlone() {
        classes()
                .that()
                .resideInAPackage("id.mpp.collection")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("id.mpp.collection", "java.lang..", "java.util", "org.jspecify.annotations")
                .check(MODULE);
    }

    @Test
    void signedCodesDependOnTheEngineAndTheJdkAlone() {
        classes()
                .that()
                .resideInAPackage("id.mpp.code")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("id.mpp.code", "id.mpp.queue", "java..", "org.jspecify.annotations")
                .check(MODULE);
    }

    @Test
    void neitherEngineNorContractKnowsThePrograms() {
        noClasses()
                .that()
                .resideInAnyPackage("id.mpp.queue", "id.mpp.wire")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "id.mpp.code..",
                        "id.mpp.program..",
                        "id.mpp.web..",
                        "id.mpp.bus..",
                        "id.mpp.hal..",
                        "id.mpp.kiosk..",
                        "id.mpp.server..")
                .check(MODULE);
    }

    private static boolean asksTheMachine(JavaMethodCall call) {
        AccessTarget.MethodCallTarget target = call.getTarget();
        String owner = target.getOwner().getName();
        return (owner.startsWith("java.time.") && target.getName().equals("now"))
                || (owner.equals("java.lang.Math") && target.getName().equals("random"))
                || owner.equals("java.lang.System")
                || target.getName().equals("systemDefault");
    }
}
