package io.tunnelwatch.web.internal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tunnelwatch.alert.AlertEvent.Silenced;
import io.tunnelwatch.alert.AlertEvent.Unsilenced;
import io.tunnelwatch.history.StripRequest;
import io.tunnelwatch.history.Strips;
import io.tunnelwatch.wg.Verdict;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StateAndSilencesTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final TestServer server = new TestServer();

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void aSilenceIsMadeListedAndEnded() throws IOException {
        HttpResponse<String> made =
                server.post("/silences", "{\"gateway\": \"berlin\", \"for\": \"2h\", \"note\": \"new router\"}");

        String id = JSON.readTree(made.body()).get("id").asText();
        Silenced event = (Silenced) server.services.memoryLog.last();
        assertThat(made.statusCode()).isEqualTo(201);
        assertThat(event.silence().operator()).isEqualTo("max");
        assertThat(event.silence().end()).isEqualTo(Samples.NOON.plusSeconds(7200));
        assertThat(list().findValuesAsText("id")).containsExactly(id);

        assertThat(server.send(server.request("/silences/" + id, "max").DELETE())
                        .statusCode())
                .isEqualTo(204);

        assertThat(((Unsilenced) server.services.memoryLog.last()).operator()).isEqualTo("max");
        assertThat(list().get("silences")).isEmpty();
        assertThat(server.send(server.request("/silences/" + id, "max").DELETE())
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void aSilenceCanComeBack() {
        HttpResponse<String> made = server.post(
                "/silences", "{\"all\": true, \"for\": \"2h\", \"every\": \"Sun 02:00\", \"zone\": \"Europe/Berlin\"}");

        assertThat(made.statusCode()).isEqualTo(201);
        assertThat(((Silenced) server.services.memoryLog.last()).silence().repetition())
                .isPresent();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'for': '2h'} | all",
                "{'all': true, 'gateway': 'berlin', 'for': '2h'} | all",
                "{'all': true} | for",
                "{'all': true, 'for': '367d'} | for",
                "{'all': true, 'for': '2h', 'from': '2020-01-01T00:00:00Z'} | from",
                "{'kind': 'PEER_DOWM', 'for': '2h'} | kind",
                "{'all': true, 'for': '2h', 'zone': 'UTC'} | zone",
            })
    void aSilenceThatCanNotBeMeantIsRefusedWithTheField(String body, String field) throws IOException {
        HttpResponse<String> response = server.post("/silences", body.replace("'", "\""));

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(JSON.readTree(response.body()).get("parameter").asText()).isEqualTo(field);
        assertThat(server.services.memoryLog.entries).isEmpty();
    }

    @Test
    void storeAndLogAreThoseOfTheShell() throws IOException {
        server.services.memoryHistory.fail();

        JsonNode store = JSON.readTree(server.get("/store").body());
        JsonNode log = JSON.readTree(server.get("/log").body());

        assertThat(store.get("state").asText()).isEqualTo("READONLY");
        assertThat(store.get("hint").asText()).isEqualTo("Make it writable");
        assertThat(log.get("directory").asText()).isEqualTo("/karaf/data/tunnelwatch/log");
    }

    @Test
    void gatewaysPeersAndChannelsAreListed() throws IOException {
        server.services.probe = Optional.of(new MemoryProbe());
        server.services.notifier = Optional.of(new MemoryNotifier());

        JsonNode peers = JSON.readTree(server.get("/peers").body());

        assertThat(JSON.readTree(server.get("/gateways").body())
                        .at("/gateways/0/name")
                        .asText())
                .isEqualTo("berlin");
        assertThat(peers.at("/peers/0/interface").asText()).isEqualTo("wg0");
        assertThat(peers.at("/peers/0/verdict").asText()).isEqualTo("DOWN");
        assertThat(peers.get("peers")).hasSize(2);
        assertThat(JSON.readTree(server.get("/peers?verdict=up").body()).get("peers"))
                .hasSize(1);
        assertThat(JSON.readTree(server.get("/peers?gateway=paris").body()).get("peers"))
                .isEmpty();
        assertThat(server.get("/peers?verdict=sideways").statusCode()).isEqualTo(400);
        assertThat(JSON.readTree(server.get("/channels").body()).get("channels"))
                .isEmpty();
    }

    @Test
    void peersComeInPagesWhoeverComesAndGoes() throws IOException {
        MemoryProbe probe = new MemoryProbe();
        probe.peers.clear();
        IntStream.range(0, 1234).forEach(n -> probe.peers.add(MemoryProbe.peer("peer-%04d".formatted(n), Verdict.UP)));
        server.services.probe = Optional.of(probe);

        JsonNode first = JSON.readTree(server.get("/peers").body());
        assertThat(first.get("peers")).hasSize(1000);
        String cursor = first.get("next").asText();
        List<String> others =
                IntStream.range(1000, 1234).mapToObj("peer-%04d"::formatted).toList();
        assertThat(names(server.get("/peers?cursor=" + cursor))).isEqualTo(others);
        probe.peers.remove(999); // the one behind which the page begins
        probe.peers.add(MemoryProbe.peer("peer-0000-new", Verdict.UP));
        JsonNode second = JSON.readTree(server.get("/peers?cursor=" + cursor).body());

        assertThat(second.get("peers").findValuesAsText("name")).isEqualTo(others);
        assertThat(second.has("next")).isFalse();
        JsonNode exactly = JSON.readTree(
                server.get("/peers?limit=234&verdict=UP&cursor=" + cursor).body());
        assertThat(exactly.get("peers")).hasSize(234);
        assertThat(exactly.has("next")).isFalse();
        for (String wrong : new String[] {"limit=0", "limit=10001", "cursor=x", "cursor=AAA", "cursor="}) {
            assertThat(server.get("/peers?" + wrong).statusCode()).as(wrong).isEqualTo(400);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/store", "/log", "/channels", "/gateways", "/peers", "/silences"})
    void whatIsNotInstalledIsAProblemAndNotAnEmptyList(String path) {
        server.services.log = Optional.empty();
        server.services.history = Optional.empty();

        assertThat(server.get(path).statusCode()).isEqualTo(503);
    }

    private static List<String> names(HttpResponse<String> peers) throws IOException {
        return JSON.readTree(peers.body()).get("peers").findValuesAsText("name");
    }

    private JsonNode list() throws IOException {
        return JSON.readTree(server.get("/silences").body());
    }

    @Test
    void theStripsAreThoseOfTheLast24Hours() throws IOException {
        Strips.Segment down =
                new Strips.Segment(Strips.State.DOWN, Samples.NOON.minusSeconds(90), Samples.NOON.minusSeconds(30));
        server.services.memoryHistory.strips.add(
                new Strips.Strip(Optional.of("wg0"), Optional.of("laptop-1KEY"), List.of(down)));

        JsonNode strips = JSON.readTree(server.get("/peers/strips?gateway=berlin&peer=laptop-1KEY&peer=laptop-2KEY")
                .body());

        StripRequest asked = server.services.memoryHistory.stripsAskedFor.orElseThrow();
        assertThat(asked)
                .isEqualTo(new StripRequest(
                        "berlin",
                        Set.of("laptop-1KEY", "laptop-2KEY"),
                        Samples.NOON.minus(Duration.ofHours(24)),
                        Samples.NOON));
        assertThat(strips.at("/from").asText()).isEqualTo("2026-11-22T12:00:00Z");
        assertThat(strips.at("/strips/0").toString())
                .isEqualTo("{\"interface\":\"wg0\",\"peerKey\":\"laptop-1KEY\",\"segments\":[{\"state\":\"DOWN\","
                        + "\"from\":\"2026-11-23T11:58:30Z\",\"to\":\"2026-11-23T11:59:30Z\"}]}");
    }

    @Test
    void onlySoManyStripsAreMadeAtOnceAndNoneWithoutTheHistory() {
        String many = IntStream.range(0, StripRequest.MAX_PEERS + 1)
                .mapToObj(i -> "&peer=key" + i)
                .collect(Collectors.joining());
        assertThat(server.get("/peers/strips?gateway=berlin" + many).statusCode())
                .isEqualTo(400);
        assertThat(server.get("/peers/strips").statusCode()).isEqualTo(400);

        server.services.memoryHistory.fail();
        assertThat(server.get("/peers/strips?gateway=berlin").statusCode()).isEqualTo(503);
        server.services.history = Optional.empty();
        assertThat(server.get("/peers/strips?gateway=berlin").statusCode()).isEqualTo(503);
    }
}
