package io.tunnelwatch.notifier.internal.email;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.tunnelwatch.notifier.channel.AlertNotice;
import io.tunnelwatch.notifier.channel.Message;
import io.tunnelwatch.notifier.channel.Notices;
import io.tunnelwatch.notifier.channel.Samples;
import io.tunnelwatch.notifier.channel.TestTls;
import jakarta.mail.BodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.activation.CommandInfo;
import javax.activation.CommandMap;
import javax.activation.DataContentHandler;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What arrives at a mail server. */
class EmailTransportTest {

    private static final String EVIL =
            "x\r\nBcc: evil@example.org\r\n\r\n.\r\n\u001b[2J\u202e{{id}}<script>alert(1)</script>\ud800\"";

    @TempDir
    private Path directory;

    private final GreenMail server = new GreenMail(setup("smtp"));

    @AfterEach
    void stop() {
        server.stop();
    }

    @Test
    void aMailHasAPlainAndAnHtmlPart() throws Exception {
        MimeMessage mail = sent(Message.of(Notices.raised("grün 😀")));

        assertThat(mail.getSubject()).isEqualTo("[Tunnelwatch] CRITICAL: peer grün 😀 is down");
        assertThat(mail.getFrom()[0]).hasToString("Tunnelwatch <watch@example.org>");
        assertThat(mail.getHeader("To", ",").replaceAll("\\s+", " "))
                .isEqualTo("a@example.org, b@example.org, c@example.org");
        assertThat(mail.getSentDate()).isEqualTo(EmailSamples.NOW);
        MimeMultipart both = (MimeMultipart) mail.getContent();
        assertThat(both.getContentType()).startsWith("multipart/alternative");
        assertThat(both.getCount()).isEqualTo(2);
        BodyPart text = both.getBodyPart(0);
        BodyPart html = both.getBodyPart(1);
        assertThat(text.getContentType()).isEqualTo("text/plain; charset=UTF-8");
        assertThat((String) text.getContent())
                .startsWith("CRITICAL: peer grün 😀 is down\r\n")
                .contains("gateway    berlin");
        assertThat(html.getContentType()).isEqualTo("text/html; charset=UTF-8");
        assertThat((String) html.getContent()).contains("<h1", "peer grün 😀 is down");
        assertThat(raw(mail)).matches("\\p{ASCII}*");
    }

    /** In OSGi the class loader of the thread finds neither handlers of javax.activation nor the providers of mail. */
    @Test
    void nothingIsLookedUpByTheThread() throws Exception {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        CommandMap.setDefaultCommandMap(new NoHandlers());
        thread.setContextClassLoader(ClassLoader.getPlatformClassLoader());
        try (EmailTransport transport =
                EmailSamples.transport(started().getSmtp().getPort(), Map.of())) {
            transport.send(Message.of(Notices.raised("alice")));
            assertThat(thread.getContextClassLoader()).isSameAs(ClassLoader.getPlatformClassLoader());
        } finally {
            thread.setContextClassLoader(before);
            CommandMap.setDefaultCommandMap(null);
        }
        assertThat(server.getReceivedMessages()[0].getContentType()).startsWith("multipart/alternative");
    }

    private static final class NoHandlers extends CommandMap {
        @Override
        public CommandInfo[] getPreferredCommands(String mimeType) {
            throw new AssertionError(mimeType);
        }

        @Override
        public CommandInfo[] getAllCommands(String mimeType) {
            throw new AssertionError(mimeType);
        }

        @Override
        public CommandInfo getCommand(String mimeType, String command) {
            throw new AssertionError(mimeType);
        }

        @Override
        public DataContentHandler createDataContentHandler(String mimeType) {
            throw new AssertionError(mimeType);
        }
    }

    @Test
    void programsKnowItForWhatItIs() throws Exception {
        Message message = Message.of(Notices.raised("alice"));
        MimeMessage mail = sent(message);

        assertThat(header(mail, "Message-ID")).isEqualTo("<" + message.idempotencyKey() + "@example.org>");
        assertThat(header(mail, "Auto-Submitted")).isEqualTo("auto-generated");
        assertThat(header(mail, "Precedence")).isEqualTo("bulk");
        assertThat(header(mail, "X-Tunnelwatch-Key")).isEqualTo(message.idempotencyKey());
        assertThat(header(mail, "X-Tunnelwatch-Alert"))
                .isEqualTo(message.first().alert().id().toString());
        assertThat(header(mail, "X-Priority")).isEqualTo("1");
        assertThat(mail.getHeader("References")).isNull();
    }

    @Test
    void theMailsOfAnAlertAreAThread() throws Exception {
        AlertNotice raised = Notices.raised("alice");
        String beginning = header(sent(Message.of(raised)), "Message-ID");

        for (AlertNotice later : List.of(Notices.renotified(raised, 1), Notices.resolved(raised))) {
            MimeMessage mail = sent(Message.of(later));
            assertThat(header(mail, "In-Reply-To")).isEqualTo(beginning);
            assertThat(header(mail, "References")).isEqualTo(beginning);
            assertThat(header(mail, "Message-ID")).isEqualTo("<" + later.key() + "@example.org>");
        }
        assertThat(sent(Message.of(Notices.resolved(raised))).getHeader("X-Priority"))
                .isNull();
    }

    @Test
    void whatBeganInADigestIsAThreadToo() throws Exception {
        List<AlertNotice> raised =
                Stream.of("a", "b", "c", "d").map(Notices::raised).toList();
        MimeMessage digest = sent(new Message(raised, Message.Occasion.ALERTS));
        MimeMessage end = sent(Message.of(Notices.resolved(raised.get(2))));

        assertThat(header(digest, "References").split("\\s+")).hasSize(4).contains(header(end, "In-Reply-To"));
        assertThat(raw(digest).lines()).allMatch(line -> line.length() < 200);
    }

    @Test
    void aDigestOfAThousandAlertsHasHeadersOfBoundedLength() throws Exception {
        List<AlertNotice> raised = Stream.iterate(0, number -> number + 1)
                .limit(1000)
                .map(number -> Notices.raised("peer" + number))
                .toList();
        MimeMessage digest = sent(new Message(raised, Message.Occasion.MORE_ALERTS));

        assertThat(header(digest, "References").split("\\s+")).hasSize(20);
        assertThat(header(digest, "X-Tunnelwatch-Alert").split("\\s+")).hasSize(20);
    }

    @Test
    void noTextBreaksOutOfItsPlace() throws Exception {
        AlertNotice evil = Notices.raised(EVIL, EVIL + "y".repeat(100_000));
        MimeMessage mail = sent(Message.of(evil));

        assertThat(server.getReceivedMessages()).hasSize(3);
        assertThat(mail.getHeader("Bcc")).isNull();
        assertThat(mail.getAllRecipients()).hasSize(3);
        assertThat(mail.getSubject())
                .doesNotContain("\r", "\n", "\u001b", "\u202e")
                .hasSizeLessThan(300);
        MimeMultipart both = (MimeMultipart) mail.getContent();
        assertThat((String) both.getBodyPart(0).getContent())
                .doesNotContain("\u001b", "\u202e", "\nBcc", "\n.\r\n")
                .contains("{{id}}")
                .hasSizeLessThan(5_000);
        assertThat((String) both.getBodyPart(1).getContent())
                .doesNotContain("<script")
                .contains("&lt;script&gt;");
        assertThat(raw(mail).lines()).allMatch(line -> line.length() < 998);
    }

    @Test
    void aTestSaysThatItIsOne() throws Exception {
        assertThat(sent(Samples.test("karaf", InstantSource.fixed(EmailSamples.NOW)))
                        .getSubject())
                .startsWith("[Tunnelwatch] Test: ")
                .contains("karaf");
    }

    @Test
    void aServerWithItsOwnAuthorityIsTrustedByFile() throws Exception {
        TestTls tls = useTls("dns:localhost,ip:127.0.0.1");
        GreenMail secure = start("smtps");
        secure.setUser("watch", "p%+ä:@/ß \"");
        int port = secure.getSmtps().getPort();
        Map<String, String> settings = Map.of(
                "security", "tls",
                "caFile", tls.certificate().toString(),
                "username", "watch",
                "password", "p%+ä:@/ß \"");
        try (EmailTransport transport = EmailSamples.transport(port, settings)) {
            transport.send(Message.of(Notices.raised("alice")));
            assertThat(secure.getReceivedMessages()).hasSize(3);
        } finally {
            secure.stop();
        }
    }

    private MimeMessage sent(Message message) throws Exception {
        started().purgeEmailFromAllMailboxes();
        try (EmailTransport transport = EmailSamples.transport(server.getSmtp().getPort(), Map.of())) {
            assertThat(transport.send(message).recipient()).contains("a@example.org, b@example.org, c@example.org");
        }
        return server.getReceivedMessages()[0];
    }

    private GreenMail started() {
        if (!server.isRunning()) {
            server.start();
        }
        return server;
    }

    /** GreenMail's own certificate is for nobody. */
    private TestTls useTls(String name) throws Exception {
        TestTls tls = TestTls.create(directory, name);
        System.setProperty("greenmail.tls.keystore.file", tls.keyStore().toString());
        System.setProperty("greenmail.tls.keystore.password", TestTls.PASSWORD);
        return tls;
    }

    private static GreenMail start(String protocol) {
        GreenMail server = new GreenMail(setup(protocol));
        server.start();
        return server;
    }

    private static ServerSetup setup(String protocol) {
        ServerSetup setup = new ServerSetup(0, "localhost", protocol);
        setup.setServerStartupTimeout(20_000);
        return setup;
    }

    private static String header(MimeMessage mail, String name) throws Exception {
        return String.join("|", mail.getHeader(name)).replaceAll("\\s+", " ");
    }

    private static String raw(MimeMessage mail) throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        mail.writeTo(bytes);
        return bytes.toString(StandardCharsets.ISO_8859_1);
    }
}
