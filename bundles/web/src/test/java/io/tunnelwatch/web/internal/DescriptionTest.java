package io.tunnelwatch.web.internal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tunnelwatch.alert.AlertState;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

/** {@code openapi.yaml} against the running service, in both directions. */
class DescriptionTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Set<String> METHODS = Set.of("get", "post", "delete", "put", "patch");

    private final TestServer server = new TestServer();
    private JsonNode description = JSON.createObjectNode();

    @BeforeEach
    void everythingIsThere() {
        server.services.memoryLog.open(
                Samples.alert(1, AlertState.OPEN, "laptop-1"), Samples.alert(2, AlertState.OPEN, "laptop-2"));
        server.services.probe = Optional.of(new MemoryProbe());
        server.services.notifier = Optional.of(new MemoryNotifier());
        String yaml = server.get("/openapi.yaml").body();
        Map<String, Object> content = new Yaml().load(yaml);
        description = JSON.valueToTree(content);
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

        assertThat(operations().stream().map(Operation::name)).containsExactlyInAnyOrderElementsOf(served);
    }

    @Test
    void everyReferenceLeadsSomewhere() {
        assertThat(description.findValuesAsText("$ref")).isNotEmpty().allSatisfy(reference -> assertThat(
                        description.at(reference.substring(1)).isMissingNode())
                .as(reference)
                .isFalse());
    }

    @Test
    void everyOperationAnswersAsItIsSaid() throws IOException {
        for (Operation operation : operations()) {
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
        for (Operation operation : operations()) {
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
        for (Operation operation : operations()) {
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
    void theFieldsOfAnAlertAreThoseThatAreDescribed() throws IOException {
        JsonNode alert = JSON.readTree(server.get("/alerts").body()).at("/alerts/0");
        JsonNode schema = description.at("/components/schemas/Alert");
        List<String> described = new ArrayList<>();
        schema.get("properties").fieldNames().forEachRemaining(described::add);
        List<String> sent = new ArrayList<>();
        alert.fieldNames().forEachRemaining(sent::add);

        assertThat(described).containsAll(sent);
        schema.get("required").forEach(name -> assertThat(sent).contains(name.asText()));
    }

    private record Operation(String method, String path, ObjectNode content) {
        String name() {
            return method + " " + path;
        }
    }

    private List<Operation> operations() {
        List<Operation> operations = new ArrayList<>();
        description.get("paths").properties().forEach(path -> path.getValue()
                .properties()
                .forEach(method -> {
                    if (METHODS.contains(method.getKey())) {
                        operations.add(
                                new Operation(method.getKey().toUpperCase(Locale.ROOT), path.getKey(), (ObjectNode)
                                        method.getValue()));
                    }
                }));
        return operations;
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
        String alert = operation.path().endsWith("/resolve") ? "0199a4b2-0002" : "0199a4b2-0001";
        return operation.path().replace("{id}", alert);
    }

    private void assertSaid(Operation operation, HttpResponse<String> response) {
        JsonNode said = operation.content().get("responses").get(Integer.toString(response.statusCode()));
        assertThat(said)
                .as(operation.name() + " answered " + response.statusCode())
                .isNotNull();
        JsonNode resolved =
                said.has("$ref") ? description.at(said.get("$ref").asText().substring(1)) : said;
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
