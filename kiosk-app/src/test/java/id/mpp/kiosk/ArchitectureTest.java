package id.mpp.kiosk;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import id.mpp.program.ThreadRule;

/** Only the wiring sees the journal's technology, and the desk knows nothing of what stands around it. */
@AnalyzeClasses(packages = "id.mpp.kiosk", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule threadsAndSleepsComeFromThePort = ThreadRule.exceptIn();

    @ArchTest
    static final ArchRule pinsAreReachedThroughTheirPort = noClasses()
            .that()
            .resideInAPackage("id.mpp.kiosk..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("com.pi4j..", "com.sun.jna..");

    @ArchTest
    static final ArchRule onlyTheWiringSeesSqlite = noClasses()
            .that()
            .resideOutsideOfPackages("id.mpp.kiosk.sqlite..", "id.mpp.kiosk")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("id.mpp.kiosk.sqlite..", "java.sql..", "org.sqlite..");

    @ArchTest
    static final ArchRule theDeskKnowsNothingAroundIt = noClasses()
            .that()
            .resideInAPackage("id.mpp.kiosk.desk..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "id.mpp.kiosk.web..",
                    "id.mpp.kiosk.sync..",
                    "id.mpp.kiosk.printing..",
                    "id.mpp.hal..",
                    "id.mpp.bus..",
                    "io.javalin..");

    @ArchTest
    static final ArchRule noPackagesDependOnEachOtherInACircle =
            slices().matching("id.mpp.(**)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule nobodySeesTheWiring = noClasses()
            .that()
            .resideOutsideOfPackage("id.mpp.kiosk")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("id.mpp.kiosk");
}
