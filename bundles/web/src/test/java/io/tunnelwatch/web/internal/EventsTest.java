package io.tunnelwatch.web.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tunnelwatch.alert.Alert;
import io.tunnelwatch.alert.AlertEvent.Recurred;
import io.tunnelwatch.alert.AlertState;
import io.tunnelwatch.alert.OpenAlerts;
import io.tunnelwatch.log.AppendRefusedException;
import io.tunnelwatch.log.ConsumerPosition;
import io.tunnelwatch.log.Gap;
import io.tunnelwatch.log.LogEntry;
import io.tunnelwatch.log.Position;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EventsTest {

    /** Heartbeats go on for ever, so that a socket does not time out. */
    private static final Duration LIMIT = Duration.ofSeconds(20);

    private final TestServer server = new TestServer();
    private final MemoryLog log = server.services.memoryLog;
    private final List<Listener> listeners = new ArrayList<>();

    /** A socket that reads lines when it is asked to, so that it can be as slow as a test wants. */
    private static final class Listener implements AutoCloseable {

        private final Socket socket;
        private final BufferedReader reader;

        Listener(TestServer server, String headers) throws IOException {
            socket = new Socket();
            socket.setReceiveBufferSize(4096);
            socket.connect(new InetSocketAddress("127.0.0.1", server.port()));
            socket.setSoTimeout(15_000);
            socket.getOutputStream()
                    .write(("GET /tunnelwatch/api/v1/events HTTP/1.1\r\nHost: " + server.host()
                                    + "\r\nConnection: close\r\n" + headers + "\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            reader = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
        }

        /** The next line that begins so; empty at the end of the stream. */
        Optional<String> next(String beginning) throws IOException {
            long end = System.nanoTime() + LIMIT.toNanos();
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                assertThat(System.nanoTime()).as("waiting for " + beginning).isLessThan(end);
                if (line.startsWith(beginning)) {
                    return Optional.of(line);
                }
            }
            return Optional.empty();
        }

        List<Long> sequences(int count) throws IOException {
            List<Long> sequences = new ArrayList<>();
            while (sequences.size() < count) {
                String id = next("id: ").orElseThrow();
                sequences.add(Long.parseLong(id.substring(4, id.indexOf('-'))));
            }
            return sequences;
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }

    @BeforeEach
    void theLogIsThere() {
        log.open(Samples.alert(1, AlertState.OPEN, "laptop-1"));
        server.web().events().begin(MemoryLog.position(0));
    }

    @AfterEach
    void stop() throws IOException {
        for (Listener listener : listeners) {
            listener.close();
        }
        server.close();
    }

    @Test
    void whoListensHearsWhatHappensFromThenOn() throws IOException {
        append(2);
        Listener listener = listen("");
        assertThat(listener.next("event: ")).contains("event: ready");
        assertThat(listener.next("id: ")).contains("id: 2-" + Samples.EPOCH);

        append(2);

        assertThat(listener.next("id: ")).contains("id: 3-" + Samples.EPOCH);
        assertThat(listener.next("data: ").orElseThrow()).contains("note 3");
        assertThat(listener.sequences(1)).containsExactly(4L);
    }

    @Test
    void whoComesBackGetsWhatWasMissedFromTheLog() throws IOException {
        append(5000);

        Listener listener = listen("Last-Event-ID: 3-" + Samples.EPOCH + "\r\n");
        append(2);

        assertThat(listener.sequences(4999))
                .isEqualTo(
                        IntStream.rangeClosed(4, 5002).mapToObj(Long::valueOf).toList());
    }

    @Test
    void whatManyHaveMissedIsReadFromTheLogOnce() throws IOException {
        append(6000);
        int before = log.reads.get();

        for (int one = 0; one < 20; one++) {
            Listener listener = listen("Last-Event-ID: 0-" + Samples.EPOCH + "\r\n");
            assertThat(listener.sequences(6000))
                    .isEqualTo(IntStream.rangeClosed(1, 6000)
                            .mapToObj(Long::valueOf)
                            .toList());
        }

        assertThat(log.reads.get() - before).isLessThan(200);
    }

    @Test
    void whatIsNoLongerThereIsSaid() throws IOException {
        append(10);
        Listener unknown = listen("Last-Event-ID: 900-" + UUID.randomUUID() + "\r\n");

        assertThat(unknown.next("event: ")).contains("event: gap");
        assertThat(unknown.next("id: ")).contains("id: 10-" + Samples.EPOCH);
        append(1);
        assertThat(unknown.sequences(1)).containsExactly(11L);
    }

    @Test
    void aHoleInTheLogIsSaidToWhoListens() throws IOException {
        append(2);
        Listener listener = listen("");
        listener.sequences(1);

        appendToLogOnly(3);
        log.entries.subList(2, 5).clear();
        Position after = MemoryLog.position(5);
        server.web().events().gap(new Gap(Gap.Reason.DAMAGED, 3, 5, after), OpenAlerts.NONE, after);
        LogEntry next = new LogEntry.Unknown(MemoryLog.position(6), "{\"type\":\"Future\"}");
        log.entries.add(next);
        server.web().events().accept(List.of(next));

        assertThat(listener.next("event: ")).contains("event: gap");
        assertThat(server.web().events().position()).isEqualTo(new ConsumerPosition.After(MemoryLog.position(6)));
    }

    @Test
    void anEventThatIsDeliveredTwiceIsSentOnce() throws IOException {
        Listener listener = listen("");
        listener.sequences(1);

        append(2);
        server.web().events().accept(log.entries);
        append(1);

        assertThat(listener.sequences(3)).containsExactly(1L, 2L, 3L);
    }

    @Test
    void aHeartbeatComesWhileNothingHappens() throws IOException {
        Listener listener = listen("");

        assertThat(listener.next(": ")).isPresent();
        assertThat(listener.next(": ")).isPresent();
    }

    @Test
    void whoTakesNothingIsDroppedAndHoldsUpNobody() throws IOException {
        for (int slow = 0; slow < 20; slow++) {
            listen("");
        }
        Listener quick = listen("");
        quick.sequences(1);
        await().until(() -> server.web().events().size() == 21);

        long begin = System.nanoTime();
        List<Long> heard = new ArrayList<>();
        for (int batch = 0; batch < 60; batch++) {
            append(500);
            heard.addAll(quick.sequences(500));
        }

        assertThat(heard)
                .isEqualTo(
                        IntStream.rangeClosed(1, 30_000).mapToObj(Long::valueOf).toList());
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(60));
        // well before the server itself would end a connection that does not move, which is after 30 s
        await().atMost(Duration.ofSeconds(10)).until(() -> server.web().events().size() == 1);
    }

    @Test
    void manyListenToAllEventsInOrder() throws IOException {
        for (int one = 0; one < 250; one++) {
            listen("");
        }
        for (Listener listener : listeners) {
            listener.sequences(1);
        }

        append(20);

        List<Long> all = IntStream.rangeClosed(1, 20).mapToObj(Long::valueOf).toList();
        for (Listener listener : listeners) {
            assertThat(listener.sequences(20)).isEqualTo(all);
        }
        assertThat(Thread.getAllStackTraces().keySet().stream()
                        .filter(thread -> thread.getName().startsWith("tunnelwatch-events")))
                .hasSizeLessThanOrEqualTo(2);
    }

    @Test
    void onlySoManyMayListenHoweverManyComeAtOnce() throws IOException {
        for (int one = 0; one < TestServer.EVENT_CLIENTS + 60; one++) {
            listen("");
        }

        long listening = 0;
        for (Listener listener : listeners) {
            listening += listener.next("HTTP/1.1 ").orElseThrow().contains(" 200 ") ? 1 : 0;
        }
        assertThat(listening).isEqualTo(TestServer.EVENT_CLIENTS);
        await().until(() -> server.web().events().size() == TestServer.EVENT_CLIENTS);
        assertThat(server.get("/events").statusCode()).isEqualTo(503);
    }

    @Test
    void whoLeavesMakesRoomForAnother() throws IOException {
        for (int one = 0; one < TestServer.EVENT_CLIENTS; one++) {
            listen("").sequences(1);
        }
        listeners.get(0).close();
        await().atMost(Duration.ofSeconds(10)).until(() -> server.web().events().size() < TestServer.EVENT_CLIENTS);

        assertThat(listen("").next("HTTP/1.1 ").orElseThrow()).contains(" 200 ");
    }

    @Test
    void whoLeavesIsForgotten() throws IOException {
        Listener listener = listen("");
        listener.sequences(1);

        listener.close();

        await().atMost(Duration.ofSeconds(10)).until(() -> server.web().events().size() == 0);
    }

    @Test
    void aStreamEndsWithItsSession() throws IOException {
        HttpResponse<String> login = server.send(TestServer.json(
                server.request("/session"), "{\"user\":\"max\",\"password\":\"" + TestServer.PASSWORD + "\"}"));
        String cookie = login.headers().firstValue("Set-Cookie").orElseThrow().split(";")[0];
        String token = login.body().replaceAll(".*csrfToken\":\"([^\"]+)\".*", "$1");
        Listener listener = new Listener(server, "Cookie: " + cookie + "\r\n");
        listeners.add(listener);
        listener.sequences(1);

        assertThat(server.send(server.request("/session")
                                .DELETE()
                                .header("Cookie", cookie)
                                .header("X-CSRF-Token", token))
                        .statusCode())
                .isEqualTo(204);
        append(1);

        assertThat(listener.next("id: ")).isEmpty();
    }

    @Test
    void anIdThatIsNoneIsAProblem() {
        assertThat(server.get("/events?lastEventId=41").statusCode()).isEqualTo(400);
    }

    @Test
    void theHubBeginsWithTheNextEventAndGoesOnFromWhereItWas() throws IOException {
        try (TestServer fresh = new TestServer()) {
            assertThat(fresh.web().events().position()).isInstanceOf(ConsumerPosition.Newest.class);
        }
        append(3);
        assertThat(server.web().events().position()).isEqualTo(new ConsumerPosition.After(MemoryLog.position(3)));
    }

    private Listener listen(String headers) throws IOException {
        Listener listener = new Listener(
                server, "Authorization: " + TestServer.basic("vera", TestServer.PASSWORD) + "\r\n" + headers);
        listeners.add(listener);
        return listener;
    }

    private void append(int events) {
        int before = log.entries.size();
        appendToLogOnly(events);
        server.web().events().accept(List.copyOf(log.entries.subList(before, before + events)));
    }

    private void appendToLogOnly(int events) {
        Alert alert = Samples.alert(1, AlertState.OPEN, "laptop-1");
        for (int event = 0; event < events; event++) {
            try {
                log.append(List.of(
                        new Recurred(UUID.randomUUID(), alert.id(), Samples.NOON, "note " + (log.entries.size() + 1))));
            } catch (AppendRefusedException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
