package io.tunnelwatch.events.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.tunnelwatch.alert.AlertEvent;
import io.tunnelwatch.log.KnownAlerts;
import io.tunnelwatch.log.LogEntry;
import io.tunnelwatch.log.Position;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.osgi.framework.FrameworkUtil;
import org.osgi.service.event.Event;

/** What EventAdmin gets, against {@code docs/events.md}. */
class EventMapTest {

    private static final Pattern TOPIC = Pattern.compile("(?m)^\\| `(io/tunnelwatch/alert/\\w+)` \\|");
    private static final Pattern PROPERTY = Pattern.compile("(?m)^\\| `(\\w+)` \\| (\\w+(?:\\[])?) \\|");

    private final List<Event> events = events();

    @Test
    void thePageHasEveryTopicAndNoOther() throws IOException {
        assertThat(page(TOPIC, 1))
                .containsExactlyInAnyOrderElementsOf(
                        events.stream().map(Event::getTopic).toList());
    }

    @Test
    void thePageHasEveryPropertyWithItsTypeAndNoOther() throws IOException {
        Map<String, String> types = new TreeMap<>();
        for (Event event : events) {
            Arrays.stream(event.getPropertyNames())
                    .filter(name -> !name.equals("event.topics"))
                    .forEach(name ->
                            types.merge(name, event.getProperty(name).getClass().getSimpleName(), (one, other) -> {
                                assertThat(other).as(name).isEqualTo(one);
                                return one;
                            }));
        }
        Map<String, String> documented = new TreeMap<>();
        PROPERTY.matcher(Files.readString(Path.of("../../docs/events.md")))
                .results()
                .forEach(row -> documented.put(row.group(1), row.group(2)));

        assertThat(types).isEqualTo(documented);
    }

    @Test
    void everyTypeOfTheLogIsTried() {
        assertThat(Samples.ofEveryType().stream().map(Object::getClass).map(Class::getSimpleName))
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(AlertEvent.class.getNestMembers())
                        .filter(Class::isRecord)
                        .map(Class::getSimpleName)
                        .toList());
    }

    @Test
    void theEndOfAnAlertSaysWhatItWasAndCanBeFiltered() throws Exception {
        Event resolved = events.get(4);

        assertThat(resolved.getTopic()).isEqualTo("io/tunnelwatch/alert/RESOLVED");
        assertThat(resolved.matches(FrameworkUtil.createFilter(
                        "(&(kind=PEER_DOWN)(gateway=berlin)(tags=vip)(occurrences>=2)(state=RESOLVED)(sequence=5))")))
                .isTrue();
    }

    private static List<Event> events() {
        KnownAlerts alerts = new KnownAlerts(Optional::empty, "test");
        List<AlertEvent> samples = Samples.ofEveryType();
        Stream<Event> known = samples.stream()
                .map(event -> EventMap.of(Samples.entry(samples.indexOf(event) + 1, event), alerts.after(event)));
        LogEntry unknown = new LogEntry.Unknown(new Position(Samples.EPOCH, 10), "{}");
        return Stream.concat(known, Stream.of(EventMap.of(unknown, Optional.empty())))
                .toList();
    }

    private static TreeSet<String> page(Pattern row, int group) throws IOException {
        TreeSet<String> found = new TreeSet<>();
        row.matcher(Files.readString(Path.of("../../docs/events.md")))
                .results()
                .forEach(match -> found.add(match.group(group)));
        return found;
    }
}
