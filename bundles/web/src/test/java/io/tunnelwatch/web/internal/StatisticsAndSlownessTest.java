package io.tunnelwatch.web.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tunnelwatch.alert.AlertState;
import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What takes long, by our doing or by that of clients. */
class StatisticsAndSlownessTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final TestServer server = new TestServer();
    private final List<Socket> sockets = new ArrayList<>();

    @AfterEach
    void stop() throws IOException {
        for (Socket socket : sockets) {
            socket.close();
        }
        server.services.memoryHistory.statisticsMayGoOn.countDown();
        server.close();
    }

    @Test
    void statisticsAreThoseOfTheShell() throws IOException {
        server.services.probe = Optional.of(new MemoryProbe());
        server.services.memoryHistory.alerts.add(Samples.alert(1, AlertState.OPEN, "laptop-1"));

        JsonNode stats =
                JSON.readTree(server.get("/stats?since=7d&gateway=berlin").body());

        assertThat(stats.get("from").asText()).isEqualTo("2026-11-16T12:00:00Z");
        assertThat(stats.get("to").asText()).isEqualTo("2026-11-23T12:00:00Z");
        assertThat(stats.get("alerts").asInt()).isEqualTo(1);
        assertThat(stats.get("peers").findValuesAsText("peerName")).containsExactly("laptop-1", "laptop-2");
        assertThat(server.get("/stats?since=tomorrow").statusCode()).isEqualTo(400);
        server.services.memoryHistory.fail();
        assertThat(server.get("/stats").statusCode()).isEqualTo(503);
        server.services.history = Optional.empty();
        assertThat(server.get("/stats").statusCode()).isEqualTo(503);
    }

    @Test
    void onlySoManyStatisticsAreMadeAtOnceAndForSoLong() {
        server.services.memoryHistory.statisticsMayGoOn = new CountDownLatch(1);

        List<CompletableFuture<HttpResponse<String>>> all = Stream.generate(
                        () -> CompletableFuture.supplyAsync(() -> server.get("/stats")))
                .limit(4)
                .toList();
        List<HttpResponse<String>> answers =
                all.stream().map(CompletableFuture::join).toList();

        assertThat(answers).extracting(HttpResponse::statusCode).containsOnly(503);
        assertThat(answers.stream()
                        .filter(answer ->
                                answer.headers().firstValue("Retry-After").isPresent()))
                .hasSize(2);
        await().until(() -> server.services.memoryHistory.interruptedStatistics.get() == 2);
        server.services.memoryHistory.statisticsMayGoOn = new CountDownLatch(0);
        await().until(() -> server.get("/stats").statusCode() == 200);
    }

    @Test
    void statisticsThatNobodyWaitsForAreGivenUp() throws IOException {
        server.services.memoryHistory.statisticsMayGoOn = new CountDownLatch(1);
        CompletableFuture<HttpResponse<String>> patient = CompletableFuture.supplyAsync(() -> server.get("/stats"));
        await().until(() -> server.services.memoryHistory.begunStatistics.get() == 1);
        Socket socket = send("GET /tunnelwatch/api/v1/stats HTTP/1.1\r\nHost: x\r\nAuthorization: "
                + TestServer.basic("vera", TestServer.PASSWORD) + "\r\n\r\n");
        await().until(() -> server.services.memoryHistory.begunStatistics.get() == 2);

        socket.close();

        // sooner than the end of the time that one may take, and only that one
        await().atMost(Duration.ofSeconds(2))
                .until(() -> server.services.memoryHistory.interruptedStatistics.get() == 1);
        assertThat(patient).isNotDone();
        server.services.memoryHistory.statisticsMayGoOn.countDown();
        assertThat(patient.join().statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /tunnelwatch/api/v1/alerts HTTP/1.1\r\nHost: x\r\nX-Slow: ",
                "POST /tunnelwatch/api/v1/session HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
                        + "Content-Length: 1000\r\n\r\n{",
            })
    void slowClientsHoldUpNobody(String beginning) throws IOException {
        for (int slow = 0; slow < 250; slow++) {
            send(beginning);
        }

        long begin = System.nanoTime();
        assertThat(server.get("/alerts").statusCode()).isEqualTo(200);
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(2));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aBodyThatDoesNotComeIsWaitedForForSoLong(boolean byteByByte) throws IOException, InterruptedException {
        Socket socket = send("POST /tunnelwatch/api/v1/session HTTP/1.1\r\nHost: x\r\n"
                + "Content-Type: application/json\r\nContent-Length: 1000\r\n\r\n{");
        socket.setSoTimeout(8_000);
        for (int part = 0; byteByByte && part < 30 && socket.getInputStream().available() == 0; part++) {
            Thread.sleep(200); // a client that never stops
            socket.getOutputStream().write(' ');
        }

        byte[] answer = socket.getInputStream().readNBytes(12);

        assertThat(new String(answer, StandardCharsets.US_ASCII)).isEqualTo("HTTP/1.1 408");
    }

    private Socket send(String text) throws IOException {
        Socket socket = new Socket("127.0.0.1", server.port());
        sockets.add(socket);
        socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
        return socket;
    }
}
