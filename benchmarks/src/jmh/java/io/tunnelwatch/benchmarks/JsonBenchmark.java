package io.tunnelwatch.benchmarks;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tunnelwatch.alert.AlertEvent;
import io.tunnelwatch.json.EventJson;
import io.tunnelwatch.log.LogEntry;
import io.tunnelwatch.log.Position;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** An event as JSON, out and in, against Jackson with a map and a tree: names and texts only, no types, no checks. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class JsonBenchmark {

    private static final Position POSITION = new Position(new UUID(1, 1), 1);

    private final AlertEvent event = new SampleEvents().raised();
    private final String json = EventJson.write(event);
    private final ObjectMapper plain = new ObjectMapper();
    private final Map<?, ?> map = map();

    @Benchmark
    public String write() {
        return EventJson.write(event);
    }

    @Benchmark
    public String plainWrite() throws JsonProcessingException {
        return plain.writeValueAsString(map);
    }

    @Benchmark
    public LogEntry read() {
        return EventJson.read(POSITION, json);
    }

    @Benchmark
    public JsonNode plainRead() throws JsonProcessingException {
        return plain.readTree(json);
    }

    private Map<?, ?> map() {
        try {
            return plain.readValue(json, Map.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
