package io.tunnelwatch.itests.notify;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;

/** A JSON document on each line, as it is being written: what is behind the last end of a line is not there yet. */
final class Lines {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private Lines() {}

    static List<JsonNode> of(String text) {
        return text.substring(0, text.lastIndexOf('\n') + 1)
                .lines()
                .map(Lines::json)
                .toList();
    }

    static JsonNode json(String text) {
        try {
            return MAPPER.readTree(text);
        } catch (JsonProcessingException e) {
            throw new AssertionError("This is no JSON: " + text, e);
        }
    }
}
