package io.tunnelwatch.itests.events;

import static org.assertj.core.api.Assertions.assertThat;

import io.tunnelwatch.itests.karaf.KarafProcess;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** Calls of health checks in a running Karaf, by the shell and by HTTP. */
final class HealthCalls {

    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private final KarafProcess karaf;

    HealthCalls(KarafProcess karaf) {
        this.karaf = karaf;
    }

    /** What {@code hc:exec} says of the checks with a tag. */
    String shell(String tag) {
        return text("hc:exec " + tag);
    }

    /** Which checks there are. */
    String list() {
        return text("hc:list -v");
    }

    /** These commands answer texts, which only a console prints. */
    private String text(String command) {
        return karaf.run("echo -- (" + command + ")").orFail();
    }

    /** What HTTP says of the checks with a tag, without a login: the status, and the word. */
    String http(String tag) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + karaf.httpPort()
                        + "/system/health?forceInstantExecution=true&tags=" + tag))
                .timeout(Duration.ofSeconds(10))
                .build();
        HttpResponse<String> response = CLIENT.send(request, BodyHandlers.ofString());
        assertThat(response.headers().map()).doesNotContainKey("access-control-allow-origin");
        return response.statusCode() + " " + response.body().strip();
    }

    /** HTTP says no more than that, whichever format is asked for. */
    void saysNoNames(String name) throws IOException, InterruptedException {
        for (String format : new String[] {"json", "html", "jsonp", "verbose.txt", "txt"}) {
            assertThat(http("tunnelwatch&format=" + format)).as(format).doesNotContain(name);
        }
    }
}
