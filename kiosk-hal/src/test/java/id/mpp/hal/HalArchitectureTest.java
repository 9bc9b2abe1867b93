package id.mpp.hal;

import static com.tngtech.archunit.base.DescribedPredicate.alwaysTrue;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import id.mpp.hal.voice.SpeakerIo;
import java.util.Set;

@AnalyzeClasses(packages = "id.mpp.hal", importOptions = ImportOption.DoNotIncludeTests.class)
class HalArchitectureTest {

    private static final Set<String> MAKERS = Set.of(
            "java.util.concurrent.Executors",
            "java.util.concurrent.ThreadPoolExecutor",
            "java.util.concurrent.ScheduledThreadPoolExecutor",
            "java.util.concurrent.locks.LockSupport",
            "java.util.Timer");
    private static final Set<String> THREAD_MAKERS =
            Set.of("<init>", "ofPlatform", "ofVirtual", "startVirtualThread", "sleep");

    /** What stands at the far end of a wire. It may know the wire, or nothing. */
    private static final String VIRTUAL = "id.mpp.hal.*.virtual";

    @ArchTest
    static final ArchRule threadsAndSleepsComeFromOnePlace = noClasses()
            .that()
            .resideOutsideOfPackage("id.mpp.hal.thread")
            .should()
            .callCodeUnitWhere(DescribedPredicate.describe(
                    "it makes a thread or sleeps",
                    (JavaCall<?> call) -> MAKERS.contains(call.getTargetOwner().getName())
                            || (call.getTargetOwner().getName().equals("java.lang.Thread")
                                    && THREAD_MAKERS.contains(call.getName()))
                            || (call.getTargetOwner().getName().equals("java.util.concurrent.CompletableFuture")
                                    && call.getName().endsWith("Async"))));

    @ArchTest
    static final ArchRule aVirtualDeviceKnowsItsWireAndSharesNoCodeWithItsDriver = noClasses()
            .that()
            .resideInAPackage(VIRTUAL)
            .should()
            .dependOnClassesThat(resideInAPackage("id.mpp.hal..")
                    .and(not(resideInAnyPackage(VIRTUAL, "id.mpp.hal.gpio", "id.mpp.hal.thread")))
                    .and(not(type(SpeakerIo.class))));

    @ArchTest
    static final ArchRule aDriverDoesNotKnowItsSimulator = noClasses()
            .that()
            .resideOutsideOfPackage(VIRTUAL)
            .should()
            .dependOnClassesThat()
            .resideInAPackage(VIRTUAL);

    @ArchTest
    static final ArchRule oneKindOfDeviceNeedsTheCommonLifeAndTheWiresAndNoOtherKind = slices().matching(
                    "id.mpp.hal.(*)..")
            .should()
            .notDependOnEachOther()
            .ignoreDependency(
                    alwaysTrue(), resideInAnyPackage("id.mpp.hal.device", "id.mpp.hal.gpio", "id.mpp.hal.thread"));

    @ArchTest
    static final ArchRule theCommonLifeKnowsNoKindOfDevice = noClasses()
            .that()
            .resideInAPackage("id.mpp.hal.device")
            .should()
            .dependOnClassesThat(resideInAPackage("id.mpp.hal..")
                    .and(not(resideInAnyPackage("id.mpp.hal.device", "id.mpp.hal.thread"))));

    @ArchTest
    static final ArchRule onlyThePackageOfPinsSeesPi4J = noClasses()
            .that()
            .resideOutsideOfPackage("id.mpp.hal.gpio")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("com.pi4j..");

    @ArchTest
    static final ArchRule theModuleStandsOnFewLibraries = classes()
            .that()
            .resideInAPackage("id.mpp.hal..")
            .should()
            .onlyDependOnClassesThat(resideInAnyPackage(
                    "id.mpp.hal..",
                    "java..",
                    "javax.imageio..",
                    "javax.sound.sampled..",
                    "com.google.zxing..",
                    "com.pi4j..",
                    "com.fazecast.jSerialComm..",
                    "org.slf4j..",
                    "org.jspecify.."));

    @ArchTest
    static final ArchRule slf4jAloneLogs = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAPackage("java.util.logging")
            .orShould()
            .dependOnClassesThat()
            .areAssignableTo(System.Logger.class);

    @ArchTest
    static final ArchRule serialPortsAreOpenedInOneClass = noClasses()
            .that()
            .haveNameNotMatching(".*SerialIo(\\$.*)?")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("com.fazecast..");

    @ArchTest
    static final ArchRule onlyVirtualDevicesAndTheCameraKnowPictures = noClasses()
            .that()
            .resideOutsideOfPackages("id.mpp.hal.printer.virtual", "id.mpp.hal.scanner.virtual")
            .and()
            .doNotHaveSimpleName("GreyPicture")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.awt..", "javax.imageio..");
}
