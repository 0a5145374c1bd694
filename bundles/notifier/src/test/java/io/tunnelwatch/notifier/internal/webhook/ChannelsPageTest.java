package io.tunnelwatch.notifier.internal.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tunnelwatch.json.AlertView;
import io.tunnelwatch.json.NoticeView;
import io.tunnelwatch.notifier.channel.AlertNotice;
import io.tunnelwatch.notifier.channel.ChannelConfig;
import io.tunnelwatch.notifier.channel.Message;
import io.tunnelwatch.notifier.channel.MessageFields;
import io.tunnelwatch.notifier.channel.Notices;
import io.tunnelwatch.notifier.channel.RecordedChannels;
import io.tunnelwatch.notifier.channel.Samples;
import io.tunnelwatch.notifier.channel.Transport;
import io.tunnelwatch.notifier.internal.email.EmailChannelComponent;
import io.tunnelwatch.notifier.internal.email.EmailConfig;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.felix.fileinstall.shaded.util.properties.TypedProperties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code docs/channels.md} says what is so: its examples work, its tables are whole. */
class ChannelsPageTest {

    private static final String EVIL = "a\"b\\c\r\n{{id}}<!channel>\u202e\ud800 @everyone ${karaf.etc}";
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String PAGE = read();

    /** @param type {@code webhook} */
    private record Example(String type, String name, Map<String, Object> settings) {
        @Override
        public String toString() {
            return type + "~" + name;
        }
    }

    static List<Example> examples() {
        Pattern block = Pattern.compile(
                "```properties\n# etc/io\\.tunnelwatch\\.channel\\.(email|webhook)-(\\w+)\\.cfg\n(.*?)```",
                Pattern.DOTALL);
        List<Example> examples = block.matcher(PAGE)
                .results()
                .map(match -> new Example(match.group(1), match.group(2), settings(match.group(3))))
                .toList();
        assertThat(examples).hasSize(8);
        return examples;
    }

    @ParameterizedTest
    @MethodSource("examples")
    void eachExampleIsTaken(Example example) {
        RecordedChannels channels = new RecordedChannels();
        Map<String, Object> properties = new LinkedHashMap<>(example.settings());
        properties.put("service.pid", "io.tunnelwatch.channel." + example);
        ChannelConfig common = RecordedChannels.config(ChannelConfig.class, properties);

        if (example.type().equals("email")) {
            properties.put("to", new String[] {properties.get("to").toString()});
            new EmailChannelComponent(
                    channels, common, RecordedChannels.config(EmailConfig.class, properties), properties);
        } else {
            new WebhookChannelComponent(
                    channels, common, RecordedChannels.config(WebhookConfig.class, properties), properties);
        }

        assertThat(channels.calls).noneMatch(call -> call.startsWith("refuse"));
        assertThat(channels.transports).singleElement().satisfies(transport -> {
            assertThat(transport.problems()).isEmpty();
            assertThat(transport.target()).doesNotContain("s3cr3t");
        });
        channels.transports.forEach(Transport::close);
    }

    @ParameterizedTest
    @MethodSource("examples")
    void eachSettingOfAnExampleExists(Example example) {
        Class<?> type = example.type().equals("email") ? EmailConfig.class : WebhookConfig.class;
        Set<String> known = settings(type);
        known.addAll(settings(ChannelConfig.class));

        assertThat(example.settings().keySet())
                .allMatch(setting -> known.contains(setting) || setting.startsWith("header."));
    }

    @ParameterizedTest
    @MethodSource("examples")
    void eachBodyIsJsonWhateverTheMessage(Example example) throws Exception {
        if (!example.settings().containsKey("body")) {
            return;
        }
        Body body = WebhookSamples.settings(example.settings()).body();
        assertThat(body.template()).isPresent();
        for (Message message : messages()) {
            assertThat(texts(JSON.readTree(body.write(message))))
                    .anyMatch(text -> text.startsWith(MessageFields.headline(message)));
        }
    }

    @Test
    void theTablesOfSettingsAreWhole() {
        Set<String> webhook = settings(WebhookConfig.class);
        webhook.add("header.NAME");

        assertThat(table("## Settings of every channel")).isEqualTo(settings(ChannelConfig.class));
        assertThat(table("## Email")).isEqualTo(settings(EmailConfig.class));
        assertThat(table("## Webhook")).isEqualTo(webhook);
    }

    @Test
    void theTablesOfFieldsAreWhole() {
        Map<String, Object> fields = MessageFields.of(Message.of(Notices.raised("alice")), ZoneOffset.UTC);
        Set<String> ofAlert = new TreeSet<>();
        if (fields.get("alerts") instanceof List<?> alerts && alerts.get(0) instanceof Map<?, ?> first) {
            first.keySet().forEach(field -> ofAlert.add(field.toString()));
        }
        Set<String> ofMessage = new TreeSet<>(fields.keySet());
        ofMessage.removeAll(ofAlert);

        assertThat(table("Fields of the message:")).isEqualTo(ofMessage);
        assertThat(table("Fields of an alert, ")).isEqualTo(ofAlert);
    }

    @Test
    void theJsonHasTheFieldsThatAreThere() throws Exception {
        Matcher block = Pattern.compile("```json\n(.*?)```", Pattern.DOTALL).matcher(PAGE);
        assertThat(block.find()).isTrue();
        JsonNode json = JSON.readTree(block.group(1));
        Set<String> ofAlert = new TreeSet<>(components(AlertView.class));
        ofAlert.addAll(components(NoticeView.class));
        ofAlert.removeAll(Set.of("alert", "pending"));

        assertThat(names(json)).isEqualTo(components(WebhookJson.class));
        assertThat(names(json.get("alerts").get(0))).isEqualTo(ofAlert);
    }

    private static List<Message> messages() {
        AlertNotice evil = Notices.raised(EVIL, EVIL + "y".repeat(100_000));
        return Stream.concat(
                        Samples.MESSAGES.stream(),
                        Stream.of(
                                Message.of(evil),
                                Message.of(Notices.resolved(evil)),
                                new Message(List.of(evil, Notices.renotified(evil, 1)), Message.Occasion.ALERTS)))
                .toList();
    }

    /** As Karaf reads the file. */
    private static Map<String, Object> settings(String file) {
        TypedProperties properties = new TypedProperties();
        try {
            properties.load(new StringReader(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return properties.entrySet().stream().collect(Collectors.toMap(Map.Entry::getKey, setting -> setting.getValue()
                .toString()
                .replaceAll("\\$\\[secret:[\\w-]+]", "s3cr3t")));
    }

    private static Set<String> settings(Class<?> config) {
        return Stream.of(config.getDeclaredMethods())
                .map(Method::getName)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> components(Class<?> type) {
        return Stream.of(type.getRecordComponents())
                .map(RecordComponent::getName)
                .map(name -> name.equals("interfaceName") ? "interface" : name)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static List<String> texts(JsonNode json) {
        List<String> texts = new ArrayList<>();
        json.forEach(node -> texts.addAll(node.isTextual() ? List.of(node.asText()) : texts(node)));
        return texts;
    }

    private static Set<String> names(JsonNode json) {
        Set<String> names = new TreeSet<>();
        json.fieldNames().forEachRemaining(names::add);
        return names;
    }

    /** The first column of the first table after this text. */
    private static Set<String> table(String after) {
        String rest = PAGE.substring(PAGE.indexOf("\n" + after) + 1);
        String table = rest.substring(rest.indexOf("\n|"), rest.indexOf("\n\n", rest.indexOf("\n|")) + 1);
        return Pattern.compile("^\\| `([\\w.]+)` \\|", Pattern.MULTILINE)
                .matcher(table)
                .results()
                .map((MatchResult row) -> row.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String read() {
        try {
            return Files.readString(Path.of("../../docs/channels.md")) + "\n\n";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
