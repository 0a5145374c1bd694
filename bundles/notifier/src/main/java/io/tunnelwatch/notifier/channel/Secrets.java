package io.tunnelwatch.notifier.channel;

import java.net.URI;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** What of a request may be secret, to be hidden where the other side repeats it. Its text shows none of it. */
final class Secrets {

    private static final int SHORTEST = 6;
    private static final String HIDDEN = "…";
    private static final Set<String> PLAIN_HEADERS = Set.of("content-type", "accept", "user-agent", "idempotency-key");

    private final List<String> values;

    private Secrets(Stream<String> values) {
        this.values = values.filter(value -> value.length() >= SHORTEST)
                .distinct()
                .sorted(Comparator.comparingInt(String::length).reversed())
                .toList();
    }

    /** Path, query and user of its address, its headers, and the parts of all of them. */
    static Secrets of(HttpSender.Request request) {
        URI uri = request.uri();
        Stream<String> address = Stream.of(
                        uri.getRawPath(),
                        uri.getPath(),
                        uri.getRawQuery(),
                        uri.getQuery(),
                        uri.getRawUserInfo(),
                        uri.getUserInfo())
                .filter(part -> part != null);
        Stream<String> headers = request.headers().entrySet().stream()
                .filter(header -> !PLAIN_HEADERS.contains(header.getKey().toLowerCase(Locale.ROOT)))
                .map(Map.Entry::getValue);
        Stream<String> all = Stream.concat(address, headers);
        return new Secrets(all.flatMap(text -> Stream.concat(Stream.of(text), Stream.of(text.split("[/?&=:\\s]+")))));
    }

    /** The text without them. */
    String hide(String text) {
        String hidden = text;
        for (String value : values) {
            hidden = hidden.replace(value, HIDDEN);
        }
        return hidden;
    }
}
