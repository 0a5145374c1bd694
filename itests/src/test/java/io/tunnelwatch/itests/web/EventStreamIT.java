package io.tunnelwatch.itests.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tunnelwatch.itests.karaf.KarafProcess;
import io.tunnelwatch.itests.karaf.LiveJvm;
import io.tunnelwatch.itests.load.LoadBundle;
import io.tunnelwatch.itests.load.State;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * The live events of the assembly before a crowd: all hear all, nobody is held up, and nothing stays behind. Takes
 * minutes, so it runs with {@code -Dtunnelwatch.faults=all}.
 */
@EnabledIfSystemProperty(named = "tunnelwatch.faults", matches = "all")
class EventStreamIT {

    private static final int CROWD = 500;
    private static final int EVENTS = 1_000;
    private static final int DEAF = 200;
    private static final int STORM = 20_000;

    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final long MIB = 1 << 20;
    private static final long LISTS_NANOS = Duration.ofSeconds(2).toNanos();

    /** How much two measurements of the same heap differ: what Karaf itself does meanwhile. */
    private static final long NOISE_BYTES = 2 * MIB;

    /** What the server keeps of the log for those who are behind, at most: 2 MiB of bytes, and what holds them. */
    private static final long PAGES_BYTES = 3 * MIB;

    private static final Pattern DROPPED = Pattern.compile("(\\d+) clients of the live events took nothing");

    @TempDir
    static Path folder;

    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private static KarafProcess karaf;
    private static LoadBundle load;
    private static LiveJvm jvm;
    private static String authorization;

    @BeforeAll
    static void start() throws IOException {
        karaf = KarafProcess.unpack(folder);
        karaf.writeConfig("io.tunnelwatch.store.cfg", "backupEveryHours = 0");
        karaf.deploy(Path.of(Objects.requireNonNull(System.getProperty("tunnelwatch.load"), "run mvn verify")));
        karaf.start();
        load = new LoadBundle(karaf.data("load"));
        await().atMost(LIMIT).until(() -> load.now().isPresent());
        jvm = new LiveJvm(karaf.pid());
        String login = "admin:" + karaf.adminPassword();
        authorization = "Basic " + Base64.getEncoder().encodeToString(login.getBytes(StandardCharsets.UTF_8));
        warmUp();
    }

    @AfterAll
    static void end() {
        if (karaf != null) {
            karaf.close();
        }
    }

    /** As many come once as ever will, and as many events: what is bounded is full then. */
    private static void warmUp() throws IOException {
        try (Listeners few = new Listeners(karaf.httpPort(), authorization).add(20)) {
            long begin = few.sequence();
            load.carryOut("burst " + STORM / 2);
            few.awaitSequence(begin + STORM, LIMIT);
            try (Listeners crowd = new Listeners(karaf.httpPort(), authorization).add(CROWD)) {
                load.carryOut("alerts 20 warm");
                few.awaitSequence(begin + STORM + 40, LIMIT);
                crowd.awaitSequence(begin + STORM + 40, LIMIT);
            }
        }
        awaitNobody();
    }

    @Test
    void fiveHundredHearAThousandEventsInOrderAndNothingStaysBehind() throws IOException {
        Footprint before = Footprint.of(jvm);
        try (Listeners crowd = new Listeners(karaf.httpPort(), authorization).add(CROWD)) {
            long begin = crowd.sequence();
            long began = System.nanoTime();
            load.carryOut("alerts " + EVENTS / 2 + " crowd");
            crowd.awaitSequence(begin + EVENTS, LIMIT);
            say("%d heard %d events within %.1f s", CROWD, EVENTS, (System.nanoTime() - began) / 1e9);
            say("with them: %s", Footprint.of(jvm));
        }

        awaitNobody();
        Footprint after = Footprint.of(jvm);
        say("before: %s, after: %s", before, after);
        assertThat(after.liveBytes()).isLessThan(before.liveBytes() + NOISE_BYTES);
        assertThat(after.sockets()).isLessThanOrEqualTo(before.sockets());
        assertThat(after.threads()).isLessThanOrEqualTo(before.threads() + 2);
        assertThat(jvm.threads().stream().filter(name -> name.matches("tunnelwatch-events-\\d+")))
                .hasSizeLessThanOrEqualTo(2);
    }

    @Test
    void twoHundredWhoReadNothingHoldUpNobodyAndAreDropped() throws IOException {
        Footprint before = Footprint.of(jvm);
        long droppedBefore = dropped();
        List<SocketChannel> deaf = new ArrayList<>();
        try (Listeners one = new Listeners(karaf.httpPort(), authorization).add(1)) {
            storm(one, "nobody else");
            for (int client = 0; client < DEAF; client++) {
                deaf.add(one.addDeaf());
            }
            assertThat(storm(one, DEAF + " who read nothing")).isLessThan(5);
            long listsBegan = System.nanoTime();
            double median = median(answersUntil(() -> System.nanoTime() - listsBegan > LISTS_NANOS));
            say("lists while they hang: median %.0f ms", median);
            assertThat(median).isLessThan(1_000);
            Footprint with = Footprint.of(jvm);
            say("with them: %s, before: %s", with, before);
            assertThat(with.liveBytes()).isLessThan(before.liveBytes() + 32 * MIB);

            await().atMost(LIMIT).until(() -> dropped() - droppedBefore == DEAF);
        } finally {
            for (SocketChannel client : deaf) {
                client.close();
            }
        }
        awaitNobody();
        Footprint after = Footprint.of(jvm);
        say("after: %s", after);
        assertThat(after.liveBytes()).isLessThan(before.liveBytes() + PAGES_BYTES + NOISE_BYTES);
    }

    /** Answers by how many seconds the one who listens is behind the log when all events are in it. */
    private static double storm(Listeners one, String beside) throws IOException {
        long begin = one.sequence();
        load.leave("burst " + STORM / 2);
        List<Double> answers = answersUntil(() -> lastSequence() >= begin + STORM);
        long inTheLog = System.nanoTime();
        one.awaitSequence(begin + STORM, LIMIT);
        double behind = (System.nanoTime() - inTheLog) / 1e9;
        say(
                "%d events beside %s: the last heard %.2f s after the log had it; %d lists meanwhile, median %.0f ms",
                STORM, beside, behind, answers.size(), median(answers));
        return behind;
    }

    @Test
    void bodiesOf10MegabytesAreRefusedAndNotKept() {
        long before = jvm.liveBytes();
        HttpRequest request = request("silences")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.fromPublisher(BodyPublishers.ofByteArrays(() -> IntStream.range(0, 160)
                        .mapToObj(part -> new byte[64 << 10])
                        .iterator())))
                .build();

        List<CompletableFuture<Integer>> all = IntStream.range(0, 60)
                .mapToObj(number -> CLIENT.sendAsync(request, BodyHandlers.discarding())
                        .thenApply(HttpResponse::statusCode)
                        .exceptionally(e -> 0)) // the connection was closed before the answer was read
                .toList();

        assertThat(all.stream().map(CompletableFuture::join).distinct())
                .isSubsetOf(413, 0)
                .contains(413);
        assertThat(jvm.liveBytes()).isLessThan(before + NOISE_BYTES);
    }

    /** @param threads but for those of Jetty's pool, which has 200 at most and ends one each minute */
    private record Footprint(long liveBytes, long threads, long sockets) {

        static Footprint of(LiveJvm jvm) {
            long threads = jvm.threads().stream()
                    .filter(name -> !name.startsWith("qtp"))
                    .count();
            return new Footprint(jvm.liveBytes(), threads, socketsOf(jvm));
        }

        static long socketsOf(LiveJvm jvm) {
            return jvm.openFiles().stream()
                    .filter(file -> file.startsWith("socket:"))
                    .count();
        }

        @Override
        public String toString() {
            return String.format(
                    Locale.ROOT, "%.1f MiB live, %d threads, %d sockets", (double) liveBytes / MIB, threads, sockets);
        }
    }

    /** Asks for the open alerts again and again; tells how many milliseconds each answer took. */
    private static List<Double> answersUntil(BooleanSupplier done) throws IOException {
        List<Double> millis = new ArrayList<>();
        long end = System.nanoTime() + LIMIT.toNanos();
        while (!done.getAsBoolean()) {
            assertThat(System.nanoTime()).isLessThan(end);
            long begin = System.nanoTime();
            assertThat(get("alerts").statusCode()).isEqualTo(200);
            millis.add((System.nanoTime() - begin) / 1e6);
        }
        return millis;
    }

    /** Waits until the server has let go of all who listened. */
    private static void awaitNobody() {
        await().atMost(LIMIT).until(() -> jvm.histogram()
                .lines()
                .noneMatch(line -> line.endsWith(".EventClient")
                        || line.contains("io.tunnelwatch.web.internal.events.EventClient ")));
    }

    private static double median(List<Double> values) {
        return values.stream().sorted().toList().get(values.size() / 2);
    }

    private static long lastSequence() {
        return load.now().map(State::lastSequence).orElse(0L);
    }

    private static long dropped() {
        return DROPPED.matcher(karaf.logTail(Integer.MAX_VALUE))
                .results()
                .mapToLong(match -> Long.parseLong(match.group(1)))
                .sum();
    }

    private static HttpResponse<String> get(String path) throws IOException {
        try {
            return CLIENT.send(request(path).build(), BodyHandlers.ofString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + karaf.httpPort() + "/tunnelwatch/api/v1/" + path))
                .header("Authorization", authorization)
                .timeout(LIMIT);
    }

    private static void say(String format, Object... values) {
        System.out.printf(Locale.ROOT, format + "%n", values);
    }
}
