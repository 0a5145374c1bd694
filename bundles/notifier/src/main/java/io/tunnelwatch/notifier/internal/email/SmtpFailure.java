package io.tunnelwatch.notifier.internal.email;

import com.sun.mail.smtp.SMTPAddressFailedException;
import com.sun.mail.smtp.SMTPSendFailedException;
import com.sun.mail.smtp.SMTPTransport;
import io.tunnelwatch.notifier.channel.DeliveryException;
import io.tunnelwatch.notifier.channel.Plain;
import io.tunnelwatch.notifier.internal.email.EmailSettings.Login;
import io.tunnelwatch.notifier.internal.email.EmailSettings.Security;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import javax.mail.AuthenticationFailedException;
import javax.mail.MessagingException;
import javax.mail.SendFailedException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * What a failed attempt means for a message (RFC 5321, RFC 4954). What the network, the server or an operator can mend
 * is temporary; a refusal of this message, or of this recipient, is not.
 *
 * @param cut what broke it off on our side
 */
record SmtpFailure(EmailSettings settings, SMTPTransport transport, Optional<String> cut) {

    /**
     * 530, 534, 535, 538: somebody has to log in, or to do so otherwise; 552 of a recipient: too many at once (RFC
     * 5321, 4.5.3.1.10).
     */
    private static final Set<Integer> MENDED_BY_OPERATOR = Set.of(530, 534, 535, 538);

    private static final int TOO_MANY_RECIPIENTS = 552;
    private static final int LONGEST_REPLY = 300;
    private static final String HIDDEN = "…";
    private static final Pattern BASE64 = Pattern.compile("[\\p{Alnum}+/]{4,}={0,2}");

    /**
     * Judges it.
     *
     * @return who has it, and who was refused
     * @throws DeliveryException nothing has changed
     */
    Progress judge(Exception failure, Progress progress) throws DeliveryException {
        if (cut.isPresent()) {
            throw temporary(
                    "has not taken it: the attempt " + cut.get(), io(failure).orElse(null));
        }
        if (failure instanceof AuthenticationFailedException) {
            String reply = shown(String.valueOf(failure.getMessage()));
            throw temporary("does not let " + user() + " in (" + reply + "); put username and password right", null);
        }
        Optional<IOException> io = io(failure);
        if (io.isPresent()) {
            throw temporary(network(io.get()), io.get());
        }
        if (failure instanceof SMTPSendFailedException refusal && refusal.getReturnCode() / 100 != 2) {
            return refused(refusal, progress);
        }
        if (failure instanceof SendFailedException refusal) {
            return sorted(refusal, progress);
        }
        throw temporary(greeting(), null);
    }

    /** MAIL, DATA or the end of the data were refused. */
    private Progress refused(SMTPSendFailedException refusal, Progress progress) throws DeliveryException {
        int code = refusal.getReturnCode();
        String reply = shown(String.valueOf(refusal.getMessage()));
        if (MENDED_BY_OPERATOR.contains(code)) {
            throw temporary("asks for something else (" + reply + "); put username, password and security right", null);
        }
        if (code / 100 == 5) {
            return progress.refused(reply);
        }
        throw temporary(code < 0 ? "hung up" : "does not take the message now (" + reply + ")", null);
    }

    /** Some recipients were refused; the message was taken for the others, if there were any. */
    private Progress sorted(SendFailedException refusal, Progress progress) {
        Map<String, String> later = new LinkedHashMap<>();
        Map<String, String> never = new LinkedHashMap<>();
        for (Exception next = refusal; next instanceof MessagingException chained; next = chained.getNextException()) {
            if (next instanceof SMTPAddressFailedException failed) {
                String reply = failed.getReturnCode() < 0 ? "it hung up" : shown(String.valueOf(failed.getMessage()));
                (isPermanent(failed) ? never : later).put(failed.getAddress().getAddress(), reply);
            }
        }
        if (refusal instanceof SMTPSendFailedException) {
            return progress.taken(later, never);
        }
        progress.left().keySet().stream()
                .filter(recipient -> !never.containsKey(recipient))
                .forEach(recipient -> later.putIfAbsent(recipient, "it broke off"));
        return progress.notTaken(later, never);
    }

    private static boolean isPermanent(SMTPAddressFailedException failed) {
        int code = failed.getReturnCode();
        return code / 100 == 5 && code != TOO_MANY_RECIPIENTS && !MENDED_BY_OPERATOR.contains(code);
    }

    private String greeting() {
        if (settings.security() == Security.STARTTLS
                && transport.getLastReturnCode() == 250
                && !transport.supportsExtension("STARTTLS")) {
            return "does not offer STARTTLS, and nothing is sent in clear; set security to tls, or to none";
        }
        return transport.getLastReturnCode() > 0 ? "does not work now (" + reply() + ")" : "hung up";
    }

    private static String network(IOException e) {
        if (e instanceof UnknownHostException) {
            return "is unknown: there is no host of this name";
        }
        if (e instanceof SSLException) {
            return "failed: no secure connection (" + e.getMessage() + "); for a certificate of your own set caFile";
        }
        if (e instanceof SocketTimeoutException) {
            return "does not answer (" + e.getMessage() + ")";
        }
        return "failed: " + e.getMessage();
    }

    private DeliveryException temporary(String text, @Nullable IOException cause) {
        return DeliveryException.temporary("mail server " + settings.server() + " " + text, cause);
    }

    private String user() {
        return settings.login().map(login -> "user '" + login.username() + "'").orElse("nobody");
    }

    private String reply() {
        return shown(String.valueOf(transport.getLastServerResponse()));
    }

    /** A server may repeat what it was told, as it was told. The reply is not kept as a cause either. */
    private String shown(String reply) {
        String shown = settings.login()
                .map(Login::password)
                .map(password -> hide(reply, password))
                .orElse(reply);
        return Plain.line(shown.strip(), LONGEST_REPLY);
    }

    private static String hide(String reply, String password) {
        return BASE64.matcher(reply)
                .replaceAll(match -> decoded(match.group()).contains(password) ? HIDDEN : "$0")
                .replace(password, HIDDEN);
    }

    private static String decoded(String base64) {
        try {
            return new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return "";
        }
    }

    private static Optional<IOException> io(Exception failure) {
        for (Throwable next = failure; next != null; next = next.getCause()) {
            if (next instanceof IOException io) {
                return Optional.of(io);
            }
        }
        return Optional.empty();
    }
}
