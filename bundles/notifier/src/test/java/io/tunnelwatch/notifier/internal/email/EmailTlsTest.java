package io.tunnelwatch.notifier.internal.email;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tunnelwatch.notifier.channel.DeliveryException;
import io.tunnelwatch.notifier.channel.Message;
import io.tunnelwatch.notifier.channel.Notices;
import io.tunnelwatch.notifier.channel.ScriptedServer;
import io.tunnelwatch.notifier.channel.TestTls;
import java.nio.file.Path;
import java.util.Map;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may read a mail on its way, and whom we take for the mail server. */
class EmailTlsTest {

    private final Message message = Message.of(Notices.raised("alice"));

    @TempDir
    private Path directory;

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "127.0.0.1"})
    void withStarttlsNeitherLoginNorMailAreSentBeforeTheLineIsEncrypted(String host) throws Exception {
        TestTls tls = TestTls.create(directory, "dns:localhost,ip:127.0.0.1");
        try (ScriptedServer server =
                        new ScriptedServer(Smtp.willing().encrypts(tls.server()).answers("AUTH", "235 welcome"));
                EmailTransport transport = transport(
                        server,
                        Map.of(
                                "host", host,
                                "security", "starttls",
                                "caFile", tls.certificate().toString(),
                                "username", "watch",
                                "password", "s3cr3t"))) {
            assertThat(transport.send(message).recipient()).isPresent();
            assertThat(server.heard().subList(0, 5).stream().map(line -> line.split(" ")[0]))
                    .containsExactly("EHLO", "STARTTLS", "EHLO", "AUTH", "MAIL");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "tls,dns:localhost,false",
        "starttls,dns:localhost,false",
        "tls,dns:other.example.org,true",
        "starttls,dns:other.example.org,true"
    })
    void anUnknownAuthorityAndAWrongNameAreNobodyToTalkTo(String security, String name, boolean known)
            throws Exception {
        TestTls tls = TestTls.create(directory, name);
        try (ScriptedServer server = new ScriptedServer(script(security, tls.server()));
                EmailTransport transport = transport(
                        server,
                        Map.of(
                                "security",
                                security,
                                "caFile",
                                known ? tls.certificate().toString() : ""))) {
            DeliveryException e = catchThrowableOfType(DeliveryException.class, () -> transport.send(message));

            assertThat(e.isPermanent()).isFalse();
            assertThat(e).hasMessageContainingAll("localhost:" + server.port(), "no secure connection", "caFile");
            assertThat(server.heard()).noneMatch(line -> line.startsWith("MAIL"));
        }
    }

    @Test
    void aServerThatDoesNotDoWhatItOffersGetsNothingInClear() throws Exception {
        TestTls tls = TestTls.create(directory, "dns:localhost");
        Smtp smtp = Smtp.willing().encrypts(tls.server()).answers("STARTTLS", "454 no TLS today");
        try (ScriptedServer server = new ScriptedServer(smtp);
                EmailTransport transport = transport(server, Map.of("security", "starttls"))) {
            DeliveryException e = catchThrowableOfType(DeliveryException.class, () -> transport.send(message));

            assertThat(e.isPermanent()).isFalse();
            assertThat(server.heard()).noneMatch(line -> line.startsWith("MAIL"));
        }
    }

    private static ScriptedServer.Script script(String security, SSLContext context) {
        Smtp smtp = Smtp.willing();
        if (security.equals("starttls")) {
            return smtp.encrypts(context);
        }
        return line -> {
            line.encrypt(context);
            smtp.play(line);
        };
    }

    private static EmailTransport transport(ScriptedServer server, Map<String, ?> settings) {
        return EmailSamples.transport(server.port(), settings);
    }
}
