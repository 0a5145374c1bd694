package io.tunnelwatch.web.internal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import io.tunnelwatch.web.internal.api.DescriptionResource;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.yaml.snakeyaml.Yaml;

/**
 * {@code openapi.yaml}, held against what the service answers. A field that it does not name is forbidden, unless it
 * says that there may be others. What was seen is noted.
 */
public final class Description {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Set<String> METHODS = Set.of("get", "post", "delete", "put", "patch");
    private static final JsonSchemaFactory SCHEMAS = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012);
    private static final SchemaValidatorsConfig FORMATS_COUNT =
            SchemaValidatorsConfig.builder().formatAssertionsEnabled(true).build();

    /** What refuses a request that belongs to no operation. */
    private static final Set<Integer> OF_NO_OPERATION = Set.of(400, 404, 405);

    private static final JsonNode ROOT = load();
    private static final List<Operation> OPERATIONS = operationsOf(ROOT);
    private static final Map<JsonNode, JsonSchema> COMPILED = new ConcurrentHashMap<>();

    private final JsonNode root = ROOT;
    private final Set<String> seen = new TreeSet<>();

    /** A method on a path. */
    record Operation(String method, String path, ObjectNode content) {
        String name() {
            return method + " " + path;
        }
    }

    private static JsonNode load() {
        try (InputStream yaml = Objects.requireNonNull(DescriptionResource.class.getResourceAsStream("openapi.yaml"))) {
            Map<String, Object> content = new Yaml().load(yaml);
            JsonNode root = JSON.valueToTree(content);
            forbidWhatIsNotNamed(root);
            return root;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    JsonNode root() {
        return root;
    }

    List<Operation> operations() {
        return OPERATIONS;
    }

    private static List<Operation> operationsOf(JsonNode root) {
        List<Operation> operations = new ArrayList<>();
        root.get("paths")
                .properties()
                .forEach(path -> path.getValue().properties().forEach(method -> {
                    if (METHODS.contains(method.getKey())) {
                        operations.add(
                                new Operation(method.getKey().toUpperCase(Locale.ROOT), path.getKey(), (ObjectNode)
                                        method.getValue()));
                    }
                }));
        return operations;
    }

    /** Fails when an answer is not one that is described; {@code path} is that below the API. */
    void check(String method, String path, HttpResponse<String> response) {
        Optional<Operation> operation = operationOf(method.equals("HEAD") ? "GET" : method, path);
        String name = operation.map(Operation::name).orElse(method + " " + path) + " " + response.statusCode();
        if (operation.isEmpty()) {
            assertThat(response.statusCode()).as(name).isIn(OF_NO_OPERATION);
            return;
        }
        JsonNode said = resolved(operation.get().content().at("/responses/" + response.statusCode()));
        assertThat(said.isMissingNode()).as("%s is not described", name).isFalse();
        seen.add(name);
        String type = response.headers()
                .firstValue("Content-Type")
                .map(header -> header.split(";")[0])
                .orElse("");
        JsonNode content = said.path("content");
        assertThat(content.has(type)
                        || content.isEmpty() && type.isEmpty()
                        || response.body().isEmpty())
                .as("%s is of the type '%s'", name, type)
                .isTrue();
        if (type.endsWith("json") && !response.body().isEmpty()) {
            response.body()
                    .lines()
                    .forEach(document -> check(name, document, content.get(type).get("schema")));
        }
    }

    private void check(String name, String document, JsonNode schema) {
        try {
            JsonNode value = JSON.readTree(document);
            JsonSchema compiled = COMPILED.computeIfAbsent(schema, Description::compile);
            assertThat(compiled.validate(value)).as("%s: %s", name, document).isEmpty();
            note(value, schema, "");
        } catch (IOException e) {
            throw new AssertionError(name + " is no JSON: " + document, e);
        }
    }

    private static JsonSchema compile(JsonNode schema) {
        ObjectNode whole = schema.deepCopy();
        whole.set("components", ROOT.get("components"));
        return SCHEMAS.getSchema(whole, FORMATS_COUNT);
    }

    /** Answers and fields that are described and were in no answer so far. */
    Set<String> unseen() {
        Set<String> all = new TreeSet<>();
        for (Operation operation : operations()) {
            operation
                    .content()
                    .get("responses")
                    .fieldNames()
                    .forEachRemaining(status -> all.add(operation.name() + " " + status));
        }
        root.at("/components/schemas").properties().forEach(schema -> named(schema.getValue(), schema.getKey(), all));
        all.removeAll(seen);
        return all;
    }

    private void named(JsonNode schema, String place, Set<String> fields) {
        schema.path("properties").properties().forEach(property -> {
            fields.add(place + "." + property.getKey());
            named(property.getValue(), place + "." + property.getKey(), fields);
        });
        if (schema.has("items")) {
            named(schema.get("items"), place + "[]", fields);
        }
    }

    private void note(JsonNode value, JsonNode schema, String place) {
        if (schema.has("$ref")) {
            String reference = schema.get("$ref").asText();
            note(value, resolved(schema), reference.substring(reference.lastIndexOf('/') + 1));
            return;
        }
        schema.path("properties").properties().forEach(property -> {
            if (value.has(property.getKey())) {
                String field = place + "." + property.getKey();
                seen.add(field);
                note(value.get(property.getKey()), property.getValue(), field);
            }
        });
        if (schema.has("items")) {
            value.forEach(item -> note(item, schema.get("items"), place + "[]"));
        }
    }

    JsonNode resolved(JsonNode node) {
        return node.has("$ref") ? root.at(node.get("$ref").asText().substring(1)) : node;
    }

    private Optional<Operation> operationOf(String method, String path) {
        String[] segments = path.split("[?]")[0].split("/", -1);
        return operations().stream()
                .filter(operation -> operation.method().equals(method))
                .filter(operation -> matches(operation.path().split("/", -1), segments))
                .findFirst();
    }

    private static boolean matches(String[] template, String[] segments) {
        if (template.length != segments.length) {
            return false;
        }
        for (int at = 0; at < template.length; at++) {
            if (!template[at].startsWith("{") && !template[at].equals(segments[at])) {
                return false;
            }
        }
        return true;
    }

    private static void forbidWhatIsNotNamed(JsonNode node) {
        if (node instanceof ObjectNode object
                && object.path("type").asText().equals("object")
                && !object.has("additionalProperties")) {
            assertThat(object.has("properties"))
                    .as("%s says what is in it", object)
                    .isTrue();
            object.put("additionalProperties", false);
        }
        node.forEach(Description::forbidWhatIsNotNamed);
    }
}
