package id.mpp.hal;

import static com.tngtech.archunit.base.DescribedPredicate.alwaysTrue;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "id.mpp.hal", importOptions = ImportOption.DoNotIncludeTests.class)
class HalArchitectureTest {

    @ArchTest
    static final ArchRule theVirtualPrinterSharesNoCodeWithTheDriver = noClasses()
            .that()
            .resideInAPackage("id.mpp.hal.printer.virtual")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("id.mpp.hal.printer");

    @ArchTest
    static final ArchRule theDriverDoesNotKnowItsSimulator = noClasses()
            .that()
            .resideOutsideOfPackage("id.mpp.hal.printer.virtual")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("id.mpp.hal.printer.virtual");

    @ArchTest
    static final ArchRule theVirtualScannerSharesNoCodeWithTheDriver = noClasses()
            .that()
            .resideInAPackage("id.mpp.hal.scanner.virtual")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("id.mpp.hal.scanner");

    @ArchTest
    static final ArchRule theScannerDriverDoesNotKnowItsSimulator = noClasses()
            .that()
            .resideOutsideOfPackage("id.mpp.hal.scanner.virtual")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("id.mpp.hal.scanner.virtual");

    @ArchTest
    static final ArchRule oneKindOfDeviceNeedsTheCommonLifeAndNoOtherKind = slices().matching("id.mpp.hal.(*)..")
            .should()
            .notDependOnEachOther()
            .ignoreDependency(alwaysTrue(), resideInAPackage("id.mpp.hal.device"));

    @ArchTest
    static final ArchRule theModuleStandsOnTheJdkZxingAndJSerialCommAlone = classes()
            .that()
            .resideInAPackage("id.mpp.hal..")
            .should()
            .onlyDependOnClassesThat(resideInAnyPackage(
                    "id.mpp.hal..",
                    "java..",
                    "javax.imageio..",
                    "com.google.zxing..",
                    "com.fazecast.jSerialComm..",
                    "org.slf4j..",
                    "org.jspecify.."));

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
