package io.tunnelwatch.json;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.annotation.JsonAppend;
import com.fasterxml.jackson.databind.jsontype.NamedType;
import io.tunnelwatch.alert.AlertEvent;
import io.tunnelwatch.alert.AlertKey;
import io.tunnelwatch.alert.AlertKind;
import io.tunnelwatch.alert.Severity;
import io.tunnelwatch.log.LogEntry;
import io.tunnelwatch.log.Position;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Events as they stand in the log: one JSON object with the fields of the record, its {@code type} (the record's name)
 * and its {@code schema} (a version, {@value #SCHEMA}). Safe for any number of threads.
 *
 * <p>Newer versions may add fields, which are ignored here, and types or kinds of alerts, whose events are passed on
 * raw.
 */
public final class EventJson {

    /** The version that is written. It rises when an old reader would misread, not when a field is added. */
    public static final int SCHEMA = 1;

    private static final String SCHEMA_FIELD = "schema";
    private static final ObjectMapper MAPPER = mapper();
    private static final ObjectWriter WRITER = MAPPER.writerFor(AlertEvent.class);
    private static final ObjectReader READER = MAPPER.readerFor(AlertEvent.class);

    private EventJson() {}

    /**
     * Loads what writing and reading takes. That costs some hundred milliseconds once, which the first event of a
     * process would otherwise wait for.
     */
    public static void prepare() {
        UUID id = new UUID(0, 0);
        AlertEvent sample = new AlertEvent.Raised(
                id,
                id,
                Instant.EPOCH,
                AlertKey.ofSystem(AlertKind.LOG_PRESSURE),
                Severity.INFO,
                Optional.empty(),
                "",
                List.of());
        read(new Position(id, 0), write(sample));
    }

    /** Writes an event, on one line. */
    public static String write(AlertEvent event) {
        try {
            return WRITER.writeValueAsString(event);
        } catch (JsonProcessingException e) {
            throw noJson(event, e);
        }
    }

    /** Writes an event, on one line, in UTF-8. */
    public static byte[] writeBytes(AlertEvent event) {
        try {
            return WRITER.writeValueAsBytes(event);
        } catch (JsonProcessingException e) {
            throw noJson(event, e);
        }
    }

    private static IllegalArgumentException noJson(AlertEvent event, JsonProcessingException cause) {
        return new IllegalArgumentException("No JSON for " + event.getClass().getName(), cause);
    }

    /**
     * Reads an event that stands at this position. What this version does not understand becomes
     * {@link LogEntry.Unknown}.
     */
    public static LogEntry read(Position position, String json) {
        return known(json)
                .<LogEntry>map(event -> new LogEntry.Known(position, json, event))
                .orElseGet(() -> new LogEntry.Unknown(position, json));
    }

    /** Reads what an event of any type, also of a newer version, says of itself. Never throws. */
    public static EventEnvelope envelope(String json) {
        try {
            JsonNode node = MAPPER.readTree(json);
            return new EventEnvelope(
                    field(node, "id", UUID.class),
                    field(node, "alertId", UUID.class),
                    field(node, "type", String.class),
                    field(node, "at", Instant.class));
        } catch (JsonProcessingException e) {
            return new EventEnvelope(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
        }
    }

    private static <T> Optional<T> field(JsonNode node, String name, Class<T> type) {
        try {
            return Optional.ofNullable(MAPPER.treeToValue(node.path(name), type));
        } catch (JsonProcessingException | IllegalArgumentException e) {
            return Optional.empty(); // a newer version writes it differently
        }
    }

    private static Optional<AlertEvent> known(String json) {
        try {
            return schema(json) <= SCHEMA ? Optional.of(READER.readValue(json)) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty(); // of a newer version
        }
    }

    /** Asked first, and without building anything: what is of a newer schema must not be misread. */
    private static int schema(String json) throws IOException {
        try (JsonParser parser = MAPPER.createParser(json)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new JsonParseException(parser, "an event is an object");
            }
            int schema = 0;
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                boolean here = parser.currentName().equals(SCHEMA_FIELD);
                parser.nextToken();
                schema = here ? parser.getValueAsInt() : schema;
                parser.skipChildren();
            }
            return schema;
        }
    }

    private static ObjectMapper mapper() {
        ObjectMapper mapper = Json.mapper()
                .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
                .addMixIn(AlertEvent.class, TypeField.class);
        for (Class<?> type : AlertEvent.class.getNestMembers()) {
            if (type.isRecord()) {
                mapper.registerSubtypes(new NamedType(type, type.getSimpleName()));
            }
        }
        return mapper;
    }

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
    @JsonAppend(props = @JsonAppend.Prop(value = SchemaWriter.class, name = SCHEMA_FIELD))
    private interface TypeField {}
}
