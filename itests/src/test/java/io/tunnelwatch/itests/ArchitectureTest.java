package io.tunnelwatch.itests;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The table "Who may import whom" of ARCHITECTURE.md. A class belongs to the bundle whose jar it came from. */
@AnalyzeClasses(packages = "io.tunnelwatch", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    private static final Map<String, Set<String>> MAY_IMPORT = Map.ofEntries(
            entry("alert-api", Set.of()),
            entry("alert-json", Set.of("alert-api")),
            entry("alert-log", Set.of("alert-api", "alert-json")),
            entry("wg-probe", Set.of("alert-api")),
            entry("datasource", Set.of()),
            entry("openjpa-sqlite", Set.of()),
            entry("alert-store", Set.of("alert-api", "alert-json", "datasource")),
            entry("notifier", Set.of("alert-api", "alert-json")),
            entry("notifier-alertmanager", Set.of("alert-api", "alert-json", "notifier")),
            entry("notifier-mqtt", Set.of("alert-api", "alert-json", "notifier")),
            entry("notifier-snmp", Set.of("alert-api", "notifier")),
            entry("notifier-syslog", Set.of("alert-api", "notifier")),
            entry("commands", Set.of("alert-api", "alert-json", "wg-probe")),
            entry("login", Set.of()),
            entry("web", Set.of("alert-api", "alert-json", "wg-probe", "login")),
            entry("metrics", Set.of("alert-api", "wg-probe", "login")),
            entry("events", Set.of("alert-api")),
            entry("opennms", Set.of("alert-api")),
            entry("management", Set.of("alert-api", "wg-probe")),
            entry("health", Set.of("alert-api", "wg-probe")),
            entry("first-start", Set.of()));

    @ArchTest
    static void aBundleImportsOnlyWhatTheTableAllows(JavaClasses imported) {
        classes().should(importOnlyAllowedBundles()).check(imported);
    }

    @ArchTest
    static void internalPackagesAreUsedAtHomeOnly(JavaClasses imported) {
        classes()
                .that()
                .resideInAPackage("io.tunnelwatch..internal..")
                .should(beUsedAtHomeOnly())
                .check(imported);
    }

    @ArchTest
    static void bundlesHaveNoCycle(JavaClasses imported) {
        slices().assignedFrom(byBundle()).should().beFreeOfCycles().check(imported);
    }

    @ArchTest
    static void theContractsNeedOnlyTheJdk(JavaClasses imported) {
        classes()
                .that(are("alert-api"))
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("java..", "io.tunnelwatch..", "org.jspecify..", "org.osgi.annotation..")
                .check(imported);
    }

    @ArchTest
    static void entitiesAndTheirManagerStayInTheStore(JavaClasses imported) {
        noClasses()
                .that(areNot("alert-store"))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("javax.persistence..", "org.apache.aries.jpa..")
                .check(imported);
    }

    @ArchTest
    static void onlyTheStoreAndTheDataSourceSeeTheDatabase(JavaClasses imported) {
        noClasses()
                .that(areNot("alert-store", "datasource", "openjpa-sqlite"))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.sql..", "javax.sql..", "org.sqlite..")
                .check(imported);
    }

    @ArchTest
    static void aPackageIsInOneBundle(JavaClasses imported) {
        Map<String, Set<String>> bundlesOfPackage = imported.stream()
                .collect(Collectors.groupingBy(
                        JavaClass::getPackageName,
                        Collectors.mapping(ArchitectureTest::bundle, Collectors.toCollection(TreeSet::new))));
        assertThat(bundlesOfPackage)
                .allSatisfy((name, bundles) -> assertThat(bundles).as(name).hasSize(1));
    }

    @Test
    void everyBundleIsInTheTable() throws IOException {
        try (Stream<Path> folders = Files.list(Path.of("../bundles"))) {
            assertThat(folders.map(folder -> folder.getFileName().toString()))
                    .containsExactlyInAnyOrderElementsOf(MAY_IMPORT.keySet());
        }
    }

    private static ArchCondition<JavaClass> importOnlyAllowedBundles() {
        return new ArchCondition<>("import only the bundles that the table in ARCHITECTURE.md allows") {
            @Override
            public void check(JavaClass origin, ConditionEvents events) {
                Set<String> allowed = MAY_IMPORT.getOrDefault(bundle(origin), Set.of());
                origin.getDirectDependenciesFromSelf().stream()
                        .filter(dependency -> isOurs(dependency.getTargetClass()))
                        .filter(dependency ->
                                !bundle(dependency.getTargetClass()).equals(bundle(origin)))
                        .filter(dependency -> !allowed.contains(bundle(dependency.getTargetClass())))
                        .forEach(dependency ->
                                events.add(SimpleConditionEvent.violated(origin, dependency.getDescription())));
            }
        };
    }

    private static ArchCondition<JavaClass> beUsedAtHomeOnly() {
        return new ArchCondition<>("be used by their own bundle only") {
            @Override
            public void check(JavaClass target, ConditionEvents events) {
                target.getDirectDependenciesToSelf().stream()
                        .filter(dependency ->
                                !bundle(dependency.getOriginClass()).equals(bundle(target)))
                        .forEach(dependency ->
                                events.add(SimpleConditionEvent.violated(target, dependency.getDescription())));
            }
        };
    }

    private static SliceAssignment byBundle() {
        return new SliceAssignment() {
            @Override
            public SliceIdentifier getIdentifierOf(JavaClass javaClass) {
                return SliceIdentifier.of(bundle(javaClass));
            }

            @Override
            public String getDescription() {
                return "bundles";
            }
        };
    }

    private static DescribedPredicate<JavaClass> are(String bundle) {
        return DescribedPredicate.describe(
                "are in " + bundle, javaClass -> bundle(javaClass).equals(bundle));
    }

    private static DescribedPredicate<JavaClass> areNot(String... bundles) {
        Set<String> names = Set.of(bundles);
        return DescribedPredicate.describe("are not in " + names, javaClass -> !names.contains(bundle(javaClass)));
    }

    private static boolean isOurs(JavaClass javaClass) {
        return javaClass.getPackageName().startsWith("io.tunnelwatch");
    }

    /**
     * The bundle's folder: {@code .../bundles/NAME/target/...} is in the address of every class, from a jar or a
     * folder.
     */
    private static String bundle(JavaClass javaClass) {
        String address = javaClass
                .getBaseComponentType()
                .getSource()
                .map(source -> source.getUri().toString())
                .orElse("");
        String[] parts = address.split("/bundles/", 2);
        return parts.length == 2 ? parts[1].substring(0, parts[1].indexOf('/')) : "none (" + javaClass.getName() + ")";
    }
}
