package io.tunnelwatch.metrics.internal.sample;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * Keeps the table in {@code docs/metrics.md} as the code is. With the system property {@code tunnelwatch.writeMetrics}
 * it writes the table instead.
 */
class MetricsPageTest {

    private static final Path PAGE = Path.of("../../docs/metrics.md");
    private static final Path RULES = Path.of("../../docs/prometheus/tunnelwatch.rules.yml");
    private static final String HEAD = "| metric | type | unit | labels | meaning |\n|---|---|---|---|---|\n";

    private static final String RENEW =
            """
            docs/metrics.md is not what the code says. Renew it, and look at what changed:
              mvn -q -pl bundles/metrics -am -Dquick package -Dtest=MetricsPageTest \
            -Dsurefire.failIfNoSpecifiedTests=false -Dtunnelwatch.writeMetrics
            """;

    @Test
    void thePageIsWhatTheCodeSays() throws IOException {
        String page = Files.readString(PAGE);
        String whole = page.substring(0, page.contains(HEAD) ? page.indexOf(HEAD) : page.length()) + table();
        if (System.getProperty("tunnelwatch.writeMetrics") != null) {
            Files.writeString(PAGE, whole);
        }
        assertThat(Files.readString(PAGE)).as(RENEW).isEqualTo(whole);
    }

    @Test
    void theRulesAskForMetricsThatThereAre() throws IOException {
        Set<String> known = Arrays.stream(Metric.values())
                .flatMap(metric -> metric.type() == Metric.Type.HISTOGRAM
                        ? List.of(metric.metricName() + "_bucket").stream()
                        : List.of(metric.metricName()).stream())
                .collect(Collectors.toSet());

        Set<String> asked = Pattern.compile("\\btunnelwatch_\\w+")
                .matcher(Files.readString(RULES))
                .results()
                .map(MatchResult::group)
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(asked).isNotEmpty().isSubsetOf(known);
    }

    private static String table() {
        return Arrays.stream(Metric.values()).map(MetricsPageTest::line).collect(Collectors.joining("\n", HEAD, "\n"));
    }

    private static String line(Metric metric) {
        String labels = metric.labels().stream().map(label -> "`" + label + "`").collect(Collectors.joining(", "));
        return "| `%s` | %s | %s | %s | %s |"
                .formatted(
                        metric.metricName(),
                        metric.type().name().toLowerCase(Locale.ROOT),
                        unit(metric.metricName()),
                        labels,
                        metric.help());
    }

    private static String unit(String name) {
        return List.of("seconds", "bytes", "events", "messages", "notices", "attempts").stream()
                .filter(unit -> name.replaceAll("_total$", "").endsWith("_" + unit))
                .findFirst()
                .orElse("");
    }
}
