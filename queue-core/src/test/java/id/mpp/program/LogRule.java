package id.mpp.program;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;

/** What is logged is logged by SLF4J. Each module checks it of its own classes. */
public final class LogRule {
    private LogRule() {}

    public static ArchRule slf4jAlone() {
        return noClasses()
                .that()
                .doNotHaveFullyQualifiedName(LogLines.class.getName())
                .should()
                .dependOnClassesThat(DescribedPredicate.describe("belong to another way of logging", LogRule::logs))
                .because("one way of logging is enough, and LogLines alone knows where the lines go");
    }

    private static boolean logs(JavaClass target) {
        return target.getPackageName().equals("java.util.logging")
                || target.getName().startsWith("java.lang.System$Logger")
                || target.getPackageName().startsWith("org.apache.commons.logging")
                || target.getPackageName().startsWith("org.jboss.logging");
    }
}
