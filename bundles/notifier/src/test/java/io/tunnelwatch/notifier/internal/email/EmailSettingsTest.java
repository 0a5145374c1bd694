package io.tunnelwatch.notifier.internal.email;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tunnelwatch.notifier.internal.email.EmailSettings.Security;
import io.tunnelwatch.settings.InvalidSettingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EmailSettingsTest {

    @TempDir
    private Path directory;

    @ParameterizedTest
    @CsvSource({"none,25", "starttls,587", "TLS,465", "'',587"})
    void thePortFollowsTheSecurity(String security, int port) {
        EmailSettings settings = read(Map.of("security", security, "port", " "));

        assertThat(settings.port()).isEqualTo(port);
        assertThat(settings.timeout()).isEqualTo(Duration.ofSeconds(60));
    }

    @Test
    void aTargetNamesRecipientsAndServerButNoSecret() {
        EmailSettings settings = read(Map.of(
                "host",
                "smtp.example.org",
                "port",
                "",
                "security",
                "starttls",
                "to",
                new String[] {"NOC <noc@example.org>, ops@example.org"},
                "cc",
                new String[] {"\"Doe, J\" <boss@example.org>", "noc@example.org"},
                "username",
                "watch",
                "password",
                "s3cr3t"));

        assertThat(settings)
                .hasToString("noc@example.org, ops@example.org, boss@example.org by smtp.example.org:587 (starttls)");
        assertThat(settings.login().orElseThrow().toString()).isEqualTo("watch");
        assertThat(settings.cc().get(0).getPersonal()).isEqualTo("Doe, J");
    }

    @Test
    void aPasswordInClearIsAProblem() {
        Map<String, String> login = Map.of("username", "watch", "password", "s3cr3t");
        try (EmailTransport clear = EmailSamples.transport(25, login);
                EmailTransport fine = EmailSamples.transport(25, Map.of())) {
            assertThat(clear.problems())
                    .singleElement()
                    .asString()
                    .contains("in clear")
                    .doesNotContain("s3cr3t");
            assertThat(fine.problems()).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    host           |                            | mail server
                    host           | smtp.example.org:25        | without a port
                    host           | smtp example               | mail server
                    port           | 70000                      | 65535
                    security       | ssl                        | starttls
                    from           |                            | an address
                    from           | noc                        | an address
                    from           | a@example.org, b@example.org | an address
                    from           | nöc@example.org            | ASCII
                    to             |                            | at least an address
                    to             | a@example.org, @example.org | an address
                    to             | a@example.org b@example.org | an address
                    to             | all: a@example.org, b@example.org; | an address
                    to             | a@exam ple.org             | an address
                    cc             | nobody                     | an address
                    username       | watch                      | password
                    password       | s3cr3t                     | username
                    timeoutSeconds | 0                          | 5 to 600
                    caFile         | /nowhere/ca.pem            | PEM
                    """)
    void aWrongSettingIsRefusedByName(String key, String value, String allowed) {
        String text = value == null ? "" : value;
        boolean many = key.equals("to") || key.equals("cc");

        assertThatThrownBy(() -> read(Map.of(key, many ? new String[] {text} : text)))
                .isInstanceOf(InvalidSettingException.class)
                .hasMessageContaining("io.tunnelwatch.channel.email~noc: ")
                .hasMessageContaining(allowed)
                .hasMessageNotContaining("s3cr3t");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a@example.org\r\nBcc: x@example.org",
                "a@example.org>\r\nRCPT TO:<x@example.org",
                "a@example.org SIZE=1"
            })
    void noAddressBreaksOutOfItsLine(String address) {
        assertThatThrownBy(() -> read(Map.of("to", new String[] {address})))
                .isInstanceOf(InvalidSettingException.class);
    }

    @Test
    void aFileWithoutCertificatesIsRefused() throws Exception {
        Path empty = Files.writeString(directory.resolve("empty.pem"), "");
        Path garbage = Files.writeString(
                directory.resolve("x.pem"), "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n");

        assertThatThrownBy(() -> read(Map.of("caFile", empty.toString()))).hasMessageContaining("caFile");
        assertThatThrownBy(() -> read(Map.of("caFile", garbage.toString()))).hasMessageContaining("caFile");
        assertThat(Security.TLS).hasToString("tls");
    }

    private static EmailSettings read(Map<String, ?> settings) {
        return EmailSamples.settings(25, settings);
    }
}
