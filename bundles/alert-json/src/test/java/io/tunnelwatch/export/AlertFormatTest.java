package io.tunnelwatch.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import io.tunnelwatch.history.AlertListing.Listing;
import io.tunnelwatch.history.ListedAlert;
import io.tunnelwatch.json.AlertListDocument;
import io.tunnelwatch.json.AlertView;
import io.tunnelwatch.json.Json;
import java.io.IOException;
import java.io.StringWriter;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AlertFormatTest {

    private static final String HEADER =
            "id,kind,severity,state,gateway,interface,peerKey,peerName,summary,occurrences,"
                    + "raisedAt,lastSeenAt,acknowledgedAt,acknowledgedBy,resolvedAt,resolvedBy,silencedUntil,pending,tags\r\n";

    private final Json json = new Json();
    private final ObjectMapper mapper = new ObjectMapper();

    @Test
    void csvHasTheNamesOfTheContractAndLinesThatEndAsTheRfcSays() throws Exception {
        assertThat(written(AlertFormat.CSV, new ListedAlert(SampleAlerts.full("laptop", "Is down"), true)))
                .isEqualTo(HEADER
                        + "0199a4b2-0000-7000-0000-000000000001,PEER_DOWN,CRITICAL,RESOLVED,berlin,wg0,'+key=,laptop,"
                        + "Is down,3,2026-11-23T12:00:00Z,2026-11-23T12:00:01Z,2026-11-23T12:00:02Z,anna,"
                        + "2026-11-23T12:00:03Z,bert,2026-11-23T12:00:04Z,true,\"noc,vip\"\r\n");
    }

    @Test
    void whatIsAbsentIsAnEmptyCell() throws Exception {
        assertThat(written(AlertFormat.CSV, new ListedAlert(SampleAlerts.open(1), false)))
                .endsWith(",key-1,,Peer 1 is down,1,2026-11-23T12:00:01Z,2026-11-23T12:00:01Z,,,,,,false,\r\n");
    }

    @Test
    void theColumnsAreTheFieldsOfTheDocumentAndNothingElse() throws Exception {
        AlertView view = AlertView.of(new ListedAlert(SampleAlerts.full("laptop", "Is down"), true));
        List<String> fields = new ArrayList<>();
        mapper.readTree(json.write(view)).fieldNames().forEachRemaining(fields::add);

        assertThat(String.join(",", fields) + "\r\n").isEqualTo(HEADER);
        assertThat(CsvColumn.values()).hasSize(AlertView.class.getRecordComponents().length);
    }

    @Test
    void anEmptyExportHasItsHeader() throws Exception {
        assertThat(written(AlertFormat.CSV)).isEqualTo(HEADER);
        assertThat(written(AlertFormat.JSONL)).isEmpty();
        assertThat(mapper.readTree(written(AlertFormat.JSON)).get("alerts")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1"})
    void whatASpreadsheetWouldTakeForAFormulaGetsAnApostrophe(String evil) throws Exception {
        NamedCsvRecord line = line(new ListedAlert(SampleAlerts.full(evil, evil), false));

        assertThat(line.getField("peerName")).isEqualTo("'" + evil);
        assertThat(line.getField("summary")).isEqualTo("'" + evil);
        assertThat(line.getField("peerKey")).isEqualTo("'+key=");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a=1", "'=1", " =1", "1-1", "peer \"x\", the one", "two\r\nlines", "\n=1", "ümlaut 🐧"})
    void otherTextStaysAsItIs(String text) throws Exception {
        assertThat(line(new ListedAlert(SampleAlerts.full(text, text), false)).getField("summary"))
                .isEqualTo(text);
    }

    @Property
    void anyTextComesBackFromCsv(@ForAll String name, @ForAll String summary) throws IOException {
        NamedCsvRecord line = line(new ListedAlert(SampleAlerts.full(name, summary), false));

        assertThat(line.getField("peerName")).isIn(name, "'" + name);
        assertThat(line.getField("summary")).isIn(summary, "'" + summary);
        assertThat(line.getField("tags")).isEqualTo("noc,vip");
    }

    @Test
    void jsonIsTheDocumentOfAList() throws Exception {
        List<ListedAlert> alerts = List.of(
                new ListedAlert(SampleAlerts.full("=laptop", "Is\ndown"), true),
                new ListedAlert(SampleAlerts.open(2), false));
        AlertListDocument document = AlertListDocument.of(new Listing(alerts, Optional.empty(), Optional.empty()));

        assertThat(mapper.readTree(written(AlertFormat.JSON, alerts.toArray(ListedAlert[]::new))))
                .isEqualTo(mapper.readTree(json.write(document)));
    }

    @Test
    void eachLineOfJsonLinesIsAnAlert() throws Exception {
        List<ListedAlert> alerts = List.of(
                new ListedAlert(SampleAlerts.full("laptop", "Is\ndown"), true),
                new ListedAlert(SampleAlerts.open(2), false));
        List<JsonNode> lines = new ArrayList<>();
        for (String line :
                written(AlertFormat.JSONL, alerts.toArray(ListedAlert[]::new)).split("\n")) {
            lines.add(mapper.readTree(line));
        }

        assertThat(lines)
                .containsExactly(
                        mapper.readTree(json.write(AlertView.of(alerts.get(0)))),
                        mapper.readTree(json.write(AlertView.of(alerts.get(1)))));
    }

    @ParameterizedTest
    @CsvSource({"week.csv, CSV", "WEEK.CSV, CSV", "a.b/week.json, JSON", "week.jsonl, JSONL", "week.ndjson, JSONL"})
    void aFormatIsKnownByTheEndOfTheName(String name, AlertFormat format) {
        assertThat(AlertFormat.ofFile(name)).contains(format);
    }

    @ParameterizedTest
    @ValueSource(strings = {"week", "week.txt", "csv", "week.csv.gz", "-", ""})
    void otherNamesSayNothing(String name) {
        assertThat(AlertFormat.ofFile(name)).isEmpty();
    }

    @Test
    void aWriterThatFailsIsSaid() {
        for (AlertFormat format : AlertFormat.values()) {
            assertThatThrownBy(() -> {
                        AlertWriter writer = format.writer(full(), json);
                        writer.write(new ListedAlert(SampleAlerts.open(1), false));
                        writer.end();
                    })
                    .isInstanceOf(IOException.class)
                    .hasMessage("No space left on device");
        }
    }

    private static Writer full() {
        return new Writer() {
            @Override
            public void write(char[] buffer, int from, int length) throws IOException {
                throw new IOException("No space left on device");
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
    }

    private NamedCsvRecord line(ListedAlert alert) throws IOException {
        try (CsvReader<NamedCsvRecord> reader = CsvReader.builder().ofNamedCsvRecord(written(AlertFormat.CSV, alert))) {
            List<NamedCsvRecord> lines =
                    StreamSupport.stream(reader.spliterator(), false).toList();
            assertThat(lines).hasSize(1);
            return lines.get(0);
        }
    }

    private String written(AlertFormat format, ListedAlert... alerts) throws IOException {
        StringWriter out = new StringWriter();
        AlertWriter writer = format.writer(out, json);
        for (ListedAlert alert : alerts) {
            writer.write(alert);
        }
        writer.end();
        return out.toString();
    }
}
