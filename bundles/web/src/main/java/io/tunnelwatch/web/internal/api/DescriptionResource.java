package io.tunnelwatch.web.internal.api;

import io.tunnelwatch.web.internal.http.Access;
import io.tunnelwatch.web.internal.http.Answer;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Objects;

/** {@code openapi.yaml}: what the API is. */
public final class DescriptionResource {

    private static final String FILE = "openapi.yaml";

    /** Its routes. */
    public List<Route> routes() {
        return List.of(new Route("GET", "/" + FILE, Access.READ, this::show));
    }

    private Answer show(Call call) {
        call.parameters();
        return (request, response) -> {
            response.setContentType("application/yaml");
            response.getOutputStream().write(description());
        };
    }

    private static byte[] description() throws IOException {
        try (InputStream file = Objects.requireNonNull(DescriptionResource.class.getResourceAsStream(FILE))) {
            return file.readAllBytes();
        }
    }
}
