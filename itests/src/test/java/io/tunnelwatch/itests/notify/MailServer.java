package io.tunnelwatch.itests.notify;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.util.List;
import java.util.stream.Stream;

/** A real SMTP server on the loopback that keeps what it gets. */
public final class MailServer implements AutoCloseable {

    private final GreenMail server;

    public MailServer() {
        this(ServerSetup.PROTOCOL_SMTP);
    }

    private MailServer(String protocol) {
        ServerSetup setup = new ServerSetup(0, "127.0.0.1", protocol);
        setup.setServerStartupTimeout(20_000); // a machine that has much to do
        server = new GreenMail(setup);
        server.start();
    }

    /** One that is spoken to in TLS from the first byte. */
    public static MailServer withTls(ServerCertificate certificate) {
        // GreenMail knows no other way, and its own certificate is for nobody
        System.setProperty("greenmail.tls.keystore.file", certificate.keyStore().toString());
        System.setProperty("greenmail.tls.keystore.password", ServerCertificate.PASSWORD);
        return new MailServer(ServerSetup.PROTOCOL_SMTPS);
    }

    /** The same, for this user and password. */
    public MailServer withUser(String user, String password) {
        server.setUser(user, user, password);
        return this;
    }

    public int port() {
        return (server.getSmtp() == null ? server.getSmtps() : server.getSmtp()).getPort();
    }

    /** All that it took, in order. */
    public List<MimeMessage> messages() {
        return List.of(server.getReceivedMessages());
    }

    public List<String> subjects() {
        return messages().stream().map(MailServer::subject).toList();
    }

    /** The key of each message: the same message has the same. */
    public List<String> keys() {
        return messages().stream()
                .flatMap(message -> Stream.of(header(message, "X-Tunnelwatch-Key")))
                .toList();
    }

    static String subject(MimeMessage message) {
        try {
            return message.getSubject();
        } catch (MessagingException e) {
            throw new AssertionError(e);
        }
    }

    static String header(MimeMessage message, String name) {
        try {
            return message.getHeader(name, null);
        } catch (MessagingException e) {
            throw new AssertionError(e);
        }
    }

    public void forget() {
        try {
            server.purgeEmailFromAllMailboxes();
        } catch (com.icegreen.greenmail.store.FolderException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        server.stop();
    }
}
