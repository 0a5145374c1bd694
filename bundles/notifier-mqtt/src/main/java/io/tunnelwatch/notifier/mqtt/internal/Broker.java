package io.tunnelwatch.notifier.mqtt.internal;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a broker is.
 *
 * @param host a name or an address, an IPv6 address without its brackets
 */
record Broker(String host, int port, boolean tls) {

    private static final Pattern URL = Pattern.compile(
            "(tcp|mqtt|ssl|tls|mqtts)://(?:\\[([0-9a-f:.%]+)]|([^\\s/:@?#\\[\\]]+))(?::(\\d{1,5}))?/?",
            Pattern.CASE_INSENSITIVE);

    /** Reads {@code tcp://HOST[:PORT]} and {@code ssl://HOST[:PORT]}; nothing else may stand in it. */
    static Optional<Broker> parse(String url) {
        Matcher matcher = URL.matcher(url.strip());
        if (!matcher.matches()) {
            return Optional.empty();
        }
        String scheme = matcher.group(1).toLowerCase(Locale.ROOT);
        boolean tls = !scheme.equals("tcp") && !scheme.equals("mqtt");
        int standard = tls ? 8883 : 1883;
        int port = matcher.group(4) == null ? standard : Integer.parseInt(matcher.group(4));
        String host = matcher.group(2) == null ? matcher.group(3) : matcher.group(2);
        return port < 1 || port > 65_535 ? Optional.empty() : Optional.of(new Broker(host, port, tls));
    }

    @Override
    public String toString() {
        return (tls ? "ssl://" : "tcp://") + (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
    }
}
