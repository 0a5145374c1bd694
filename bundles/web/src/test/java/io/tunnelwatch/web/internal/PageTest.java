package io.tunnelwatch.web.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PageTest {

    private final TestServer server = new TestServer();

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void everyAddressOfThePageIsThePage() throws IOException, InterruptedException {
        for (String path : new String[] {"/", "/history", "/alerts/0199a4b2", "/login"}) {
            HttpResponse<String> response = get(path);
            assertThat(response.statusCode()).as(path).isEqualTo(200);
            assertThat(response.body()).contains("<title>Tunnelwatch</title>").doesNotContain("{{");
            assertThat(response.headers().firstValue("Content-Security-Policy").orElseThrow())
                    .contains("script-src 'self'")
                    .doesNotContain("unsafe");
        }
        assertThat(get("/nowhere").statusCode()).isEqualTo(404);
    }

    @Test
    void filesOfThisVersionMayBeKeptAndOthersAreAskedForEachTime() throws IOException, InterruptedException {
        Matcher asset =
                Pattern.compile("src=\"/tunnelwatch(/assets/[0-9a-f]+/)main.js").matcher(get("/").body());
        assertThat(asset.find()).isTrue();

        assertThat(cacheControl(get(asset.group(1) + "main.js"))).contains("immutable");
        assertThat(cacheControl(get("/assets/00/main.js"))).isEqualTo("no-cache");
    }

    @Test
    void noOtherFileIsServed() throws IOException, InterruptedException {
        for (String path : new String[] {
            "/assets/00/../../etc/users.properties",
            "/assets/00/%2e%2e/index.html",
            "/assets/00/index.html",
            "/assets/00/nothing.js"
        }) {
            assertThat(get(path).statusCode()).as(path).isIn(400, 404);
        }
    }

    private static String cacheControl(HttpResponse<String> response) {
        assertThat(response.statusCode()).isEqualTo(200);
        return response.headers().firstValue("Cache-Control").orElseThrow();
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        URI uri = URI.create("http://" + server.host() + "/tunnelwatch" + path);
        return HttpClient.newHttpClient().send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
    }
}
