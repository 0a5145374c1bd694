package io.tunnelwatch.web.internal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tunnelwatch.alert.AlertEvent.Acknowledged;
import io.tunnelwatch.alert.AlertEvent.Resolved;
import io.tunnelwatch.alert.AlertState;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AlertsTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final TestServer server = new TestServer();

    @BeforeEach
    void threeAlerts() {
        server.services.memoryLog.open(
                Samples.alert(2, AlertState.OPEN, "laptop-2"), Samples.alert(1, AlertState.OPEN, "laptop-1"));
        server.services.memoryHistory.alerts.add(Samples.alert(1, AlertState.OPEN, "laptop-1"));
        server.services.memoryHistory.alerts.add(Samples.alert(2, AlertState.OPEN, "laptop-2"));
        server.services.memoryHistory.alerts.add(Samples.alert(3, AlertState.RESOLVED, "laptop-3"));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void theOpenAlertsAreListedTheLatestRaisedFirst() throws IOException {
        JsonNode list = json(server.get("/alerts"));

        assertThat(list.findValuesAsText("peerName")).containsExactly("laptop-1", "laptop-2");
        assertThat(list.at("/alerts/0/interface").asText()).isEqualTo("wg0");
        assertThat(list.at("/alerts/0/raisedAt").asText()).isEqualTo("2026-11-23T11:59:00Z");
        assertThat(list.at("/history/state").asText()).isEqualTo("AVAILABLE");
        assertThat(list.has("next")).isFalse();
    }

    @Test
    void filtersAreThoseOfTheShell() throws IOException {
        assertThat(json(server.get("/alerts?all=true&peer=laptop-3,laptop-1")).findValuesAsText("peerName"))
                .containsExactly("laptop-1", "laptop-3");
        assertThat(json(server.get("/alerts?state=resolved")).findValuesAsText("peerName"))
                .containsExactly("laptop-3");
        assertThat(json(server.get("/alerts?all=true&until=90s")).findValuesAsText("peerName"))
                .containsExactly("laptop-2", "laptop-3");
        assertThat(json(server.get("/alerts?all=true&text=LAPTOP-2")).findValuesAsText("peerName"))
                .containsExactly("laptop-2");
    }

    @Test
    void pagesFollowEachOtherByTheCursor() throws IOException {
        JsonNode first = json(server.get("/alerts?all=true&limit=2"));
        JsonNode second = json(server.get(
                "/alerts?all=true&limit=2&cursor=" + first.get("next").asText()));

        assertThat(first.findValuesAsText("peerName")).containsExactly("laptop-1", "laptop-2");
        assertThat(second.findValuesAsText("peerName")).containsExactly("laptop-3");
        assertThat(second.has("next")).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "limit=0 | limit | 0 | a whole number from 1 to 1000",
                "limit=1001 | limit | 1001 | a whole number from 1 to 1000",
                "kind=PEER_DOWM | kind | PEER_DOWM | one of PEER_DOWN, ",
                "since=yesterday | since | yesterday | how long ago (24h, 7d)",
                "since=1h&until=2h | until | 2h | a time after since",
                "cursor=AAAA | cursor | AAAA | what next of the page before says",
                "gatway=berlin | gatway | berlin | all, state, kind",
                "all=yes | all | yes | true or false",
                "text=a&text=b | text | a,b | one value",
            })
    void aWrongParameterIsAProblemThatSaysWhichWhatAndWhy(String query, String parameter, String value, String allowed)
            throws IOException {
        HttpResponse<String> response = server.get("/alerts?" + query);

        JsonNode problem = JSON.readTree(response.body());
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.headers().firstValue("Content-Type").orElseThrow()).startsWith("application/problem+json");
        assertThat(problem.get("parameter").asText()).isEqualTo(parameter);
        assertThat(problem.get("value").asText()).isEqualTo(value);
        assertThat(problem.get("allowed").asText()).startsWith(allowed);
        assertThat(problem.get("status").asInt()).isEqualTo(400);
        assertThat(problem.get("title").asText()).isEqualTo("Bad Request");
    }

    @Test
    void aUrlThatIsNoUtf8IsAProblem() throws IOException {
        HttpResponse<String> response = server.get("/alerts?text=%C3%28");

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(JSON.readTree(response.body()).get("detail").asText()).contains("UTF-8");
    }

    @Test
    void aListThatIsKnownIsNotSentAgainUntilItChanges() {
        String tag = server.get("/alerts").headers().firstValue("ETag").orElseThrow();

        HttpResponse<String> again =
                server.send(server.request("/alerts", "vera").header("If-None-Match", tag));
        server.post("/alerts/0199a4b2-0001/ack", "{}");
        HttpResponse<String> changed =
                server.send(server.request("/alerts", "vera").header("If-None-Match", tag));

        assertThat(again.statusCode()).isEqualTo(304);
        assertThat(again.body()).isEmpty();
        assertThat(changed.statusCode()).isEqualTo(200);
        assertThat(changed.body()).contains("ACKNOWLEDGED");
    }

    @Test
    void whatIsOpenIsListedWhileTheDatabaseIsAway() throws IOException {
        server.services.memoryHistory.fail();

        JsonNode open = json(server.get("/alerts"));
        JsonNode all = json(server.get("/alerts?all=true"));

        assertThat(open.findValuesAsText("peerName")).containsExactly("laptop-1", "laptop-2");
        assertThat(open.at("/history/state").asText()).isEqualTo("READONLY");
        assertThat(all.at("/history/cause").asText()).contains("readonly");
        server.services.history = Optional.empty();
        assertThat(json(server.get("/alerts")).findValuesAsText("peerName")).hasSize(2);
    }

    @Test
    void withNeitherLogNorHistoryThereIsAProblem() {
        server.services.history = Optional.empty();
        server.services.log = Optional.empty();

        assertThat(server.get("/alerts").statusCode()).isEqualTo(503);
        assertThat(server.post("/alerts/0199a4b2-0001/ack", "{}").statusCode()).isEqualTo(503);
    }

    @Test
    void oneAlertHasItsTimeLineAndCanBeAskedForByTheBeginningOfItsId() throws IOException {
        server.post("/alerts/0199a4b2-0001/ack", "{\"note\": \"on my way\"}");

        JsonNode alert = json(server.get("/alerts/0199a4b2-0001"));

        assertThat(alert.get("id").asText()).isEqualTo(Samples.id(1).toString());
        assertThat(alert.get("state").asText()).isEqualTo("ACKNOWLEDGED");
        assertThat(alert.at("/timeline/0/event/note").asText()).isEqualTo("on my way");
        assertThat(alert.get("deliveries").isArray()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"/alerts/ffff", "/alerts/0199a4b2", "/alerts/x'y", "/alerts/", "/alerts/ffff/ack", "/nothing", "/"})
    void whatIsNotThereIsAProblem(String path) throws IOException {
        HttpResponse<String> response = path.endsWith("ack") ? server.post(path, "{}") : server.get(path);

        assertThat(response.statusCode()).isEqualTo(404);
        assertThat(JSON.readTree(response.body()).get("status").asInt()).isEqualTo(404);
    }

    @Test
    void anAlertThatIsKnownOnlyToASickDatabaseIsNotSaidToBeMissing() throws IOException {
        server.services.memoryHistory.fail();

        HttpResponse<String> response = server.get("/alerts/0199a4b2-0003");

        assertThat(response.statusCode()).isEqualTo(503);
        assertThat(JSON.readTree(response.body()).at("/history/state").asText()).isEqualTo("READONLY");
    }

    @Test
    void whatAnOperatorDoesIsInTheLogWithNameAndNote() throws IOException {
        JsonNode acknowledged = json(server.post("/alerts/" + Samples.id(1) + "/ack", "{\"note\": \" on my way \"}"));

        Acknowledged event = (Acknowledged) server.services.memoryLog.last();
        assertThat(acknowledged.get("acknowledgedBy").asText()).isEqualTo("max");
        assertThat(acknowledged.get("pending").asBoolean()).isTrue();
        assertThat(event.operator()).isEqualTo("max");
        assertThat(event.note()).contains("on my way");
        assertThat(event.at()).isEqualTo(Samples.NOON);

        assertThat(json(server.post("/alerts/0199a4b2-0001/unack", ""))
                        .get("state")
                        .asText())
                .isEqualTo("OPEN");
        assertThat(json(server.post("/alerts/0199a4b2-0001/resolve", "{}"))
                        .get("state")
                        .asText())
                .isEqualTo("RESOLVED");
        assertThat(((Resolved) server.services.memoryLog.last()).operator()).contains("max");
    }

    @Test
    void whatIsResolvedCanNotBeAcknowledged() {
        assertThat(server.post("/alerts/0199a4b2-0003/ack", "{}").statusCode()).isEqualTo(409);
        assertThat(server.services.memoryLog.entries).isEmpty();
    }

    @Test
    void theHeadOfADocumentHasNoBody() {
        HttpResponse<String> head =
                server.send(server.request("/alerts", "vera").method("HEAD", HttpRequest.BodyPublishers.noBody()));

        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.body()).isEmpty();
        assertThat(head.headers().firstValue("ETag")).isPresent();
    }

    private static JsonNode json(HttpResponse<String> response) throws IOException {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        assertThat(response.headers().firstValue("Content-Type").orElseThrow()).startsWith("application/json");
        return JSON.readTree(response.body());
    }
}
