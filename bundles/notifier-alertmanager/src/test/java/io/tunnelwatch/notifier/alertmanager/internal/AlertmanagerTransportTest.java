package io.tunnelwatch.notifier.alertmanager.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.tunnelwatch.alert.AlertKind;
import io.tunnelwatch.notifier.channel.AlertNotice;
import io.tunnelwatch.notifier.channel.DeliveryException;
import io.tunnelwatch.notifier.channel.Message;
import io.tunnelwatch.notifier.channel.Receipt;
import io.tunnelwatch.notifier.channel.Transport.Audience;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class AlertmanagerTransportTest {

    private static final Instant T0 = Instant.parse("2026-11-26T08:00:00Z");

    private final AlertNotice raised = Sent.raised(AlertKind.PEER_DOWN, "laptop", T0);
    private final AlertNotice resolved = Sent.resolved(raised, T0.plusSeconds(30));
    private Instant now = T0.plusSeconds(60);
    private AlertmanagerStub first;
    private AlertmanagerStub second;

    @BeforeEach
    void open() throws IOException {
        first = new AlertmanagerStub();
        second = new AlertmanagerStub();
    }

    @AfterEach
    void close() {
        first.close();
        second.close();
    }

    @Test
    void anAlertIsPostedAsTheApiWantsIt() throws Exception {
        try (AlertmanagerTransport transport =
                transport(first.url() + "/am/", Map.of("generatorUrl", "https://monitor.example.org/tunnelwatch"))) {
            assertThat(transport.send(Message.of(raised))).isEqualTo(Receipt.CONFIRMED);
        }
        assertThat(first.posted()).singleElement().satisfies(posted -> {
            assertThat(posted.request()).isEqualTo("POST /am/api/v2/alerts");
            assertThat(posted.contentType()).contains("application/json");
            assertThat(posted.authorization()).isEmpty();
            JsonNode alert = posted.alerts().get(0);
            assertThat(alert.fieldNames())
                    .toIterable()
                    .containsExactlyInAnyOrder("labels", "annotations", "startsAt", "endsAt", "generatorURL");
            assertThat(alert.at("/labels/alertname").textValue()).isEqualTo("PEER_DOWN");
            assertThat(alert.get("startsAt").textValue()).isEqualTo("2026-11-26T08:00:00Z");
            assertThat(alert.get("endsAt").textValue()).isEqualTo("2026-11-26T08:05:00Z");
            assertThat(alert.get("generatorURL").textValue()).isEqualTo("https://monitor.example.org/tunnelwatch");
        });
    }

    @Test
    void aMessageOfManyIsOneRequestInTheirOrder() throws Exception {
        try (AlertmanagerTransport transport = transport(first.url(), Map.of())) {
            transport.send(new Message(List.of(raised, resolved), Message.Occasion.ALERTS));

            assertThat(transport.audience()).isEqualTo(Audience.SYSTEM);
            assertThat(transport.batch()).isEqualTo(100);
        }
        assertThat(first.lastAlerts().findValuesAsText("endsAt"))
                .containsExactly("2026-11-26T08:05:00Z", "2026-11-26T08:00:30Z");
    }

    @Test
    void aRefreshMovesTheEndOfWhatIsOpenOn() throws Exception {
        try (AlertmanagerTransport transport = transport(first.url(), Map.of("refreshSeconds", "30"))) {
            assertThat(transport.refreshEvery()).contains(Duration.ofSeconds(30));
            now = T0.plusSeconds(600);
            transport.refresh(List.of(raised));
        }
        assertThat(first.lastAlerts().findValuesAsText("startsAt")).containsExactly("2026-11-26T08:00:00Z");
        assertThat(first.lastAlerts().findValuesAsText("endsAt")).containsExactly("2026-11-26T08:12:00Z");
    }

    @Test
    void aRefreshOfNothingAsksForNothing() throws Exception {
        try (AlertmanagerTransport transport = transport(first.url(), Map.of())) {
            transport.refresh(List.of());
        }
        assertThat(first.posted()).isEmpty();
    }

    @Test
    void aRefreshOfManyAlertsIsSeveralRequests() throws Exception {
        List<AlertNotice> many = IntStream.range(0, 250)
                .mapToObj(number -> Sent.raised(AlertKind.PEER_DOWN, "peer" + number, T0))
                .toList();
        try (AlertmanagerTransport transport = transport(first.url(), Map.of())) {
            transport.refresh(many);
        }
        assertThat(first.posted()).extracting(posted -> posted.alerts().size()).containsExactly(100, 100, 50);
    }

    @Test
    void anEndIsToldAgainForAWhile() throws Exception {
        try (AlertmanagerTransport transport = transport(first.url(), Map.of())) {
            transport.send(Message.of(raised));
            transport.send(Message.of(resolved));
            now = now.plusSeconds(60);
            transport.refresh(List.of());

            assertThat(first.lastAlerts().findValuesAsText("endsAt")).containsExactly("2026-11-26T08:00:30Z");

            now = now.plusSeconds(181);
            transport.refresh(List.of());
            assertThat(first.posted()).hasSize(3);
        }
    }

    @Test
    void theEndOfAnAlertIsNotToldAgainWhenThereIsANewOne() throws Exception {
        AlertNotice again = Sent.raised(AlertKind.PEER_DOWN, "laptop", T0.plusSeconds(50));
        try (AlertmanagerTransport transport = transport(first.url(), Map.of())) {
            transport.send(new Message(List.of(raised, resolved, again), Message.Occasion.ALERTS));
            transport.refresh(List.of(again));
        }
        assertThat(first.lastAlerts().findValuesAsText("startsAt")).containsExactly("2026-11-26T08:00:50Z");
    }

    @ParameterizedTest
    @CsvSource({"400,true", "401,false", "404,true", "500,false", "503,false"})
    void whatIsNotTakenIsAFailure(int status, boolean permanent) {
        first.answerWith(status);
        try (AlertmanagerTransport transport = transport(first.url(), Map.of())) {
            assertThatThrownBy(() -> transport.send(Message.of(raised)))
                    .isInstanceOfSatisfying(DeliveryException.class, e -> assertThat(e.isPermanent())
                            .isEqualTo(permanent))
                    .hasMessageContaining(String.valueOf(status));
        }
    }

    @Test
    void eachMemberOfAClusterGetsIt() throws Exception {
        try (AlertmanagerTransport transport = transport(first.url() + ", " + second.url(), Map.of())) {
            transport.send(Message.of(raised));

            assertThat(transport.target()).isEqualTo(first.url() + ", " + second.url());
        }
        assertThat(first.posted()).hasSize(1);
        assertThat(second.posted()).hasSize(1);
    }

    @Test
    void oneMemberIsEnoughAndAFailingOneRestsUntilTheNextRefresh() throws Exception {
        first.answerWith(400);
        try (AlertmanagerTransport transport = transport(first.url() + ", " + second.url(), Map.of())) {
            assertThat(transport.send(Message.of(raised))).isEqualTo(Receipt.CONFIRMED);
            now = now.plusSeconds(59);
            transport.send(Message.of(raised));
            assertThat(first.posted()).hasSize(1);

            first.answerWith(200);
            now = now.plusSeconds(1);
            transport.refresh(List.of(raised));
            transport.send(Message.of(raised));
        }
        assertThat(first.posted()).hasSize(3);
        assertThat(second.posted()).hasSize(4);
    }

    @Test
    void aMemberThatRestsIsTriedWhenNoOtherTakesIt() throws Exception {
        first.answerWith(503);
        try (AlertmanagerTransport transport = transport(first.url() + ", " + second.url(), Map.of())) {
            transport.send(Message.of(raised));
            first.answerWith(200);
            second.answerWith(503);

            assertThat(transport.send(Message.of(raised))).isEqualTo(Receipt.CONFIRMED);
        }
        assertThat(first.posted()).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource({"400,400,true", "400,503,false", "503,400,false"})
    void noMemberIsTooFew(int one, int other, boolean permanent) {
        first.answerWith(one);
        second.answerWith(other);
        try (AlertmanagerTransport transport = transport(first.url() + ", " + second.url(), Map.of())) {
            assertThatThrownBy(() -> transport.send(Message.of(raised)))
                    .isInstanceOfSatisfying(DeliveryException.class, e -> assertThat(e.isPermanent())
                            .isEqualTo(permanent))
                    .hasMessageContainingAll("None of 2", String.valueOf(one), String.valueOf(other));
        }
    }

    @Test
    void credentialsAreSentAndShownNowhere() throws Exception {
        Map<String, String> basic = Map.of("username", "jane", "password", "geheim-pässword");
        Map<String, String> bearer = Map.of("token", "geheim-token");
        for (Map<String, String> settings : List.of(basic, bearer)) {
            first.answerWith(200);
            try (AlertmanagerTransport transport = transport(first.url(), settings)) {
                transport.send(Message.of(raised));
                first.answerWith(403);
                assertThatThrownBy(() -> transport.send(Message.of(raised)))
                        .message()
                        .doesNotContain("geheim");
                assertThat(transport + transport.target()).doesNotContain("geheim");
            }
            assertThat(Settings.of(with("url", first.url(), settings)).toString())
                    .contains("credentials")
                    .doesNotContain("geheim", "amFuZT");
        }
        assertThat(first.posted())
                .extracting(posted -> posted.authorization().orElseThrow())
                .contains("Basic amFuZTpnZWhlaW0tcMOkc3N3b3Jk", "Bearer geheim-token");
    }

    @Test
    void closingEndsASendUnderWay() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            AlertmanagerTransport transport =
                    transport("http://localhost:" + silent.getLocalPort(), Map.of("timeoutSeconds", "30"));
            CompletableFuture<Receipt> sending = CompletableFuture.supplyAsync(() -> {
                try {
                    return transport.send(Message.of(raised));
                } catch (DeliveryException | InterruptedException e) {
                    throw new CompletionException(e);
                }
            });
            try (Socket accepted = silent.accept()) {
                assertThat(accepted.getInputStream().read()).isPositive();
                long start = System.nanoTime();
                transport.close();
                assertThatThrownBy(sending::join).hasCauseInstanceOf(DeliveryException.class);
                assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
            }
        }
    }

    private AlertmanagerTransport transport(String url, Map<String, String> more) {
        AlertmanagerSettings settings = Settings.of(with("url", url, more));
        return new AlertmanagerTransport(settings, Settings.writer(settings), () -> now);
    }

    private static Map<String, String> with(String key, String value, Map<String, String> more) {
        Map<String, String> all = new HashMap<>(more);
        all.put(key, value);
        return all;
    }
}
