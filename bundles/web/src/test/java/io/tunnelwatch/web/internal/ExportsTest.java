package io.tunnelwatch.web.internal;

import static io.tunnelwatch.web.internal.TestServer.basic;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.tunnelwatch.alert.AlertState;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Alerts as CSV and JSON lines, and what one may ask for by {@code Accept}. */
class ExportsTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String END = "\r\n0\r\n\r\n";

    private final TestServer server = new TestServer();

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void allAlertsOfTheFilterComeAsCsvWithNothingForASpreadsheetToRun() {
        alerts(2500, "laptop");
        server.services.memoryHistory.alerts.add(Samples.alert(3000, AlertState.OPEN, "=HYPERLINK(1)"));

        HttpResponse<String> csv = get("/alerts?all=true", "text/csv");

        assertThat(csv.headers().firstValue("Content-Type")).contains("text/csv;charset=utf-8");
        assertThat(csv.headers().firstValue("Content-Disposition").orElseThrow())
                .startsWith("attachment");
        assertThat(csv.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
        assertThat(csv.headers().firstValue("Vary").orElseThrow()).contains("Accept");
        assertThat(csv.body().lines()).hasSize(2502);
        assertThat(csv.body()).startsWith("id,kind,").contains("'=HYPERLINK(1)").doesNotContain(",=HYPERLINK");
        assertThat(get("/alerts?all=true&peer=laptop7", "text/csv").body().lines())
                .hasSize(2);
    }

    @Test
    void jsonLinesAreAlerts() throws IOException {
        alerts(3, "<img src=x onerror=alert(1)>\n");

        HttpResponse<String> lines = get("/alerts", "application/x-ndjson");

        assertThat(lines.headers().firstValue("Content-Type").orElseThrow()).startsWith("application/x-ndjson");
        assertThat(lines.body().lines()).hasSize(3);
        for (String line : lines.body().lines().toList()) {
            assertThat(JSON.readTree(line).get("peerName").asText()).startsWith("<img");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "*/* | application/json",
                "text/html,application/xhtml+xml,*/*;q=0.8 | application/json",
                "text/* | text/csv",
                "text/csv;q=0.5, application/x-ndjson;q=0.6 | application/x-ndjson",
                "application/json;q=0, */* | text/csv",
            })
    void whatIsWantedMostIsSent(String accept, String type) {
        assertThat(get("/alerts", accept).headers().firstValue("Content-Type").orElseThrow())
                .startsWith(type);
    }

    @Test
    void whatIsNotOfferedIsRefusedWithWhatIs() throws IOException {
        HttpResponse<String> response = get("/alerts", "application/xml");

        assertThat(response.statusCode()).isEqualTo(406);
        assertThat(JSON.readTree(response.body()).get("allowed").asText())
                .isEqualTo("application/json, text/csv, application/x-ndjson");
        assertThat(get("/store", "text/csv").statusCode()).isEqualTo(406);
    }

    @Test
    void anExportHasNoPages() {
        assertThat(get("/alerts?limit=10", "text/csv").statusCode()).isEqualTo(400);
    }

    @Test
    void aDatabaseThatIsAwayIsAProblem() {
        server.services.memoryHistory.fail();

        assertThat(get("/alerts?all=true", "text/csv").statusCode()).isEqualTo(503);
        for (int more = 0; more < 20; more++) {
            get("/alerts?all=true", "text/csv");
        }
        assertThat(get("/alerts", "text/csv").statusCode()).isEqualTo(200);
    }

    @Test
    void whatIsCutOffByTheDatabaseIsNoWholeFile() throws IOException {
        alerts(2500, "laptop");
        assertThat(raw("/alerts?all=true")).endsWith(END);
        server.services.memoryHistory.pages.set(0);
        server.services.memoryHistory.sickAfterPages = 2;

        String part = raw("/alerts?all=true");

        assertThat(part).startsWith("HTTP/1.1 200").contains("laptop1");
        assertThat(part.contains(END)).isFalse();
    }

    @Test
    void aSlowReaderHoldsNothingAndIsBrokenOff() throws IOException {
        alerts(40_000, "laptop");
        try (Socket slow = open("/alerts?all=true")) {
            await().until(() -> server.services.memoryHistory.pages.get() > 1);
            await().atMost(Duration.ofSeconds(15)).until(() -> Thread.getAllStackTraces().entrySet().stream()
                    .filter(thread -> thread.getKey().getName().startsWith("tunnelwatch-exports"))
                    .allMatch(thread -> thread.getKey().getState() != Thread.State.RUNNABLE));
            assertThat(server.services.memoryHistory.pages.get()).isLessThan(40);
            assertThat(get("/alerts?all=true&peer=laptop7", "text/csv").statusCode())
                    .isEqualTo(200);
            // it reads nothing, so only the server can end this
            await().atMost(Duration.ofSeconds(15)).until(() -> isBrokenOff(slow));
        }
    }

    private static boolean isBrokenOff(Socket socket) {
        try {
            socket.getOutputStream().write('\n');
            return false;
        } catch (IOException e) {
            return true;
        }
    }

    private void alerts(int count, String name) {
        for (int number = 1; number <= count; number++) {
            server.services.memoryHistory.alerts.add(Samples.alert(number, AlertState.OPEN, name + number));
        }
        server.services.log = Optional.empty();
    }

    private HttpResponse<String> get(String path, String accept) {
        return server.send(server.request(path, "vera").header("Accept", accept));
    }

    private Socket open(String path) throws IOException {
        Socket socket = new Socket();
        socket.setReceiveBufferSize(4096);
        socket.connect(new InetSocketAddress("127.0.0.1", server.port()));
        socket.setSoTimeout(15_000);
        socket.getOutputStream()
                .write(("GET /tunnelwatch/api/v1" + path + " HTTP/1.1\r\nHost: " + server.host()
                                + "\r\nConnection: close\r\nAccept: text/csv\r\nAuthorization: "
                                + basic("vera", TestServer.PASSWORD) + "\r\n\r\n")
                        .getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    private String raw(String path) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        try (Socket socket = open(path)) {
            socket.getInputStream().transferTo(all);
        } catch (java.net.SocketException e) {
            all.write('!'); // broken off
        }
        return all.toString(StandardCharsets.UTF_8);
    }
}
