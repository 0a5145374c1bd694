package io.tunnelwatch.itests.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tunnelwatch.itests.web.Browser;
import io.tunnelwatch.itests.wireguard.FakeWg;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * First pages of a million alerts: by REST, and in a browser. A time of REST is that of the client, on the same machine
 * and over a connection that is kept, from the request to the last byte of the answer: the server's own is less.
 */
final class Browsing implements Measurement {

    private static final int ALERTS = Integer.getInteger("tunnelwatch.bench.alerts", 1_000_000);
    private static final int WARM_UP = 300;
    private static final int REQUESTS = 400;
    private static final int VISITS = 11;
    private static final Duration OPEN_ALERTS_LIMIT = Duration.ofMinutes(1);

    private static final Map<String, String> LISTS = lists();

    private final HttpClient client = HttpClient.newHttpClient();

    private static Map<String, String> lists() {
        Map<String, String> lists = new LinkedHashMap<>();
        lists.put("open alerts", "alerts");
        lists.put("all", "alerts?all=true");
        lists.put("by peer", "alerts?all=true&peer=peer-42");
        lists.put(
                "by key",
                "alerts?all=true&peer="
                        + FakeWg.publicKey(7)
                                .replace("+", "%2B")
                                .replace("/", "%2F")
                                .replace("=", "%3D"));
        lists.put("by gateway and kind", "alerts?all=true&gateway=gateway-07&kind=PEER_NEVER");
        lists.put("by text of 30 days", "alerts?all=true&since=30d&text=handshake");
        return lists;
    }

    @Override
    public String name() {
        return "browsing";
    }

    @Override
    public void run(Path folder, Figures figures) throws Exception {
        try (LoadedKaraf loaded = LoadedKaraf.start(folder)) {
            Memory.awaitHistory(loaded.karaf());
            loaded.karaf().stop();
            FilledHistory.fill(loaded.karaf().data("tunnelwatch/alerts.db"), ALERTS, folder.resolve("fill.sql"));
            loaded.karaf().start();
            Memory.awaitHistory(loaded.karaf());
            String login = "admin:" + loaded.karaf().adminPassword();
            String authorization =
                    "Basic " + Base64.getEncoder().encodeToString(login.getBytes(StandardCharsets.UTF_8));
            URI api = URI.create("http://127.0.0.1:" + loaded.karaf().httpPort() + "/tunnelwatch/api/v1/");
            openSome(loaded, api, authorization);
            for (Map.Entry<String, String> list : LISTS.entrySet()) {
                HttpRequest request = HttpRequest.newBuilder(api.resolve(list.getValue()))
                        .header("Authorization", authorization)
                        .build();
                for (int time = 0; time < WARM_UP; time++) {
                    millis(request);
                }
                List<Double> times = new ArrayList<>();
                for (int time = 0; time < REQUESTS; time++) {
                    times.add(millis(request));
                }
                figures.add("browsing", list.getKey(), "ms", times);
            }
            try (Browser browser = new Browser(loaded.karaf())) {
                visit(browser, figures, "", "open alerts");
                visit(browser, figures, "history", "history");
            }
        }
    }

    /** As many open alerts as are half of what producers raise and resolve in turn. */
    private void openSome(LoadedKaraf loaded, URI api, String authorization) {
        loaded.load().start(500, 60);
        HttpRequest request = HttpRequest.newBuilder(api.resolve("alerts"))
                .header("Authorization", authorization)
                .build();
        await("open alerts").atMost(OPEN_ALERTS_LIMIT).until(() -> {
            loaded.load().stop();
            boolean some = send(request).body().split("\"id\"").length > 10;
            if (!some) {
                loaded.load().start(500, 60);
            }
            return some;
        });
    }

    private static void visit(Browser browser, Figures figures, String view, String name) {
        for (boolean cached : new boolean[] {false, true}) {
            browser.millisUntilUsable(view, cached);
            List<Double> times = new ArrayList<>();
            for (int time = 0; time < VISITS; time++) {
                times.add(browser.millisUntilUsable(view, cached));
            }
            figures.add("browsing-browser", name + (cached ? ", again" : ", first visit"), "ms", times);
        }
    }

    private double millis(HttpRequest request) throws IOException, InterruptedException {
        long begin = System.nanoTime();
        HttpResponse<String> response = send(request);
        double millis = (System.nanoTime() - begin) / 1e6;
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).contains("\"id\"").contains("AVAILABLE");
        return millis;
    }

    private HttpResponse<String> send(HttpRequest request) throws IOException, InterruptedException {
        return client.send(request, HttpResponse.BodyHandlers.ofString());
    }
}
