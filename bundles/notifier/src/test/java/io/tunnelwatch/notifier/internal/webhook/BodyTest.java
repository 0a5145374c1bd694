package io.tunnelwatch.notifier.internal.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tunnelwatch.notifier.channel.AlertNotice;
import io.tunnelwatch.notifier.channel.Message;
import io.tunnelwatch.notifier.channel.Notices;
import io.tunnelwatch.notifier.channel.Samples;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BodyTest {

    private static final String EVIL = "a\"b\\c</script>\r\n{{id}}&x=y \u001b\u202e\ud800 grün 😀";
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private Path directory;

    @Test
    void theJsonHasTheFieldsOfTheAlertAndOfTheNotice() throws Exception {
        AlertNotice raised = Notices.raised("alice");
        JsonNode json = JSON.readTree(builtIn()
                .write(new Message(
                        List.of(Notices.renotified(raised, 2), Notices.resolved(raised)), Message.Occasion.ALERTS)));

        assertThat(json.get("schema").asInt()).isEqualTo(1);
        assertThat(json.get("key").asText()).startsWith("digest-");
        assertThat(json.get("test").asBoolean()).isFalse();
        assertThat(json.get("headline").asText()).startsWith("2 alerts");
        JsonNode first = json.get("alerts").get(0);
        assertThat(first.get("id").asText()).isEqualTo(raised.alert().id().toString());
        assertThat(first.get("kind").asText()).isEqualTo("PEER_DOWN");
        assertThat(first.get("severity").asText()).isEqualTo("CRITICAL");
        assertThat(first.get("state").asText()).isEqualTo("OPEN");
        assertThat(first.get("gateway").asText()).isEqualTo("berlin");
        assertThat(first.get("interface").asText()).isEqualTo("wg0");
        assertThat(first.get("peerKey").asText()).isEqualTo("key-of-alice");
        assertThat(first.get("peerName").asText()).isEqualTo("alice");
        assertThat(first.get("summary").asText()).isEqualTo("peer alice is down");
        assertThat(first.get("raisedAt").asText()).isEqualTo("2026-11-26T08:00:00Z");
        assertThat(first.get("tags").get(0).asText()).isEqualTo("prod");
        assertThat(first.get("notice").asText()).isEqualTo("RENOTIFIED");
        assertThat(first.get("key").asText()).isEqualTo(raised.alert().id() + "-renotified-2");
        assertThat(first.get("number").asInt()).isEqualTo(2);
        assertThat(first.get("at").asText()).isEqualTo("2026-11-26T08:30:00Z");
        assertThat(first.has("reason")).isFalse();
        assertThat(first.has("pending")).isFalse();
        JsonNode second = json.get("alerts").get(1);
        assertThat(second.get("notice").asText()).isEqualTo("RESOLVED");
        assertThat(second.get("reason").asText()).isEqualTo("it is back");
        assertThat(second.get("resolvedBy").asText()).isEqualTo("tunnelwatch");
    }

    @Test
    void aTestSaysThatItIsOne() throws Exception {
        Message test = Samples.test("karaf", InstantSource.fixed(WebhookSamples.NOW));

        assertThat(JSON.readTree(builtIn().write(test)).get("test").asBoolean()).isTrue();
    }

    @Test
    void longTextsAreBoundedAndBadOnesAreText() throws Exception {
        String json = builtIn().write(Message.of(Notices.raised(EVIL, EVIL + "y".repeat(100_000))));

        assertThat(json).hasSizeLessThan(6_000);
        JsonNode alert = JSON.readTree(json).get("alerts").get(0);
        assertThat(alert.get("peerName").asText())
                .startsWith("a\"b\\c</script>  {{id}}&x=y")
                .contains("grün 😀");
        assertThat(alert.get("summary").asText()).endsWith("y…");
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/json", "application/problem+json; charset=utf-8"})
    void noValueBreaksOutOfAJsonTemplate(String type) throws Exception {
        Body body = Body.read("{\"text\": \"{{summary}}\", \"n\": {{count}}}", type, ZoneOffset.UTC);

        assertThat(body.problems()).isEmpty();
        assertThat(JSON.readTree(body.write(evil())).get("text").asText()).startsWith("a\"b\\c</script>  {{id}}&x=y");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    application/x-www-form-urlencoded | a%22b%5Cc%3C%2Fscript%3E++%7B%7Bid%7D%7D%26x%3Dy
                    text/html; charset=utf-8          | a&quot;b\\c&lt;
                    application/xml                   | a&quot;b\\c&lt;
                    text/plain                        | a"b\\c</script>  {{id}}&x=y
                    """)
    void valuesAreEscapedAsTheTypeWants(String type, String expected) {
        Body body = Body.read("text={{summary}}", type, ZoneOffset.UTC);

        assertThat(body.write(evil())).startsWith("text=" + expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    {"text": "{{sumary}}"}                          | no field 'sumary'
                    {"text": "{{summary}}"                          | is no JSON when it is filled in (line 1, column
                    {"a": [{{#alerts}}"{{id}}",{{/alerts}}], "s3cr3t": s3cr3t} | is no JSON
                    {"text": {{summary}}}                           | is no JSON
                    {} {}                                           | is no JSON
                    file:/nowhere/to/be/found                       | can not be read
                    """)
    void insteadOfABrokenTemplateTheJsonIsSent(String template, String problem) throws Exception {
        Body body = Body.read(template, "application/json", ZoneOffset.UTC);

        assertThat(body.problems())
                .singleElement()
                .asString()
                .contains("template body", problem)
                .doesNotContain("s3cr3t");
        assertThat(JSON.readTree(body.write(evil())).get("schema").asInt()).isEqualTo(1);
    }

    @Test
    void aTemplateMayComeFromAFile() throws Exception {
        Path file = Files.writeString(directory.resolve("chat.json"), "{\"text\": \"{{notice}}\"}\n");

        assertThat(Body.read("file:" + file, "application/json", ZoneOffset.UTC).write(evil()))
                .isEqualTo("{\"text\": \"RAISED\"}\n");
    }

    private static Message evil() {
        return Message.of(Notices.raised(EVIL, EVIL));
    }

    private static Body builtIn() {
        return Body.read("", "application/json", ZoneOffset.UTC);
    }
}
