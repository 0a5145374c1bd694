package io.tunnelwatch.notifier.alertmanager.internal;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;

/** What proves to the Alertmanager who asks. Its text shows nothing of it. */
final class Credentials {

    /** No proof is asked for. */
    static final Credentials NONE = new Credentials(Map.of());

    private final Map<String, String> headers;

    private Credentials(Map<String, String> headers) {
        this.headers = headers;
    }

    static Credentials basic(String username, String password) {
        byte[] both = (username + ":" + password).getBytes(StandardCharsets.UTF_8);
        return new Credentials(
                Map.of("Authorization", "Basic " + Base64.getEncoder().encodeToString(both)));
    }

    static Credentials bearer(String token) {
        return new Credentials(Map.of("Authorization", "Bearer " + token));
    }

    Map<String, String> headers() {
        return headers;
    }

    @Override
    public String toString() {
        return headers.isEmpty() ? "no credentials" : "credentials";
    }
}
