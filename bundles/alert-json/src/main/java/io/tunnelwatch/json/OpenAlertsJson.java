package io.tunnelwatch.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tunnelwatch.alert.Alert;
import io.tunnelwatch.alert.Delivery;
import io.tunnelwatch.alert.OpenAlerts;
import io.tunnelwatch.alert.OperatorResolution;
import io.tunnelwatch.alert.Silence;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** A picture of what is wrong, as it stands in the log's snapshots. Safe for any number of threads. */
public final class OpenAlertsJson {

    private static final ObjectMapper MAPPER = Json.mapper();

    private OpenAlertsJson() {}

    /** Writes a picture. */
    public static byte[] write(OpenAlerts picture) {
        try {
            return MAPPER.writeValueAsBytes(new Picture(
                    picture.alerts(), picture.silences(), picture.deliveries(), picture.operatorResolutions()));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("No JSON for the open alerts", e);
        }
    }

    /**
     * Reads a picture. Parts that only a newer version understands, such as an alert of a kind it added, are left out.
     *
     * @throws IOException it is no picture
     */
    public static OpenAlerts read(byte[] json) throws IOException {
        JsonNode node = MAPPER.readTree(json);
        return new OpenAlerts(
                readAll(node.path("alerts"), Alert.class),
                readAll(node.path("silences"), Silence.class),
                readAll(node.path("deliveries"), Delivery.class),
                readAll(node.path("operatorResolutions"), OperatorResolution.class));
    }

    private static <T> List<T> readAll(JsonNode array, Class<T> type) {
        List<T> values = new ArrayList<>(array.size());
        for (JsonNode node : array) {
            try {
                values.add(MAPPER.treeToValue(node, type));
            } catch (JsonProcessingException e) {
                continue; // of a newer version
            }
        }
        return values;
    }

    private record Picture(
            Collection<Alert> alerts,
            Collection<Silence> silences,
            Collection<Delivery> deliveries,
            Collection<OperatorResolution> operatorResolutions) {}
}
