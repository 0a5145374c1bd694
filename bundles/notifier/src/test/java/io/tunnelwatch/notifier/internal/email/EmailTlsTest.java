package io.tunnelwatch.notifier.internal.email;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tunnelwatch.notifier.channel.DeliveryException;
import io.tunnelwatch.notifier.channel.Message;
import io.tunnelwatch.notifier.channel.Notices;
import io.tunnelwatch.notifier.channel.ScriptedServer;
import io.tunnelwatch.notifier.channel.TestTls;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may read a mail on its way, and whom we take for the mail server. */
class EmailTlsTest {

    @TempDir
    private static Path directory;

    private static TestTls ours;
    private static TestTls others;

    private final Message message = Message.of(Notices.raised("alice"));

    @BeforeAll
    static void makeCertificates() throws Exception {
        ours = TestTls.create(Files.createDirectory(directory.resolve("ours")), "dns:localhost,ip:127.0.0.1");
        others = TestTls.create(Files.createDirectory(directory.resolve("others")), "dns:other.example.org");
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "127.0.0.1"})
    void withStarttlsNeitherLoginNorMailAreSentBeforeTheLineIsEncrypted(String host) throws Exception {
        try (ScriptedServer server = new ScriptedServer(
                        Smtp.willing().encrypts(ours.server()).answers("AUTH", "235 welcome"));
                EmailTransport transport = transport(
                        server,
                        Map.of(
                                "host", host,
                                "security", "starttls",
                                "caFile", ours.certificate().toString(),
                                "username", "watch",
                                "password", "s3cr3t"))) {
            assertThat(transport.send(message).recipient()).isPresent();
            assertThat(server.heard().subList(0, 5).stream().map(line -> line.split(" ")[0]))
                    .containsExactly("EHLO", "STARTTLS", "EHLO", "AUTH", "MAIL");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "tls,localhost,false",
        "starttls,localhost,false",
        "tls,other.example.org,true",
        "starttls,other.example.org,true"
    })
    void anUnknownAuthorityAndAWrongNameAreNobodyToTalkTo(String security, String name, boolean known)
            throws Exception {
        TestTls tls = name.equals("localhost") ? ours : others;
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
        Smtp smtp = Smtp.willing().encrypts(ours.server()).answers("STARTTLS", "454 no TLS today");
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
