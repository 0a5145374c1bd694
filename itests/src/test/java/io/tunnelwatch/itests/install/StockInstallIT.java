package io.tunnelwatch.itests.install;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tunnelwatch.itests.karaf.KarafLogOnFailure;
import io.tunnelwatch.itests.karaf.KarafProcess;
import io.tunnelwatch.itests.karaf.SqliteShell;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Into a Karaf of its makers, out of it, and into it again, in each way that README.md names. */
class StockInstallIT {

    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final String VERSION = property("tunnelwatch.version");
    private static final String FEATURES = "mvn:io.tunnelwatch/features/" + VERSION + "/xml/features";
    private static final String EVERYTHING =
            "tunnelwatch tunnelwatch-web tunnelwatch-metrics tunnelwatch-events tunnelwatch-jmx tunnelwatch-health";

    private static final int BUNDLES = 13;
    private static final int BUNDLES_OF_EVERYTHING = 19;

    /** What a Karaf of a centre has already. */
    private static final String FEATURES_OF_OTHERS = "scr jpa transaction pax-jdbc-config";

    private static final String ACCESS = "org.apache.karaf.command.acl.";
    private static final String ACCESS_TO_WG = ACCESS + "wg.cfg";

    @TempDir
    Path folder;

    @RegisterExtension
    final KarafLogOnFailure logOnFailure = new KarafLogOnFailure(() -> Optional.ofNullable(this.karaf));

    private KarafProcess karaf;

    @AfterEach
    void end() {
        if (karaf != null) {
            karaf.close();
        }
    }

    @Test
    void theFeaturesComeAndGoAndComeAgainAndNoOtherBundleIsRestarted() throws IOException {
        karaf = KarafProcess.unpackStock(folder);
        asMvnInstallDoes();
        lookFor(property("tunnelwatch.repository"));
        karaf.start();

        comesAndGoesAndComesAgain();
    }

    /** Fetches from Maven's central repository what that Karaf brings in other versions. */
    @Test
    @EnabledIfSystemProperty(named = "tunnelwatch.faults", matches = "all")
    void theSameInTheOldestKaraf() throws IOException {
        karaf = KarafProcess.unpackStock(folder, property("tunnelwatch.oldestKaraf"));
        asMvnInstallDoes();
        karaf.start();
        karaf.run("kar:install " + kar().toUri()).orFail();

        comesAndGoesAndComesAgain();
        karaf.run("feature:install " + EVERYTHING).orFail();
        awaitOurBundles(BUNDLES_OF_EVERYTHING);
    }

    @Test
    void theKarNeedsNoNetwork() throws IOException {
        karaf = KarafProcess.unpackStock(folder);
        karaf.withoutNetwork();
        karaf.start();
        karaf.deploy(kar());
        await("the KAR")
                .atMost(LIMIT)
                .until(() -> karaf.run("kar:list").orFail().contains("tunnelwatch-" + VERSION));

        karaf.run("feature:install " + EVERYTHING).orFail();
        karaf.watchScenario();

        awaitOurBundles(BUNDLES_OF_EVERYTHING);
        assertThat(karaf.inactiveBundles()).isEmpty();
        awaitAlertBeside(List.of());
        try (Stream<Path> files = Files.list(folder.resolve("home"))) {
            assertThat(files).as("the user's home").isEmpty();
        }
        assertThat(karaf.loggedErrors()).isEmpty();
    }

    private void comesAndGoesAndComesAgain() throws IOException {
        karaf.run("feature:install " + FEATURES_OF_OTHERS).orFail();
        BystanderBundle bystander = BystanderBundle.installIn(karaf, folder);
        String bundles = bundles();
        String configurations = configurations();
        List<Path> files = etcFiles();

        karaf.run("feature:repo-add " + FEATURES).orFail();
        karaf.run("feature:install tunnelwatch").orFail();
        awaitOurBundles(BUNDLES);
        assertThat(karaf.inactiveBundles()).isEmpty();
        karaf.watchScenario();
        awaitAlertBeside(List.of());
        assertThat(Files.readAllLines(karaf.etc(ACCESS + "alert.cfg")))
                .as("who may run a command")
                .contains("ack = manager, admin", "* = admin");
        assertThat(bystander.starts()).isEqualTo(1);
        assertThat(bystander.stopped()).as("stopped by the installation").isEmpty();

        karaf.deleteConfig("io.tunnelwatch.gateway-scenario.cfg");
        karaf.run("feature:uninstall --delete-configurations tunnelwatch").orFail();
        karaf.run("feature:repo-remove " + FEATURES).orFail();
        List<String> history = alerts();
        await("nothing of ours").atMost(LIMIT).untilAsserted(() -> {
            assertThat(bundles()).isEqualTo(bundles);
            assertThat(configurations()).isEqualTo(configurations);
            assertThat(etcFiles()).isEqualTo(files);
        });
        assertThat(karaf.run("feature:list").orFail()).doesNotContain("tunnelwatch");
        assertThat(bystander.starts()).isEqualTo(1);
        assertThat(bystander.stopped()).as("stopped by the removal").noneMatch(bundles::contains);

        operatorsFile();
        karaf.run("feature:repo-add " + FEATURES).orFail();
        karaf.run("feature:install tunnelwatch").orFail();
        karaf.watchScenario();
        awaitOurBundles(BUNDLES);
        awaitAlertBeside(history);
        assertThat(alerts()).containsAll(history);
        assertThat(SqliteShell.of(karaf).number("SELECT count(*) FROM history_gap"))
                .isZero();
        assertThat(Files.readAllLines(karaf.etc(ACCESS_TO_WG)))
                .as("a file of the operator's")
                .containsExactly("probe = viewer");
        assertThat(bystander.starts()).isEqualTo(1);
        assertThat(bystander.stopped()).noneMatch(bundles::contains);
        assertThat(karaf.loggedErrors()).isEmpty();
    }

    private void operatorsFile() {
        karaf.writeConfig(ACCESS_TO_WG, "probe = viewer");
        await("Karaf to have read it").atMost(LIMIT).until(() -> configurations()
                .contains("acl.wg"));
    }

    /** The repository of features where {@code mvn install} would put it: in the home of the user that runs Karaf. */
    private void asMvnInstallDoes() throws IOException {
        Path target = folder.resolve("home/.m2/repository/io/tunnelwatch/features/" + VERSION);
        Files.createDirectories(target);
        Files.copy(Path.of(property("tunnelwatch.features")), target.resolve("features-" + VERSION + "-features.xml"));
    }

    /** In place of the repositories on the network. */
    private void lookFor(String repository) throws IOException {
        Path file = karaf.etc("org.ops4j.pax.url.mvn.cfg");
        Files.writeString(
                file,
                "%norg.ops4j.pax.url.mvn.repositories = %s@id=build@snapshots%n"
                        .formatted(Path.of(repository).toUri()),
                java.nio.file.StandardOpenOption.APPEND);
    }

    private static Path kar() {
        return Path.of(property("tunnelwatch.features"), "../../tunnelwatch-" + VERSION + ".kar")
                .normalize();
    }

    private void awaitOurBundles(int count) {
        await("our bundles").atMost(LIMIT).untilAsserted(() -> assertThat(karaf.ourBundles())
                .hasSize(count)
                .allMatch(line -> line.contains("Active") || line.contains("openjpa-sqlite")));
    }

    /** One that is neither of these: it was written now. */
    private void awaitAlertBeside(List<String> others) {
        await("an alert in the history").atMost(LIMIT).ignoreExceptions().until(() -> alerts().stream()
                .anyMatch(id -> !others.contains(id)));
    }

    private List<String> alerts() {
        return SqliteShell.of(karaf).query("SELECT id FROM alert ORDER BY id");
    }

    /** Numbers change, names and versions do not. */
    private String bundles() {
        return karaf.run("bundle:list -t 0 -s")
                .orFail()
                .lines()
                .map(line -> line.replaceFirst("^\\s*\\d+\\s*", "").replaceAll("\\s+", " "))
                .sorted()
                .toList()
                .toString();
    }

    private String configurations() {
        return karaf.run("config:list | grep service.pid")
                .orFail()
                .lines()
                .sorted()
                .toList()
                .toString();
    }

    private List<Path> etcFiles() throws IOException {
        try (Stream<Path> files = Files.list(karaf.etc(""))) {
            return files.sorted().toList();
        }
    }

    private static String property(String name) {
        return Objects.requireNonNull(
                System.getProperty(name), () -> "The build sets the system property " + name + ": run mvn verify");
    }
}
