package io.tunnelwatch.notifier.internal.email;

import com.sun.mail.smtp.SMTPTransport;
import io.tunnelwatch.notifier.channel.DeliveryException;
import io.tunnelwatch.notifier.channel.Message;
import io.tunnelwatch.notifier.channel.Wording;
import io.tunnelwatch.notifier.internal.email.EmailSettings.Login;
import io.tunnelwatch.notifier.internal.email.EmailSettings.Security;
import io.tunnelwatch.notifier.internal.net.NamedSocketFactory;
import io.tunnelwatch.notifier.internal.net.SocketGuard;
import io.tunnelwatch.notifier.internal.net.SocketGuard.Exchange;
import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Properties;
import javax.mail.Address;
import javax.mail.MessagingException;
import javax.mail.Session;
import javax.mail.URLName;
import javax.mail.internet.AddressException;
import javax.mail.internet.InternetAddress;
import org.jspecify.annotations.Nullable;

/**
 * One transaction of SMTP for each attempt, over a connection of its own. The sockets are ours, so that an attempt is
 * bounded as a whole and can be broken off: {@link SMTPTransport} holds its lock while it waits for the server.
 */
final class SmtpSender implements AutoCloseable {

    /** For one answer; scanners of mails take their time, and who hangs up on them sends the mail twice. */
    private static final Duration LONGEST_ANSWER = Duration.ofSeconds(30);

    private final EmailSettings settings;
    private final Wording wording;
    private final InstantSource clock;
    private final NamedSocketFactory tls;
    private final Session session;
    private final SocketGuard guard = new SocketGuard("tunnelwatch-smtp-watchdog");

    SmtpSender(EmailSettings settings, Wording wording, InstantSource clock) {
        this.settings = settings;
        this.wording = wording;
        this.clock = clock;
        this.tls = new NamedSocketFactory(settings.trust(), settings.host());
        try (MailLoader loader = MailLoader.set()) {
            this.session = Session.getInstance(properties());
        }
    }

    /**
     * Tries it once, for who is left.
     *
     * @return who has it now, and who was refused
     * @throws DeliveryException it could not be tried, or broke off: nothing has changed
     */
    Progress send(Message message, Progress progress) throws DeliveryException, InterruptedException {
        try (Exchange exchange = guard.begin(settings.timeout());
                MailLoader loader = MailLoader.set()) {
            return attempt(exchange, message, progress);
        } catch (IOException e) {
            throw DeliveryException.temporary(settings.server() + ": " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        guard.close();
    }

    private Progress attempt(Exchange exchange, Message message, Progress progress)
            throws DeliveryException, InterruptedException {
        SMTPTransport transport = new SMTPTransport(session, url());
        try {
            transport.connect(connected(exchange));
            transport.sendMessage(Mail.of(message, wording, settings, clock.instant(), session), addresses(progress));
            return progress.taken(Map.of(), Map.of());
        } catch (MessagingException | IOException e) {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            return new SmtpFailure(settings, transport, exchange.cut()).judge(e, progress);
        } finally {
            quit(transport);
        }
    }

    private Socket connected(Exchange exchange) throws IOException {
        Socket socket = exchange.connect(settings.host(), settings.port());
        socket.setSoTimeout((int) LONGEST_ANSWER.toMillis());
        return settings.security() == Security.TLS
                ? tls.createSocket(socket, settings.host(), settings.port(), true)
                : socket;
    }

    private static void quit(SMTPTransport transport) {
        try {
            transport.close();
        } catch (MessagingException e) {
            return; // what was said of the message stands
        }
    }

    /** The user and the password get to the transport in it alone, and nowhere else. */
    private URLName url() {
        String user = settings.login().map(Login::username).orElse(null);
        String password = settings.login().map(Login::password).orElse(null);
        return new URLName("smtp", settings.host(), settings.port(), null, user, password);
    }

    private Properties properties() {
        Properties properties = new Properties();
        properties.put("mail.smtp.from", settings.from().getAddress());
        properties.put("mail.smtp.auth", Boolean.toString(settings.login().isPresent()));
        properties.put("mail.smtp.sendpartial", "true");
        properties.put("mail.smtp.quitwait", "false");
        boolean startTls = settings.security() == Security.STARTTLS;
        properties.put("mail.smtp.starttls.enable", Boolean.toString(startTls));
        properties.put("mail.smtp.starttls.required", Boolean.toString(startTls)); // never in clear instead
        properties.put("mail.smtp.ssl.socketFactory", tls); // it checks the server's name
        return properties;
    }

    private static Address[] addresses(Progress progress) throws AddressException {
        return InternetAddress.parse(String.join(",", progress.left().keySet()), true);
    }

    /**
     * What mail looks up by the thread's class loader (providers, handlers) is to be its own: in OSGi that of the
     * thread is anybody's, and may know another version of it.
     */
    private record MailLoader(@Nullable ClassLoader before) implements AutoCloseable {

        static MailLoader set() {
            MailLoader loader = new MailLoader(Thread.currentThread().getContextClassLoader());
            Thread.currentThread().setContextClassLoader(Session.class.getClassLoader());
            return loader;
        }

        @Override
        public void close() {
            Thread.currentThread().setContextClassLoader(before);
        }
    }
}
