package io.tunnelwatch.itests.bundles;

import static org.assertj.core.api.Assertions.assertThat;

import io.tunnelwatch.itests.karaf.KarafProcess;
import io.tunnelwatch.itests.karaf.LiveJvm;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a bundle could leave behind when it is exchanged.
 *
 * @param threads how many live threads of ours, of the pool and of the transaction manager there are, by name
 * @param databaseFiles the open descriptors on the history
 * @param descriptors how many open descriptors there are in all
 * @param loaders how many class loaders define a class, one class for each bundle
 * @param services how often each service is registered
 * @param activeConnections connections of the pool that somebody has
 */
record Leftovers(
        Map<String, Long> threads,
        List<String> databaseFiles,
        int descriptors,
        Map<String, Long> loaders,
        Map<String, Long> services,
        long activeConnections) {

    /** A class of each bundle that is loaded whatever the bundle does. */
    private static final List<String> CLASSES = List.of(
            "io.tunnelwatch.log.AlertLog",
            "io.tunnelwatch.json.Json",
            "io.tunnelwatch.log.internal.AlertLogComponent",
            "io.tunnelwatch.wg.internal.ProbeComponent",
            "io.tunnelwatch.datasource.internal.SqliteDataSourceFactory",
            "io.tunnelwatch.openjpa.sqlite.SQLiteDictionary",
            "io.tunnelwatch.store.internal.AlertStoreComponent",
            "io.tunnelwatch.notifier.internal.NotifierComponent",
            "io.tunnelwatch.commands.internal.alert.ListCommand",
            "io.tunnelwatch.login.internal.LoginComponent",
            "io.tunnelwatch.web.internal.WebComponent",
            "io.tunnelwatch.metrics.internal.MetricsComponent");

    private static final List<String> SERVICES = List.of(
            "io.tunnelwatch.log.AlertLog",
            "io.tunnelwatch.log.AlertConsumer",
            "io.tunnelwatch.history.AlertHistory",
            "io.tunnelwatch.wg.WireGuardProbe",
            "io.tunnelwatch.notifier.Notifier",
            "javax.sql.DataSource",
            "javax.persistence.EntityManagerFactory",
            "org.apache.aries.jpa.template.JpaTemplate");

    /** Descriptors of client sessions and jars come and go. */
    private static final int DESCRIPTORS_TO_SPARE = 20;

    static Leftovers of(KarafProcess karaf) {
        LiveJvm jvm = new LiveJvm(karaf.pid());
        List<String> files = jvm.openFiles();
        return new Leftovers(
                jvm.threads().stream()
                        .filter(Leftovers::isOfInterest)
                        .collect(Collectors.groupingBy(Leftovers::nameOf, Collectors.counting())),
                files.stream().filter(file -> file.contains("alerts.db")).toList(),
                files.size(),
                jvm.loadersOf(CLASSES),
                SERVICES.stream().collect(Collectors.toMap(Function.identity(), service -> count(karaf, service))),
                karaf.json("alert:store").path("pool").path("active").asLong());
    }

    /** @param before the same, of a time when all was well */
    void assertNoMoreThan(Leftovers before) {
        System.out.printf("Before: %s%nAfter: %s%n", before, this);
        assertThat(threads).allSatisfy((name, count) -> assertThat(count)
                .as("threads " + name)
                .isLessThanOrEqualTo(isOurs(name) ? 1 : before.threads.getOrDefault(name, 0L)));
        assertThat(databaseFiles)
                .as("open descriptors on the history")
                .hasSizeLessThanOrEqualTo(8)
                .allSatisfy(file -> assertThat(file).doesNotContain("(deleted)"));
        assertThat(databaseFiles.stream().distinct().filter(file -> file.endsWith("alerts.db")))
                .hasSize(1);
        assertThat(descriptors).as("open descriptors").isLessThanOrEqualTo(before.descriptors + DESCRIPTORS_TO_SPARE);
        assertThat(services).as("services").isEqualTo(before.services);
        assertThat(activeConnections).as("connections that somebody has").isZero();
        assertThat(loaders).as("class loaders").hasSameSizeAs(CLASSES).allSatisfy((type, count) -> assertThat(count)
                .as(type)
                .isEqualTo(1));
    }

    private static boolean isOfInterest(String thread) {
        return Stream.of("tunnelwatch", "commons-pool", "dbcp", "sqlite", "Timer-")
                .anyMatch(thread::contains);
    }

    /** The threads of ours have a name each; a pool makes them when it first needs them. */
    private static String nameOf(String thread) {
        return isOurs(thread) ? thread : thread.replaceAll("[0-9]+", "N");
    }

    private static boolean isOurs(String thread) {
        return thread.startsWith("tunnelwatch");
    }

    private static long count(KarafProcess karaf, String service) {
        return karaf.run("service:list " + service)
                .orFail()
                .lines()
                .filter(line -> line.contains("Provided by"))
                .count();
    }
}
