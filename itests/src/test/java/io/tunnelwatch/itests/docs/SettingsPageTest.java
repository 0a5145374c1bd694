package io.tunnelwatch.itests.docs;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import io.tunnelwatch.notifier.channel.ChannelConfig;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/**
 * Holds the tables of settings in {@code docs/} to the configurations of the bundles, as bnd describes them for OSGi's
 * metatype service: each setting has a row, each row is a setting, and the defaults are those.
 */
class SettingsPageTest {

    private static final Path DOCS = Path.of("../docs");
    private static final String OF_ALL_CHANNELS = "io.tunnelwatch.channel";

    /** Where the settings of a configuration are: the page, and the heading above its table. */
    private static final Map<String, Place> PLACES = Map.ofEntries(
            entry("io.tunnelwatch.gateway", new Place("settings.md", "A gateway")),
            entry("io.tunnelwatch.peer", new Place("settings.md", "A peer")),
            entry("io.tunnelwatch.log", new Place("settings.md", "The log")),
            entry("io.tunnelwatch.store", new Place("settings.md", "The history")),
            entry("io.tunnelwatch.web", new Place("settings.md", "The REST API and the page")),
            entry("io.tunnelwatch.metrics", new Place("settings.md", "Metrics")),
            entry(OF_ALL_CHANNELS, new Place("channels.md", "Settings of every channel")),
            entry("io.tunnelwatch.channel.email", new Place("channels.md", "Email")),
            entry("io.tunnelwatch.channel.webhook", new Place("channels.md", "Webhook")),
            entry("io.tunnelwatch.channel.alertmanager", new Place("channels.md", "Alertmanager")),
            entry("io.tunnelwatch.channel.syslog", new Place("channels.md", "Syslog")),
            entry("io.tunnelwatch.channel.mqtt", new Place("channels.md", "MQTT")),
            entry("io.tunnelwatch.channel.snmp", new Place("snmp.md", "Settings")));

    /** Settings whose names are up to who sets them. */
    private static final Map<String, Set<String>> OPEN =
            Map.of("io.tunnelwatch.channel.webhook", Set.of("header.NAME"));

    private record Place(String page, String heading) {}

    static Stream<String> configurations() throws Exception {
        return inTheCode().keySet().stream();
    }

    @Test
    void everyConfigurationHasAPlaceAndOnlyThose() throws Exception {
        assertThat(PLACES.keySet())
                .as("a new configuration needs a table in docs/settings.md, docs/channels.md or a page of its own")
                .isEqualTo(inTheCode().keySet());
    }

    @ParameterizedTest
    @MethodSource("configurations")
    void thePageHasTheSettingsOfTheCode(String pid) throws Exception {
        Place place = PLACES.get(pid);
        Map<String, String> code = inTheCode().get(pid);
        Map<String, String> page = onThePage(place);
        Set<String> open = OPEN.getOrDefault(pid, Set.of());

        assertThat(page.keySet().stream().filter(name -> !open.contains(name)))
                .as("the settings of %s in docs/%s below \"%s\"", pid, place.page(), place.heading())
                .containsExactlyInAnyOrderElementsOf(code.keySet());
        code.forEach((name, value) -> {
            if (!value.isEmpty()) {
                assertThat(page.get(name).split(" \\(")[0])
                        .as("the default of %s of %s in docs/%s", name, pid, place.page())
                        .isEqualTo(value);
            }
        });
    }

    @Test
    void eachSectionSaysWhatAChangeDoes() throws IOException {
        for (Place place : PLACES.values()) {
            if (place.page().equals("settings.md")) {
                assertThat(section(place)).as(place.heading()).contains("\nA change: ");
            }
        }
    }

    /** By PID, each setting with its default. */
    private static Map<String, Map<String, String>> inTheCode() throws Exception {
        Map<String, Map<String, String>> found = new TreeMap<>();
        try (Stream<Path> files = Files.find(Path.of("../bundles"), 8, (file, attributes) -> file.toString()
                .matches(".*/target/classes/OSGI-INF/metatype/.*\\.xml"))) {
            for (Path file : files.toList()) {
                read(file, found);
            }
        }
        found.put(
                OF_ALL_CHANNELS,
                Arrays.stream(ChannelConfig.class.getDeclaredMethods())
                        .collect(
                                Collectors.toMap(Method::getName, method -> String.valueOf(method.getDefaultValue()))));
        return found;
    }

    private static void read(Path file, Map<String, Map<String, String>> found) throws Exception {
        Element root = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(file.toFile())
                .getDocumentElement();
        Element designate = (Element) root.getElementsByTagName("Designate").item(0);
        String pid = designate.getAttribute(designate.hasAttribute("factoryPid") ? "factoryPid" : "pid");
        Map<String, String> settings = new LinkedHashMap<>();
        NodeList attributes = root.getElementsByTagName("AD");
        for (int i = 0; i < attributes.getLength(); i++) {
            Element attribute = (Element) attributes.item(i);
            settings.put(
                    attribute.getAttribute("id"),
                    attribute.getAttribute("default").replaceAll("\\\\(.)", "$1"));
        }
        found.put(pid, settings);
    }

    /** Each setting in the tables of settings of a section, with its default. Several may share a row. */
    private static Map<String, String> onThePage(Place place) throws IOException {
        Map<String, String> found = new LinkedHashMap<>();
        List<String> header = List.of();
        for (String line : section(place).split("\n")) {
            List<String> cells = Arrays.stream(line.split("(?<!\\\\)\\|", -1))
                    .map(String::strip)
                    .toList();
            if (!line.startsWith("|")) {
                header = List.of();
            } else if (header.isEmpty()) {
                header = cells;
            } else if (header.get(1).equals("setting") && !cells.get(1).startsWith("---")) {
                row(cells.get(1), cells.get(header.indexOf("default")), found);
            }
        }
        return found;
    }

    private static void row(String names, String defaults, Map<String, String> found) {
        List<String> each = Pattern.compile("`([^`]+)`")
                .matcher(names)
                .results()
                .map(MatchResult::group)
                .map(name -> name.replace("`", ""))
                .toList();
        List<String> values = each.size() == 1 ? List.of(defaults) : List.of(defaults.split(", "));
        for (int i = 0; i < each.size(); i++) {
            found.put(each.get(i), values.get(Math.min(i, values.size() - 1)).replace("`", ""));
        }
    }

    private static String section(Place place) throws IOException {
        String page = "\n" + Files.readString(DOCS.resolve(place.page()));
        Matcher heading = Pattern.compile("\n##? " + Pattern.quote(place.heading()) + "\n")
                .matcher(page);
        assertThat(heading.find())
                .as("docs/%s has \"%s\"", place.page(), place.heading())
                .isTrue();
        String rest = page.substring(heading.end());
        return "\n" + (rest.contains("\n## ") ? rest.substring(0, rest.indexOf("\n## ")) : rest);
    }
}
