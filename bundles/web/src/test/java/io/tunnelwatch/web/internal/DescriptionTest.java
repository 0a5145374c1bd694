package io.tunnelwatch.web.internal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tunnelwatch.log.AlertLogFullException;
import io.tunnelwatch.log.StaleStateException;
import io.tunnelwatch.web.internal.Description.Operation;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** {@code openapi.yaml} against the running service, in both directions. */
class DescriptionTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** The beginning of the id of an open alert. */
    private static final String ALERT = "0199a4b2-0001";

    private static final String REPEATED =
            """
            {"gateway": "berlin", "peer": "laptop-1", "kind": "PEER_DOWN", "for": "2h", "every": "Sun 02:00",
             "zone": "Europe/Berlin", "until": "2027-11-23T08:00:00Z", "note": "backups"}""";

    private static final int GUESSES = 8;

    /** What is described, and not to be had by asking for it once. */
    private static final Set<String> NOT_SEEN_HERE = Set.of(
            // a stream has no end: EventsTest
            "GET /events 200",
            // of a body that comes too slowly: StatisticsAndSlownessTest
            "POST /alerts/{id}/ack 408",
            "POST /alerts/{id}/resolve 408",
            "POST /alerts/{id}/unack 408",
            "POST /session 408",
            "POST /silences 408");

    private final TestServer server = new TestServer();
    private final Description description = server.description();

    @BeforeEach
    void everythingIsThere() {
        CompleteServices.fill(server.services);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void everyRouteIsDescribedAndEveryDescriptionIsARoute() {
        Set<String> served = server.web().router().routes().stream()
                .map(route -> route.method() + " " + route.template())
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(description.operations().stream().map(Operation::name)).containsExactlyInAnyOrderElementsOf(served);
    }

    @Test
    void everyReferenceLeadsSomewhere() {
        assertThat(description.root().findValuesAsText("$ref")).isNotEmpty().allSatisfy(reference -> assertThat(
                        description.root().at(reference.substring(1)).isMissingNode())
                .as(reference)
                .isFalse());
    }

    @Test
    void everyOperationAnswersAsItIsSaid() throws IOException {
        for (Operation operation : description.operations()) {
            if (operation.path().equals("/events")) {
                continue; // a stream has no end: EventsTest
            }
            HttpResponse<String> response = server.send(request(operation, "max"));
            assertSaid(operation, response);
            assertThat(response.statusCode()).as(operation.name()).isBetween(200, 299);
            assertSaid(operation, server.send(request(operation, "otto")));
            HttpRequest.Builder anonymous = server.request(path(operation));
            assertSaid(operation, server.send(body(anonymous, operation)));
        }
    }

    @Test
    void eachTypeThatIsSaidIsSentToWhoAsksForIt() throws IOException {
        List<String> asked = new ArrayList<>();
        for (Operation operation : description.operations()) {
            List<String> types = types(operation.content().at("/responses/200"));
            for (String type : types.stream().skip(1).toList()) {
                HttpResponse<String> response =
                        server.send(request(operation, "max").header("Accept", type));
                assertThat(response.statusCode())
                        .as(operation.name() + " as " + type)
                        .isEqualTo(200);
                assertThat(sent(response)).as(operation.name()).containsExactly(type);
                asked.add(type);
            }
        }
        assertThat(asked).contains("text/csv", "application/x-ndjson");
    }

    @Test
    void theParametersAreThoseThatAreTaken() throws IOException {
        for (Operation operation : description.operations()) {
            if (operation.method().equals("GET") && !operation.path().equals("/events")) {
                JsonNode problem = JSON.readTree(
                        server.get(operation.path().replace("{id}", "0199a4b2-0001") + "?noSuchParameter=1")
                                .body());
                String allowed = problem.get("allowed").asText();
                List<String> taken = allowed.equals("no parameter here") ? List.of() : List.of(allowed.split(", "));
                assertThat(queryParameters(operation)).as(operation.name()).isEqualTo(taken);
            }
        }
    }

    @Test
    void everyFieldAndEveryAnswerThatIsDescribedIsSent() throws IOException {
        server.get("/alerts?all=true&limit=3");
        server.get("/alerts?all=true&limit=1");
        server.get("/alerts/0199a4b2-0003");
        server.get("/peers?limit=1");
        server.post("/silences", REPEATED);
        server.get("/silences");
        for (Operation operation : description.operations()) {
            askWell(operation);
            askBadly(operation);
        }
        server.services.memoryLog.refusal = Optional.of(new StaleStateException("It has changed meanwhile"));
        changeAll();
        server.services.memoryLog.refusal =
                Optional.of(new AlertLogFullException(Path.of("/karaf/data"), 4096, new IOException("no space left")));
        changeAll();
        server.services.memoryHistory.fail();
        server.get("/alerts?all=true");
        server.get("/stats");
        everythingGoes();
        for (int time = 0; time < GUESSES; time++) {
            server.send(TestServer.json(server.request("/session"), "{\"user\":\"max\",\"password\":\"x\"}"));
        }
        askAllAsMax();

        assertThat(description.unseen()).containsExactlyInAnyOrderElementsOf(NOT_SEEN_HERE);
    }

    private void askWell(Operation operation) throws IOException {
        if (operation.path().equals("/events")) {
            return;
        }
        String path = path(operation);
        HttpResponse<String> answer = server.send(body(server.request(path, "max"), operation));
        if (operation.method().equals("GET")) {
            String tag = answer.headers().firstValue("ETag").orElseThrow();
            assertThat(server.send(server.request(path, "max").header("If-None-Match", tag))
                            .statusCode())
                    .as(operation.name())
                    .isEqualTo(304);
        }
    }

    private void askBadly(Operation operation) throws IOException {
        String path = path(operation);
        server.send(body(server.request(path), operation));
        server.send(body(server.request(path, "otto"), operation));
        server.send(body(server.request(path + "?noSuchParameter=1", "max"), operation));
        server.send(body(server.request(operation.path().replace("{id}", "ffff"), "max"), operation));
        if (operation.method().equals("GET")) {
            server.send(server.request(path, "max").header("Accept", "image/png"));
        } else if (operation.method().equals("POST")) {
            server.send(body(server.request(path, "max").header("Origin", "https://example.net"), operation));
            server.post(path, "{\"note\":");
            server.post(path, "{\"note\":\"" + "x".repeat(70_000) + "\"}");
            server.send(server.request(path, "max")
                    .header("Content-Type", "text/plain")
                    .POST(HttpRequest.BodyPublishers.ofString("x")));
        }
    }

    /** A silence is made by the way, if the log takes one. */
    private void changeAll() throws IOException {
        String silence = JSON.readTree(server.get("/silences").body())
                .at("/silences/0/id")
                .asText();
        for (Operation operation : description.operations()) {
            if (!operation.method().equals("GET") && !operation.path().equals("/session")) {
                String id = operation.path().startsWith("/silences") ? silence : ALERT;
                server.send(body(server.request(operation.path().replace("{id}", id), "max"), operation));
            }
        }
    }

    private void everythingGoes() {
        server.services.log = Optional.empty();
        server.services.history = Optional.empty();
        server.services.probe = Optional.empty();
        server.services.notifier = Optional.empty();
        askAllAsMax();
    }

    private void askAllAsMax() {
        for (Operation operation : description.operations()) {
            server.send(body(server.request(operation.path().replace("{id}", ALERT), "max"), operation));
        }
    }

    private HttpRequest.Builder request(Operation operation, String user) throws IOException {
        return body(server.request(path(operation), user), operation);
    }

    private static HttpRequest.Builder body(HttpRequest.Builder request, Operation operation) {
        if (operation.method().equals("POST")) {
            String json =
                    switch (operation.path()) {
                        case "/session" -> "{\"user\":\"max\",\"password\":\"" + TestServer.PASSWORD + "\"}";
                        case "/silences" -> "{\"all\":true,\"for\":\"1h\"}";
                        default -> "{\"note\":\"x\"}";
                    };
            return TestServer.json(request, json);
        }
        return request.method(operation.method(), HttpRequest.BodyPublishers.noBody());
    }

    /** The alert that an operation needs; each is resolved only once. */
    private String path(Operation operation) throws IOException {
        if (operation.path().startsWith("/silences/")) {
            String silence =
                    server.post("/silences", "{\"all\":true,\"for\":\"1h\"}").body();
            return "/silences/" + JSON.readTree(silence).get("id").asText();
        }
        if (operation.path().equals("/peers/strips")) {
            return "/peers/strips?gateway=berlin";
        }
        String alert = operation.path().endsWith("/resolve") ? "0199a4b2-0002" : ALERT;
        return operation.path().replace("{id}", alert);
    }

    private void assertSaid(Operation operation, HttpResponse<String> response) {
        JsonNode said = operation.content().get("responses").get(Integer.toString(response.statusCode()));
        assertThat(said)
                .as(operation.name() + " answered " + response.statusCode())
                .isNotNull();
        JsonNode resolved = description.resolved(said);
        // who asks for none in particular gets the first of them
        assertThat(sent(response))
                .as(operation.name())
                .isEqualTo(types(resolved).stream().limit(1).toList());
    }

    private static List<String> types(JsonNode response) {
        List<String> types = new ArrayList<>();
        Optional.ofNullable(response.get("content"))
                .ifPresent(content -> content.fieldNames().forEachRemaining(types::add));
        return types;
    }

    private static List<String> sent(HttpResponse<String> response) {
        return response.headers().firstValue("Content-Type").map(type -> type.split(";")[0]).stream()
                .toList();
    }

    private List<String> queryParameters(Operation operation) {
        List<String> names = new ArrayList<>();
        Optional.ofNullable(operation.content().get("parameters"))
                .ifPresent(parameters -> parameters.forEach(one -> {
                    if (one.path("in").asText().equals("query")) {
                        names.add(one.get("name").asText());
                    }
                }));
        return names;
    }
}
