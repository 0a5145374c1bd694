package io.tunnelwatch.notifier.internal.email;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.mail.internet.InternetAddress;
import javax.net.ssl.SSLSocketFactory;

/**
 * The settings of one email channel, checked. Its text shows no secret.
 *
 * @param trust decides which certificates are trusted
 * @param timeout of the whole of one attempt
 */
record EmailSettings(
        String host,
        int port,
        Security security,
        Optional<Login> login,
        InternetAddress from,
        List<InternetAddress> to,
        List<InternetAddress> cc,
        SSLSocketFactory trust,
        Duration timeout) {

    /** How the line is kept from being read by others. */
    enum Security {
        NONE(25),
        STARTTLS(587),
        TLS(465);

        private final int port;

        Security(int port) {
            this.port = port;
        }

        int port() {
            return port;
        }

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Who logs in. */
    record Login(String username, String password) {
        @Override
        public String toString() {
            return username;
        }
    }

    EmailSettings {
        to = List.copyOf(to);
        cc = List.copyOf(cc);
    }

    /** Everybody, once. */
    List<String> recipients() {
        return Stream.concat(to.stream(), cc.stream())
                .map(InternetAddress::getAddress)
                .distinct()
                .toList();
    }

    /** {@code smtp.example.org:587}. */
    String server() {
        return host + ":" + port;
    }

    @Override
    public String toString() {
        String recipients = recipients().stream().collect(Collectors.joining(", "));
        return recipients + " by " + server() + " (" + security + ")";
    }
}
