package id.mpp.server;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import id.mpp.program.LogRule;
import id.mpp.program.ThreadRule;

/** Features do not see technology, and only the wiring sees adapters. */
@AnalyzeClasses(packages = "id.mpp.server", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    private static final String[] ADAPTERS = {
        "id.mpp.server.sqlite..", "id.mpp.server.mqtt..", "id.mpp.server.broker..", "id.mpp.server.web.."
    };

    @ArchTest
    static final ArchRule threadsAndSleepsComeFromThePort = ThreadRule.exceptIn();

    @ArchTest
    static final ArchRule oneWayOfLogging = LogRule.slf4jAlone();

    @ArchTest
    static final ArchRule onlyTheWiringSeesAdapters = noClasses()
            .that()
            .resideOutsideOfPackages(ADAPTERS)
            .and()
            .doNotHaveSimpleName("ServerWiring")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(ADAPTERS);

    @ArchTest
    static final ArchRule adaptersDoNotSeeEachOther = slices().matching("id.mpp.server.(sqlite|mqtt|broker|web)..")
            .should()
            .notDependOnEachOther();

    @ArchTest
    static final ArchRule featuresKnowNoTechnology = noClasses()
            .that()
            .resideInAnyPackage(
                    "id.mpp.server.ingest..",
                    "id.mpp.server.report..",
                    "id.mpp.server.alarm..",
                    "id.mpp.server.fleet..",
                    "id.mpp.server.dashboard..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "java.sql..",
                    "javax.sql..",
                    "org.jdbi..",
                    "org.sqlite..",
                    "org.eclipse.paho..",
                    "org.apache.activemq..",
                    "io.javalin..");

    @ArchTest
    static final ArchRule figuresArePure = noClasses()
            .that()
            .resideInAPackage("id.mpp.server.report..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "id.mpp.server.ingest..",
                    "id.mpp.server.fleet..",
                    "id.mpp.server.dashboard..",
                    "id.mpp.server.api..",
                    "id.mpp.bus..");
}
