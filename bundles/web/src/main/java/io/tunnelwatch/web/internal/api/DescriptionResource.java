package io.tunnelwatch.web.internal.api;

import io.tunnelwatch.web.internal.http.Access;
import io.tunnelwatch.web.internal.http.Answer;
import io.tunnelwatch.web.internal.http.Document;
import io.tunnelwatch.web.internal.http.MediaTypes;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;

/** {@code openapi.yaml}: what the API is. */
public final class DescriptionResource {

    private static final String FILE = "openapi.yaml";

    /** Its routes. */
    public List<Route> routes() {
        return List.of(new Route("GET", "/" + FILE, Access.READ, List.of(MediaTypes.YAML), this::show));
    }

    private Answer show(Call call) {
        call.parameters();
        return Document.ofBytes(MediaTypes.YAML, description());
    }

    private static byte[] description() {
        try (InputStream file = Objects.requireNonNull(DescriptionResource.class.getResourceAsStream(FILE))) {
            return file.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException("The bundle can not be read", e);
        }
    }
}
