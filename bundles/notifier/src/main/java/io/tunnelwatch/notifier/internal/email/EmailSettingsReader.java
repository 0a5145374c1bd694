package io.tunnelwatch.notifier.internal.email;

import io.tunnelwatch.notifier.channel.TrustedCertificates;
import io.tunnelwatch.notifier.internal.email.EmailSettings.Login;
import io.tunnelwatch.notifier.internal.email.EmailSettings.Security;
import io.tunnelwatch.settings.InvalidSettingException;
import io.tunnelwatch.settings.SettingReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.mail.internet.AddressException;
import javax.mail.internet.InternetAddress;

/** Checks the settings of an email channel. */
final class EmailSettingsReader {

    /** A name, or an address of either IP version. */
    private static final Pattern HOST =
            Pattern.compile("[\\p{Alnum}_]([\\p{Alnum}_.-]*[\\p{Alnum}.])?|[\\p{XDigit}:.]+");

    private static final String ADDRESS = "an address such as noc@example.org or NOC <noc@example.org>, in ASCII";

    private EmailSettingsReader() {}

    /** @throws InvalidSettingException the first setting that is wrong */
    static EmailSettings read(SettingReader reader, EmailConfig config) {
        Security security =
                reader.constant("security", config.security(), Security.class).orElse(Security.STARTTLS);
        List<InternetAddress> to = addresses(reader, "to", config.to());
        if (to.isEmpty()) {
            throw reader.refused("to", "", "at least " + ADDRESS);
        }
        return new EmailSettings(
                host(reader, config.host()),
                SettingReader.text(config.port())
                        .map(port -> reader.wholeNumber("port", port, 1, 65_535))
                        .orElse(security.port()),
                security,
                login(reader, config),
                from(reader, config.from()),
                to,
                addresses(reader, "cc", config.cc()),
                TrustedCertificates.read(reader, "caFile", config.caFile()),
                Duration.ofSeconds(reader.wholeNumber("timeoutSeconds", config.timeoutSeconds(), 5, 600)));
    }

    private static String host(SettingReader reader, String text) {
        String host = text.strip();
        if (!HOST.matcher(host).matches()) {
            throw reader.refused("host", text, "the name or IP address of a mail server, without a port");
        }
        return host;
    }

    private static Optional<Login> login(SettingReader reader, EmailConfig config) {
        Optional<String> username = SettingReader.text(config.username());
        boolean password = !config.password().isEmpty();
        if (username.isPresent() && !password) {
            throw reader.refused("password", "", "the password of username");
        }
        if (username.isEmpty() && password) {
            throw reader.refused("username", "", "whose password password is");
        }
        return username.map(name -> new Login(name, config.password()));
    }

    private static InternetAddress from(SettingReader reader, String text) {
        List<InternetAddress> addresses = addresses(reader, "from", text);
        if (addresses.size() != 1) {
            throw reader.refused("from", text, ADDRESS);
        }
        return addresses.get(0);
    }

    private static List<InternetAddress> addresses(SettingReader reader, String key, String... texts) {
        return Stream.of(texts)
                .filter(text -> !text.isBlank())
                .flatMap(text -> addresses(reader, key, text).stream())
                .toList();
    }

    private static List<InternetAddress> addresses(SettingReader reader, String key, String text) {
        try {
            return Stream.of(InternetAddress.parse(text, true))
                    .map(address -> checked(reader, key, address))
                    .toList();
        } catch (AddressException e) {
            throw reader.refused(key, text, ADDRESS);
        }
    }

    private static InternetAddress checked(SettingReader reader, String key, InternetAddress address) {
        String text = address.getAddress();
        try {
            address.validate();
        } catch (AddressException e) {
            throw reader.refused(key, text, ADDRESS);
        }
        boolean ascii = text.chars().allMatch(character -> character > ' ' && character < 127);
        if (!ascii || address.isGroup() || text.indexOf('@') < 1 || text.indexOf('>') >= 0 || text.indexOf('<') >= 0) {
            throw reader.refused(key, text, ADDRESS);
        }
        return named(address);
    }

    /** Names are encoded as headers want them. */
    private static InternetAddress named(InternetAddress address) {
        try {
            return new InternetAddress(address.getAddress(), address.getPersonal(), StandardCharsets.UTF_8.name());
        } catch (java.io.UnsupportedEncodingException e) {
            throw new IllegalStateException("Every JVM has UTF-8", e);
        }
    }
}
