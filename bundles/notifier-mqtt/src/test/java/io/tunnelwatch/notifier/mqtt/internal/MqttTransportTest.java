package io.tunnelwatch.notifier.mqtt.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import io.tunnelwatch.notifier.channel.AlertNotice;
import io.tunnelwatch.notifier.channel.DeliveryException;
import io.tunnelwatch.notifier.channel.Message;
import io.tunnelwatch.notifier.channel.Receipt;
import io.tunnelwatch.notifier.channel.Transport.Audience;
import io.tunnelwatch.settings.SettingReader;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.eclipse.paho.mqttv5.common.packet.MqttConnect;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;
import org.eclipse.paho.mqttv5.common.packet.MqttPublish;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class MqttTransportTest {

    private static final String STATE = "tunnelwatch/peers/berlin/wg0/key/PEER_DOWN";
    private static final String SECRET = "s3cr3t-of-the-broker";

    private final AlertNotice raised = Notices.raised("key");
    private ScriptedBroker broker;
    private MqttTransport transport;

    @BeforeEach
    void begin() throws IOException {
        broker = new ScriptedBroker();
        transport = transport(Map.of());
    }

    @AfterEach
    void end() throws IOException {
        transport.close();
        broker.close();
    }

    @Test
    void aNoticeIsRetainedAsStateAndPublishedAsEvent() throws Exception {
        assertThat(transport.send(Message.of(raised))).isEqualTo(Receipt.CONFIRMED);

        assertThat(broker.topics()).containsExactly("tunnelwatch/status", STATE, "tunnelwatch/notices");
        assertThat(broker.retained).containsOnlyKeys("tunnelwatch/status", STATE);
        assertThat(broker.payload(1))
                .isEqualTo(broker.payload(2))
                .contains(
                        "\"key\":\"" + raised.key() + "\"",
                        "\"notice\":\"RAISED\"",
                        "\"state\":\"OPEN\"",
                        "\"gateway\":\"berlin\"",
                        "\"interface\":\"wg0\"",
                        "\"peerName\":\"alice\"",
                        "\"test\":false")
                .doesNotContain("null");
    }

    @Test
    void messagesCarryTheirKeyAndWhatTheyAre() throws Exception {
        transport.send(Message.of(raised));

        for (MqttPublish publish : broker.published.subList(1, 3)) {
            MqttProperties properties = publish.getProperties();
            assertThat(properties.getContentType()).isEqualTo("application/json");
            assertThat(properties.getUserProperties()).singleElement().satisfies(property -> assertThat(
                            property.getKey() + "=" + property.getValue())
                    .isEqualTo("idempotency-key=" + raised.key()));
            assertThat(publish.getQoS()).isEqualTo(1);
            assertThat(properties.getMessageExpiryInterval()).isNull();
        }
    }

    @Test
    void theEndReplacesTheStateAndIsNotKeptForEver() throws Exception {
        transport.send(Message.of(raised));
        transport.send(Message.of(Notices.renotified(raised)));
        transport.send(Message.of(Notices.resolved(raised)));

        assertThat(broker.retained.get(STATE))
                .contains("\"state\":\"RESOLVED\"", "\"notice\":\"RESOLVED\"", "\"reason\":\"it is back\"");
        assertThat(broker.published.get(5).getProperties().getMessageExpiryInterval())
                .isEqualTo(168 * 3600);
        assertThat(broker.payload(4)).contains("\"notice\":\"RENOTIFIED\"", "\"number\":1");
        assertThat(broker.connects).hasSize(1);
    }

    @Test
    void aTestIsNoState() throws Exception {
        transport.send(new Message(List.of(raised), Message.Occasion.TEST));

        assertThat(broker.topics()).containsExactly("tunnelwatch/status", "tunnelwatch/notices");
        assertThat(broker.payload(1)).contains("\"test\":true");
    }

    @Test
    void theBrokerKnowsWhoWeAreAndWhatToSayWhenWeDie() throws Exception {
        transport = transport(Map.of("username", "noc", "password", SECRET, "topic", "site/a"));
        transport.send(Message.of(raised));

        MqttConnect connect = broker.connects.get(0);
        assertThat(connect.getClientId()).isEqualTo("own-id");
        assertThat(connect.getUserName()).isEqualTo("noc");
        assertThat(connect.getPassword()).asString().isEqualTo(SECRET);
        assertThat(connect.getWillDestination()).isEqualTo("site/a/status");
        assertThat(connect.getWillMessage().isRetained()).isTrue();
        assertThat(broker.retained).containsEntry("site/a/status", "online");
        broker.dropAll();
        await().untilAsserted(() -> assertThat(broker.retained).containsEntry("site/a/status", "offline"));
    }

    @Test
    void closingSaysGoodBye() throws Exception {
        transport.send(Message.of(raised));
        transport.close();

        await().untilAsserted(() -> assertThat(broker.farewells).containsExactly(0));
        assertThat(broker.retained).containsEntry("tunnelwatch/status", "offline");
    }

    @Test
    void refreshRetainsAgainWhatABrokerForgot() throws Exception {
        transport.refresh(List.of(raised));
        broker.dropAll();
        await().until(() -> "offline".equals(broker.retained.get("tunnelwatch/status")));
        broker.retained.clear();

        AlertNotice other = Notices.raised("other/key+");
        transport.refresh(List.of(raised, other));

        assertThat(broker.retained)
                .containsOnlyKeys("tunnelwatch/status", STATE, "tunnelwatch/peers/berlin/wg0/other%2Fkey%2B/PEER_DOWN")
                .containsEntry("tunnelwatch/status", "online");
        assertThat(broker.topics()).doesNotContain("tunnelwatch/notices");
    }

    @Test
    void refreshOnlyAsksWhetherTheBrokerIsThereOnceItHasTheState() throws Exception {
        transport.refresh(List.of(raised));
        int published = broker.published.size();
        transport.refresh(List.of(raised));

        assertThat(broker.published).hasSize(published);
        assertThat(broker.pings).isEqualTo(1);
    }

    @Test
    void aRefreshThatWasRefusedIsMadeAgain() throws Exception {
        broker.onPublish = publish -> publish.getTopicName().contains("first") ? 0x97 : 0;
        List<AlertNotice> told = List.of(Notices.raised("first"), Notices.raised("second"));

        assertThat(failure(() -> transport.refresh(told)).isPermanent()).isFalse();
        assertThat(broker.retained).containsKey("tunnelwatch/peers/berlin/wg0/second/PEER_DOWN");
        broker.onPublish = publish -> 0;
        transport.refresh(told);

        assertThat(broker.retained).containsKey("tunnelwatch/peers/berlin/wg0/first/PEER_DOWN");
    }

    @Test
    void thousandsAreRefreshed() throws Exception {
        transport.refresh(peers(2000));

        assertThat(broker.retained).hasSize(2001);
    }

    @Test
    void neverMoreIsUnderWayThanTheBrokerTakes() throws Exception {
        broker.onPublish = publish -> publish.getTopicName().equals("tunnelwatch/status") ? 0 : ScriptedBroker.HANG;
        for (int most : new int[] {3, 1000}) {
            transport = transport(Map.of("timeoutSeconds", "1"));
            MqttProperties offer = new MqttProperties();
            offer.setReceiveMaximum(most);
            broker.offer = offer;
            broker.published.clear();

            failure(() -> transport.refresh(peers(100)));

            assertThat(broker.published).hasSize(1 + Math.min(most, 16));
        }
    }

    @Test
    void theEventOfAStateThatIsRefusedIsNotToldAgainAndAgain() throws Exception {
        broker.onPublish = publish -> publish.getTopicName().equals(STATE) ? 0x87 : 0;
        failure(() -> transport.send(Message.of(raised)));
        failure(() -> transport.send(Message.of(raised)));

        assertThat(broker.topics()).doesNotContain("tunnelwatch/notices");
    }

    @Test
    void qosTwoIsConfirmedInFourSteps() throws Exception {
        transport = transport(Map.of("qos", "2"));

        transport.send(Message.of(raised));
        transport.send(Message.of(Notices.resolved(raised)));

        assertThat(broker.published).allMatch(publish -> publish.getQoS() == 2).hasSize(5);
    }

    @Test
    void aConnectionThatWasLostMeanwhileIsMadeAgainByTheNextMessage() throws Exception {
        transport.send(Message.of(raised));
        broker.dropAll();
        await().until(() -> "offline".equals(broker.retained.get("tunnelwatch/status")));

        transport.send(Message.of(Notices.resolved(raised)));

        assertThat(broker.connects).hasSize(2);
        assertThat(broker.retained).containsEntry("tunnelwatch/status", "online");
        assertThat(broker.retained.get(STATE)).contains("RESOLVED");
    }

    @Test
    void aBrokerThatSaidGoodByeIsAskedAgain() throws Exception {
        transport.send(Message.of(raised));
        broker.disconnectAll(0x8B);

        transport.refresh(List.of(raised));

        assertThat(broker.connects).hasSize(2);
    }

    @Test
    void badCredentialsAreTemporaryAndNeverShown() throws Exception {
        transport = transport(Map.of("username", "noc", "password", SECRET));
        broker.onConnect = 0x86;

        DeliveryException failure = failure(() -> transport.send(Message.of(raised)));

        assertThat(failure.isPermanent()).isFalse();
        assertThat(failure)
                .hasMessage(broker.url() + " does not let us in (check url, username, password, clientId):"
                        + " bad user name or password")
                .hasNoCause();
        broker.onConnect = 0;
        transport.send(Message.of(raised));
    }

    @Test
    void whatTheBrokerRefusesIsPermanentOnlyWhereTheMessageIsAtFault() throws Exception {
        Map<Integer, Boolean> permanent =
                Map.of(0x80, false, 0x83, false, 0x87, false, 0x97, false, 0x90, true, 0x99, true);
        for (Map.Entry<Integer, Boolean> code : permanent.entrySet()) {
            broker.onPublish = publish -> publish.getTopicName().equals(STATE) ? code.getKey() : 0;
            DeliveryException failure = failure(() -> transport.send(Message.of(raised)));

            assertThat(failure.isPermanent()).as("0x%X", code.getKey()).isEqualTo(code.getValue());
            assertThat(failure).hasMessageContainingAll(broker.url(), STATE);
        }
        broker.onPublish = publish -> 0x10; // nobody listens, which is fine
        transport.send(Message.of(raised));
        assertThat(broker.connects).hasSize(1);
    }

    @Test
    void aMessageLargerThanTheBrokerTakesIsPermanentAndNotSent() throws Exception {
        MqttProperties offer = new MqttProperties();
        offer.setMaximumPacketSize(2000L);
        broker.offer = offer;

        DeliveryException failure = failure(() -> transport.send(Message.of(Notices.raised("key", "x".repeat(3000)))));

        assertThat(failure.isPermanent()).isTrue();
        assertThat(broker.topics()).containsExactly("tunnelwatch/status");
        transport.send(Message.of(raised));
        assertThat(broker.connects).hasSize(1);
    }

    @Test
    void aBrokerThatHangsAtEitherPlaceIsGivenUpInTime() throws Exception {
        transport = transport(Map.of("timeoutSeconds", "1"));
        broker.onConnect = ScriptedBroker.HANG;
        assertThat(failure(() -> transport.send(Message.of(raised)))).hasMessageContaining("no answer within 1 s");

        broker.onConnect = 0;
        broker.onPublish = publish -> ScriptedBroker.HANG;
        assertThat(failure(() -> transport.send(Message.of(raised)))).hasMessageContaining("no answer within 1 s");

        broker.onPublish = publish -> 0;
        transport.send(Message.of(raised));
        assertThat(broker.connects).hasSize(3);
    }

    @Test
    void aBrokerThatDropsAtEitherPlaceIsTriedAgain() throws Exception {
        broker.onConnect = ScriptedBroker.DROP;
        assertThat(failure(() -> transport.send(Message.of(raised)))).hasMessageContaining("closed the connection");

        broker.onConnect = 0;
        broker.onPublish = publish -> publish.getTopicName().equals(STATE) ? ScriptedBroker.DROP : 0;
        assertThat(failure(() -> transport.send(Message.of(raised))).isPermanent())
                .isFalse();

        broker.onPublish = publish -> 0;
        transport.send(Message.of(raised));
    }

    @Test
    void aBrokerThatCannotConfirmOrRetainIsNoUse() throws Exception {
        MqttProperties offer = new MqttProperties();
        offer.setRetainAvailable(false);
        broker.offer = offer;

        assertThat(failure(() -> transport.send(Message.of(raised)))).hasMessageContaining("retains none");
    }

    @Test
    void whatIsNoBrokerIsSaid() throws Exception {
        broker.close();
        assertThat(failure(() -> transport.send(Message.of(raised))))
                .hasMessage("No connection to " + broker.url() + ": Connection refused");
        try (ServerSocket server = new ServerSocket(0)) {
            Thread web = new Thread(() -> {
                try (var client = server.accept()) {
                    client.getOutputStream().write("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes());
                    client.getInputStream().readAllBytes();
                } catch (IOException e) {
                    // the test is over
                }
            });
            web.start();
            transport = transport(Map.of("url", "tcp://localhost:" + server.getLocalPort(), "timeoutSeconds", "1"));
            assertThat(failure(() -> transport.send(Message.of(raised)))).hasMessageContaining("No connection to");
            web.join();
        }
    }

    @Test
    void closingEndsAMessageThatWaitsForTheBroker() throws Exception {
        transport = transport(Map.of("timeoutSeconds", "60"));
        for (boolean connecting : new boolean[] {true, false}) {
            MqttTransport hanging = transport(Map.of("timeoutSeconds", "60"));
            broker.onConnect = connecting ? ScriptedBroker.HANG : 0;
            broker.onPublish = publish -> ScriptedBroker.HANG;
            int connects = broker.connects.size();
            Thread sender = new Thread(() -> failure(() -> hanging.send(Message.of(raised))), "sender");
            sender.start();
            await().until(() -> broker.connects.size() > connects);

            hanging.close();

            sender.join(1000);
            assertThat(sender.isAlive()).isFalse();
        }
    }

    @Test
    void closingEndsAConnectionToAHostThatDoesNotAnswer() throws Exception {
        List<SocketChannel> before = new ArrayList<>();
        try (ServerSocket deaf = new ServerSocket(0, 1)) {
            // who finds the queue full is not answered
            for (int number = 0; number < 8; number++) {
                SocketChannel waiting = SocketChannel.open();
                waiting.configureBlocking(false);
                waiting.connect(deaf.getLocalSocketAddress());
                before.add(waiting);
            }
            MqttTransport connecting =
                    transport(Map.of("url", "tcp://localhost:" + deaf.getLocalPort(), "timeoutSeconds", "60"));
            Thread sender = new Thread(() -> failure(() -> connecting.send(Message.of(raised))), "sender");
            sender.start();
            await().until(() -> Stream.of(sender.getStackTrace())
                    .anyMatch(frame -> frame.getClassName().startsWith("sun.nio.ch.Net")));

            connecting.close();

            sender.join(1000);
            assertThat(sender.isAlive()).isFalse();
        } finally {
            for (SocketChannel waiting : before) {
                waiting.close();
            }
        }
    }

    @Test
    void afterTheEndNothingIsSentAndNoThreadIsLeft() throws Exception {
        transport.send(Message.of(raised));
        transport.close();
        int connects = broker.connects.size();

        assertThat(failure(() -> transport.send(Message.of(raised)))).hasMessageContaining("closed");
        assertThat(broker.connects).hasSize(connects);
        assertThat(Thread.getAllStackTraces().keySet())
                .extracting(Thread::getName)
                .noneMatch(name -> name.contains("MQTT"));
    }

    @Test
    void itIsForASystemAndNamesItsTarget() {
        assertThat(transport.audience()).isEqualTo(Audience.SYSTEM);
        assertThat(transport.batch()).isEqualTo(1);
        assertThat(transport.target()).isEqualTo("tunnelwatch/# at " + broker.url());
        assertThat(transport.refreshEvery()).isPresent();
    }

    private static List<AlertNotice> peers(int count) {
        return IntStream.range(0, count)
                .mapToObj(number -> Notices.raised("peer" + number))
                .toList();
    }

    private MqttTransport transport(Map<String, String> settings) {
        Map<String, String> all = new HashMap<>(Map.of("url", broker.url()));
        all.putAll(settings);
        return new MqttTransport(MqttSettingsReader.read(new SettingReader("pid"), Configs.mqtt(all), "own-id"));
    }

    private static DeliveryException failure(ThrowingCallable call) {
        DeliveryException failure = catchThrowableOfType(DeliveryException.class, call);
        assertThat(failure).isNotNull();
        return failure;
    }
}
