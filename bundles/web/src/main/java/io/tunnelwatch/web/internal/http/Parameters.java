package io.tunnelwatch.web.internal.http;

import io.tunnelwatch.settings.InvalidArgumentException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import javax.servlet.http.HttpServletRequest;

/** The parameters of a URL. One that the route does not know is refused: a filter with a slip in it is no filter. */
public final class Parameters {

    /** What stands in a text for bytes that are none. */
    private static final char REPLACEMENT = '\uFFFD';

    private final Map<String, List<String>> values;

    private Parameters(Map<String, List<String>> values) {
        this.values = values;
    }

    /** @throws Problem there is one that is not allowed */
    public static Parameters of(HttpServletRequest request, String... allowed) {
        Map<String, List<String>> values = parse(request);
        TreeSet<String> unknown = new TreeSet<>(values.keySet());
        unknown.removeAll(List.of(allowed));
        if (!unknown.isEmpty()) {
            String known = allowed.length == 0 ? "no parameter here" : String.join(", ", allowed);
            throw Problem.of(new InvalidArgumentException(
                    unknown.first(), String.join(",", values.get(unknown.first())), known));
        }
        return new Parameters(values);
    }

    /** The values of one that can be repeated. */
    public List<String> several(String name) {
        return values.getOrDefault(name, List.of());
    }

    /** The value of one that can not. */
    public Optional<String> one(String name) {
        List<String> given = several(name);
        if (given.size() > 1) {
            throw Problem.of(new InvalidArgumentException(name, String.join(",", given), "one value"));
        }
        return given.stream().findFirst();
    }

    /** Whether it is {@code true}. */
    public boolean flag(String name) {
        String text = one(name).orElse("false");
        if (!text.equals("true") && !text.equals("false")) {
            throw Problem.of(new InvalidArgumentException(name, text, "true or false"));
        }
        return text.equals("true");
    }

    /** Not by the servlet's own means, which would take a form in the body for parameters. */
    private static Map<String, List<String>> parse(HttpServletRequest request) {
        Map<String, List<String>> values = new TreeMap<>();
        String query = Optional.ofNullable(request.getQueryString()).orElse("");
        for (String pair : query.split("&")) {
            if (!pair.isEmpty()) {
                String[] parts = pair.split("=", 2);
                String value = parts.length == 1 ? "" : decode(parts[1]);
                values.computeIfAbsent(decode(parts[0]), name -> new ArrayList<>())
                        .add(value);
            }
        }
        return values;
    }

    private static String decode(String encoded) {
        try {
            String text = URLDecoder.decode(encoded, StandardCharsets.UTF_8);
            if (text.indexOf(REPLACEMENT) < 0) {
                return text;
            }
        } catch (IllegalArgumentException e) {
            // refused below, as bytes that are no UTF-8 are
        }
        throw new Problem(400, "The parameters of this URL can not be read: they must be UTF-8, percent-encoded");
    }
}
