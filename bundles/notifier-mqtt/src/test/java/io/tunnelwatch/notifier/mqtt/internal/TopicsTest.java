package io.tunnelwatch.notifier.mqtt.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.tunnelwatch.alert.AlertKey;
import io.tunnelwatch.alert.AlertKind;
import java.nio.charset.StandardCharsets;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TopicsTest {

    private final Topics topics = new Topics("tunnelwatch");

    @Test
    void eachKindOfTroubleHasItsPlace() {
        assertThat(topics.state(AlertKey.ofPeer(AlertKind.PEER_DOWN, "berlin", "wg0", "ab+/=")))
                .isEqualTo("tunnelwatch/peers/berlin/wg0/ab%2B%2F=/PEER_DOWN");
        assertThat(topics.state(AlertKey.ofInterface(AlertKind.INTERFACE_DOWN, "berlin", "wg0")))
                .isEqualTo("tunnelwatch/interfaces/berlin/wg0/INTERFACE_DOWN");
        assertThat(topics.state(AlertKey.ofGateway(AlertKind.GATEWAY_OUTAGE, "berlin")))
                .isEqualTo("tunnelwatch/gateways/berlin/GATEWAY_OUTAGE");
        assertThat(topics.state(AlertKey.ofSystem(AlertKind.LOG_PRESSURE)))
                .isEqualTo("tunnelwatch/system/LOG_PRESSURE");
    }

    @ParameterizedTest
    @CsvSource({"a/b, a%2Fb", "#, %23", "$SYS, %24SYS", "50%, 50%25", "'\u0000', %00", "'\uFFFE', %EF%BF%BE", "'', %"})
    void whatMqttWouldMisreadIsEncoded(String name, String level) {
        assertThat(topics.state(AlertKey.ofGateway(AlertKind.GATEWAY_OUTAGE, name)))
                .isEqualTo("tunnelwatch/gateways/" + level + "/GATEWAY_OUTAGE");
    }

    @Test
    void longNamesThatDifferOnlyAtTheirEndsHaveDifferentTopics() {
        String most = "x".repeat(70_000);

        String one = topics.state(AlertKey.ofGateway(AlertKind.GATEWAY_OUTAGE, most + "1"));

        assertThat(one)
                .isNotEqualTo(topics.state(AlertKey.ofGateway(AlertKind.GATEWAY_OUTAGE, most + "2")))
                .hasSizeLessThan(400);
    }

    @Property
    void anyNamesMakeATopicThatMqttTakes(@ForAll String gateway, @ForAll String wg, @ForAll String peer) {
        String topic = topics.state(AlertKey.ofPeer(AlertKind.PEER_DOWN, gateway, wg, peer));

        assertThat(Topics.isMqttText(topic)).isTrue();
        assertThat(topic.split("/", -1)).hasSize(6).noneMatch(String::isEmpty);
        assertThat(topic).doesNotContain("+", "#");
        assertThat(topic.getBytes(StandardCharsets.UTF_8)).hasSizeLessThan(65_535);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/", "a/", "/a", "a//b", "a/+", "#", "$SYS/a", "a\u0007"})
    void whatIsNoPrefixIsRefused(String prefix) {
        assertThat(Topics.under(prefix)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"tunnelwatch", "site/berlin", "über/alles"})
    void aPrefixMayHaveLevels(String prefix) {
        assertThat(Topics.under(prefix)).map(Topics::status).contains(prefix + "/status");
    }
}
