package io.tunnelwatch.notifier.internal.email;

import io.tunnelwatch.alert.Notice;
import io.tunnelwatch.alert.Severity;
import io.tunnelwatch.notifier.channel.AlertNotice;
import io.tunnelwatch.notifier.channel.Message;
import io.tunnelwatch.notifier.channel.Plain;
import io.tunnelwatch.notifier.channel.Wording;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import javax.activation.DataHandler;
import javax.activation.DataSource;
import javax.mail.Address;
import javax.mail.MessagingException;
import javax.mail.Session;
import javax.mail.internet.InternetAddress;
import javax.mail.internet.MimeBodyPart;
import javax.mail.internet.MimeMessage;
import javax.mail.internet.MimeMultipart;
import javax.mail.internet.MimeUtility;
import javax.mail.util.ByteArrayDataSource;

/**
 * A message as a mail: plain text and HTML. Its Message-ID comes from the message's key, so the same message sent twice
 * is the same mail. The notices of one alert refer to that of its beginning, by which mail programs put them together;
 * a mail of several refers to the beginnings of all of them, so it joins them where such a beginning had no mail of its
 * own.
 */
final class Mail extends MimeMessage {

    private static final int MOST_REFERENCES = 20;

    private Mail(Session session) {
        super(session);
    }

    /** Writes it. */
    static Mail of(Message message, Wording wording, EmailSettings settings, Instant now, Session session)
            throws MessagingException {
        Mail mail = new Mail(session);
        mail.setFrom(settings.from());
        mail.setRecipients(RecipientType.TO, settings.to().toArray(Address[]::new));
        mail.setRecipients(RecipientType.CC, settings.cc().toArray(Address[]::new));
        mail.setSentDate(Date.from(now));
        mail.setSubject(wording.subject(message), StandardCharsets.UTF_8.name());
        mail.thread(message, domain(settings.from()));
        mail.mark(message);
        mail.fill(wording.text(message), wording.html(message));
        mail.saveChanges();
        return mail;
    }

    /**
     * Nothing: all headers are set, and what this does else asks javax.activation for a handler of multipart/*, which
     * it looks for with the class loader of the thread. In OSGi that one knows none.
     */
    @Override
    protected void updateHeaders() {
        // see above
    }

    private void thread(Message message, String domain) throws MessagingException {
        setHeader("Message-ID", messageId(message.idempotencyKey(), domain));
        List<String> beginnings = message.notices().stream()
                .filter(notice -> message.isDigest() || notice.notice() != Notice.RAISED)
                .map(notice -> new AlertNotice(notice.alert(), Notice.RAISED, 0, notice.at(), notice.reason()))
                .map(raised -> messageId(raised.key(), domain))
                .distinct()
                .limit(MOST_REFERENCES)
                .toList();
        if (!beginnings.isEmpty()) {
            header("References", String.join(" ", beginnings));
        }
        if (!message.isDigest() && !beginnings.isEmpty()) {
            header("In-Reply-To", beginnings.get(0));
        }
    }

    /** For other people's programs: filters, ticket systems, and those that answer by themselves. */
    private void mark(Message message) throws MessagingException {
        setHeader("Auto-Submitted", "auto-generated"); // RFC 3834
        setHeader("Precedence", "bulk");
        setHeader("X-Auto-Response-Suppress", "All");
        setHeader("X-Tunnelwatch-Key", message.idempotencyKey());
        header(
                "X-Tunnelwatch-Alert",
                message.notices().stream()
                        .map(notice -> notice.alert().id())
                        .distinct()
                        .limit(MOST_REFERENCES)
                        .map(UUID::toString)
                        .collect(Collectors.joining(" ")));
        if (message.notices().stream().anyMatch(Mail::isUrgent)) {
            setHeader("X-Priority", "1");
            setHeader("Importance", "high");
        }
    }

    private static boolean isUrgent(AlertNotice notice) {
        return notice.notice() != Notice.RESOLVED && notice.alert().severity() == Severity.CRITICAL;
    }

    /** As bytes, which need no handler of javax.activation to be written. */
    private void fill(String text, String html) throws MessagingException {
        MimeMultipart both = new MimeMultipart("alternative", part(text, "plain"), part(html, "html"));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            both.writeTo(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException("Nothing can fail here", e);
        }
        setDataHandler(new DataHandler(new ByteArrayDataSource(bytes.toByteArray(), both.getContentType())));
        setHeader("MIME-Version", "1.0");
        header("Content-Type", both.getContentType());
        setHeader("Content-Transfer-Encoding", "7bit");
    }

    private static MimeBodyPart part(String text, String subtype) throws MessagingException {
        String type = "text/" + subtype + "; charset=UTF-8";
        String lines = text.lines().collect(Collectors.joining("\r\n", "", "\r\n"));
        DataSource source = new ByteArrayDataSource(lines.getBytes(StandardCharsets.UTF_8), type);
        MimeBodyPart part = new MimeBodyPart();
        part.setDataHandler(new DataHandler(source));
        part.setHeader("Content-Type", type);
        part.setHeader("Content-Transfer-Encoding", MimeUtility.getEncoding(source));
        return part;
    }

    private void header(String name, String value) throws MessagingException {
        setHeader(name, MimeUtility.fold(name.length() + 2, value));
    }

    private static String messageId(String key, String domain) {
        return "<" + Plain.line(key, 200) + "@" + domain + ">";
    }

    private static String domain(InternetAddress from) {
        String address = from.getAddress();
        return address.substring(address.lastIndexOf('@') + 1);
    }
}
