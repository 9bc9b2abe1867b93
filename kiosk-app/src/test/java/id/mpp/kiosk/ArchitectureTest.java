package id.mpp.kiosk;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import id.mpp.kiosk.web.Feature;
import id.mpp.program.LogRule;
import id.mpp.program.ThreadRule;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Only the wiring sees the journal's technology, and the desk knows nothing of what stands around it. */
@AnalyzeClasses(packages = "id.mpp.kiosk", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    /** More than anybody keeps in mind. */
    private static final int MOST_FILES = 25;

    @ArchTest
    static final ArchRule threadsAndSleepsComeFromThePort = ThreadRule.exceptIn();

    @ArchTest
    static final ArchRule oneWayOfLogging = LogRule.slf4jAlone();

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
    static final ArchRule onlyTheWiringSeesTheWeb = noClasses()
            .that()
            .resideOutsideOfPackages("id.mpp.kiosk.web..", "id.mpp.kiosk")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("id.mpp.kiosk.web..");

    @ArchTest
    static final ArchRule theKernelOfTheWebKnowsNoFeature = noClasses()
            .that()
            .resideInAPackage("id.mpp.kiosk.web")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("id.mpp.kiosk.web.*..");

    @ArchTest
    static void aFeatureOfTheWebHasOnePublicTypeAndIsKnownByItAlone(JavaClasses classes) {
        Map<String, List<String>> open = classes.stream()
                .filter(type -> type.getPackageName().startsWith("id.mpp.kiosk.web."))
                .filter(type -> type.isTopLevelClass() && !type.getSimpleName().equals("package-info"))
                .collect(Collectors.groupingBy(
                        JavaClass::getPackageName,
                        Collectors.filtering(
                                type -> type.getModifiers().contains(JavaModifier.PUBLIC),
                                Collectors.mapping(JavaClass::getSimpleName, Collectors.toList()))));
        assertFalse(open.isEmpty());
        open.forEach((feature, types) -> {
            assertEquals(1, types.size(), feature + " shows " + types);
            assertTrue(classes.get(feature + "." + types.getFirst()).isAssignableTo(Feature.class));
        });
    }

    @ArchTest
    static final ArchRule noFilesOfTheWebKnowEachOtherInACircle =
            slices().assignedFrom(new FilesOfTheWeb()).should().beFreeOfCycles();

    private static final class FilesOfTheWeb implements SliceAssignment {
        @Override
        public String getDescription() {
            return "files of the web";
        }

        @Override
        public SliceIdentifier getIdentifierOf(JavaClass type) {
            return type.getPackageName().startsWith("id.mpp.kiosk.web")
                    ? SliceIdentifier.of(type.getFullName().replaceFirst("\\$.*", ""))
                    : SliceIdentifier.ignore();
        }
    }

    @ArchTest
    static void noPackageIsCrowded(JavaClasses classes) {
        classes.stream()
                .filter(JavaClass::isTopLevelClass)
                .collect(Collectors.groupingBy(JavaClass::getPackageName, Collectors.counting()))
                .forEach((room, files) -> assertTrue(files <= MOST_FILES, room + " has " + files + " files"));
    }

    @ArchTest
    static final ArchRule nobodySeesTheWiring = noClasses()
            .that()
            .resideOutsideOfPackage("id.mpp.kiosk")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("id.mpp.kiosk");
}
