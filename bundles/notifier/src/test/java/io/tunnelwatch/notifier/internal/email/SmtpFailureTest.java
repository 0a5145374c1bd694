package io.tunnelwatch.notifier.internal.email;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import io.tunnelwatch.notifier.channel.DeliveryException;
import io.tunnelwatch.notifier.channel.Message;
import io.tunnelwatch.notifier.channel.Notices;
import io.tunnelwatch.notifier.channel.Receipt;
import io.tunnelwatch.notifier.channel.ScriptedServer;
import io.tunnelwatch.notifier.channel.SecretText;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a server may do to a mail. */
class SmtpFailureTest {

    private static final String PASSWORD = "p%+s3cr3t";

    private final Message message = Message.of(Notices.raised("alice"));

    @AfterEach
    void noThreadIsLeftBehind() {
        await().atMost(Duration.ofSeconds(10)).until(() -> Thread.getAllStackTraces().keySet().stream()
                .noneMatch(thread -> thread.getName().startsWith("tunnelwatch-smtp")));
    }

    @Test
    void allRecipientsGetItInOneTransaction() throws Exception {
        try (ScriptedServer server = new ScriptedServer(Smtp.willing());
                EmailTransport transport = transport(server)) {
            assertThat(transport.send(message)).isEqualTo(Receipt.of("a@example.org, b@example.org, c@example.org"));
            assertThat(server.heard())
                    .contains(
                            "MAIL FROM:<watch@example.org>",
                            "RCPT TO:<a@example.org>",
                            "RCPT TO:<b@example.org>",
                            "RCPT TO:<c@example.org>");
            await().until(() -> server.heard().contains("QUIT"));
        }
    }

    @Test
    void aRecipientThatIsRefusedKeepsItFromNobodyElse() throws Exception {
        Smtp smtp = Smtp.willing().answers("RCPT TO:<b@", "550 5.1.1 no such user");
        try (ScriptedServer server = new ScriptedServer(smtp);
                EmailTransport transport = transport(server)) {
            assertThat(transport.send(message).recipient()).contains("a@example.org, c@example.org");
            assertThat(transport.send(message).refused()).isEqualTo(Map.of("b@example.org", "550 5.1.1 no such user"));
        }
    }

    @Test
    void aRecipientThatHasToWaitIsTriedAloneAfterwards() throws Exception {
        Smtp smtp =
                Smtp.willing().answers("RCPT TO:<a@", "450 4.2.0 greylisted").answers("RCPT TO:<b@", "551 moved");
        try (ScriptedServer server = new ScriptedServer(smtp);
                EmailTransport transport = transport(server)) {
            DeliveryException e = failure(transport, message);
            assertThat(e.isPermanent()).isFalse();
            assertThat(e)
                    .hasMessageContainingAll(
                            "localhost:" + server.port(),
                            "does not take it yet for a@example.org (450 4.2.0 greylisted)",
                            "refuses b@example.org (551 moved)",
                            "has it for c@example.org");
            assertThat(failure(transport, message)).hasMessageContaining("has it for c@example.org");

            smtp.answers("RCPT TO:<a@", "250 fine");
            server.heard().clear();
            Receipt receipt = transport.send(message);

            assertThat(receipt.recipient()).contains("c@example.org, a@example.org");
            assertThat(receipt.refused()).isEqualTo(Map.of("b@example.org", "551 moved"));
            assertThat(server.heard())
                    .filteredOn(line -> line.startsWith("RCPT"))
                    .containsExactly("RCPT TO:<a@example.org>");

            server.heard().clear(); // once more, from the beginning
            transport.send(message);
            assertThat(server.heard())
                    .filteredOn(line -> line.startsWith("RCPT"))
                    .hasSize(3);
        }
    }

    @ParameterizedTest
    @CsvSource({"RCPT TO:<c@,hang up", ".,451 later", ".,hang up"})
    void whoWasOnlyNamedBeforeItBrokeOffHasNothing(String at, String answer) throws Exception {
        Smtp smtp = Smtp.willing().answers("RCPT TO:<b@", "550 no").answers(at, answer);
        try (ScriptedServer server = new ScriptedServer(smtp);
                EmailTransport transport = transport(server)) {
            assertThat(failure(transport, message)).hasMessageNotContaining("has it");

            smtp.answers(at, "250 fine");
            server.heard().clear();

            assertThat(transport.send(message).recipient().orElseThrow().split(", "))
                    .containsExactlyInAnyOrder("a@example.org", "c@example.org");
            assertThat(server.heard()).contains("RCPT TO:<a@example.org>", "RCPT TO:<c@example.org>");
        }
    }

    @Test
    void anotherMessageGoesToEverybodyMeanwhile() throws Exception {
        Smtp smtp = Smtp.willing().answers("RCPT TO:<a@", "450 later");
        try (ScriptedServer server = new ScriptedServer(smtp);
                EmailTransport transport = transport(server)) {
            failure(transport, message);
            server.heard().clear();

            failure(transport, Message.of(Notices.raised("bob")));

            assertThat(server.heard())
                    .filteredOn(line -> line.startsWith("RCPT"))
                    .hasSize(3);
        }
    }

    @Test
    void aMessageThatNobodyMayHaveIsADeadLetter() throws Exception {
        try (ScriptedServer server = new ScriptedServer(Smtp.willing().answers("RCPT", "550 no"));
                EmailTransport transport = transport(server)) {
            DeliveryException e = failure(transport, message);

            assertThat(e.isPermanent()).isTrue();
            assertThat(e).hasMessageContaining("refuses a@example.org, b@example.org, c@example.org (550 no)");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    CONNECT | 421 too busy          | false | 421
                    CONNECT | 554 no service        | false | 554
                    CONNECT | garbage               | false |
                    CONNECT | hang up               | false | hung up
                    EHLO    | hang up               | false |
                    MAIL    | 550 5.7.1 who are you | true  | 550 5.7.1 who are you
                    MAIL    | 451 disk full         | false | 451 disk full
                    MAIL    | 421 bye               | false | 421 bye
                    MAIL    | 530 5.7.0 log in      | false | username
                    MAIL    | hang up               | false |
                    RCPT    | 421 bye               | false | 421 bye
                    RCPT    | 450 later             | false | 450 later
                    RCPT    | 552 too many          | false | 552 too many
                    RCPT    | 530 log in            | false | 530 log in
                    RCPT    | 554 no                | true  | 554 no
                    RCPT    | hang up               | false |
                    DATA    | 554 no valid          | true  | 554 no valid
                    DATA    | 451 later             | false | 451 later
                    DATA    | hang up               | false |
                    LINE    | hang up               | false |
                    .       | 552 5.3.4 too long    | true  | 552 5.3.4 too long
                    .       | 550 looks like spam   | true  | 550 looks like spam
                    .       | 451 scanner is down   | false | 451 scanner is down
                    .       | hang up               | false |
                    """)
    void whatTheServerSaysDecidesWhetherItIsTriedAgain(String at, String answer, boolean permanent, String said)
            throws Exception {
        try (ScriptedServer server = new ScriptedServer(Smtp.willing().answers(at, answer));
                EmailTransport transport = transport(server)) {
            DeliveryException e = failure(transport, message);

            assertThat(e.isPermanent()).as(SecretText.all(e)).isEqualTo(permanent);
            assertThat(e).hasMessageContainingAll("localhost:" + server.port(), said == null ? "" : said);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"535 5.7.8 wrong: ", "534 weak: ", "454 not now: ", "hang up"})
    void whoIsNotLetInWaitsForTheOperatorAndHisPasswordStaysSecret(String answer) throws Exception {
        String echo = Base64.getEncoder().encodeToString(("watch\0watch\0" + PASSWORD).getBytes());
        Smtp smtp = Smtp.willing()
                .answers("EHLO", "250-smtp\r\n250 AUTH PLAIN")
                .answers("AUTH", answer.equals("hang up") ? answer : answer + echo + " is not " + PASSWORD);
        try (ScriptedServer server = new ScriptedServer(smtp);
                EmailTransport transport =
                        EmailSamples.transport(server.port(), Map.of("username", "watch", "password", PASSWORD))) {
            DeliveryException e = failure(transport, message);

            assertThat(server.heard()).anyMatch(line -> line.equals("AUTH PLAIN " + echo));
            assertThat(e.isPermanent()).isFalse();
            assertThat(e).hasMessageContainingAll("user 'watch'", "put username and password right");
            SecretText.assertHides(e, PASSWORD, echo);
            assertThat(transport.target()).doesNotContain(PASSWORD);
            assertThat(server.heard()).noneMatch(line -> line.startsWith("MAIL"));
        }
    }

    @Test
    void nothingIsSentInClearWhereTlsIsAskedFor() throws Exception {
        try (ScriptedServer server = new ScriptedServer(Smtp.willing());
                EmailTransport transport = EmailSamples.transport(
                        server.port(), Map.of("security", "starttls", "username", "watch", "password", PASSWORD))) {
            DeliveryException e = failure(transport, message);

            assertThat(e.isPermanent()).isFalse();
            assertThat(e).hasMessageContaining("does not offer STARTTLS");
            assertThat(server.heard()).noneMatch(line -> line.matches("(AUTH|MAIL).*"));
        }
    }

    @ParameterizedTest
    @CsvSource({"CONNECT,hang", "CONNECT,drip", "EHLO,hang", "EHLO,drip", "RCPT,drip", "DATA,hang", ".,hang", ".,drip"})
    void aServerThatHoldsALineIsCutOff(String at, String what) throws Exception {
        try (ScriptedServer server = new ScriptedServer(Smtp.willing().answers(at, what));
                EmailTransport transport = EmailSamples.impatient(server.port())) {
            long start = System.nanoTime();

            DeliveryException e = failure(transport, message);

            assertThat(e.isPermanent()).isFalse();
            assertThat(e).hasMessageContaining("took longer than 1 s");
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
        }
    }

    @ParameterizedTest
    @CsvSource({"CONNECT,hang", "EHLO,drip", ".,hang", ".,drip"})
    void closingEndsWhatIsUnderWay(String at, String what) throws Exception {
        try (ScriptedServer server = new ScriptedServer(Smtp.willing().answers(at, what));
                EmailTransport transport = transport(server)) {
            CompletableFuture<DeliveryException> sent =
                    CompletableFuture.supplyAsync(() -> failure(transport, message));
            server.awaitReached();
            long start = System.nanoTime();

            transport.close();

            assertThat(sent.get(10, TimeUnit.SECONDS)).hasMessageContaining("closed");
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(3));
            assertThat(failure(transport, message)).hasMessageContaining("closed");
        }
    }

    @Test
    void aTlsHandshakeThatHangsIsEndedToo() throws Exception {
        try (ScriptedServer server = new ScriptedServer(ScriptedServer.Line::hang);
                EmailTransport transport = EmailSamples.transport(server.port(), Map.of("security", "tls"))) {
            CompletableFuture<DeliveryException> sent =
                    CompletableFuture.supplyAsync(() -> failure(transport, message));
            server.awaitReached();

            transport.close();

            assertThat(sent.get(3, TimeUnit.SECONDS)).hasMessageContaining("closed");
        }
    }

    @Test
    void nobodyThereIsTemporary() throws Exception {
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        try (EmailTransport nobody = EmailSamples.transport(port, Map.of());
                EmailTransport noHost = EmailSamples.transport(port, Map.of("host", "host.invalid"))) {
            assertThat(failure(nobody, message)).hasMessageContainingAll("localhost:" + port, "refused");
            assertThat(failure(noHost, message))
                    .hasMessageContainingAll("host.invalid:" + port, "no host of this name");
            assertThat(failure(noHost, message).isPermanent()).isFalse();
        }
    }

    private static EmailTransport transport(ScriptedServer server) {
        return EmailSamples.transport(server.port(), Map.of());
    }

    private static DeliveryException failure(EmailTransport transport, Message message) {
        return catchThrowableOfType(DeliveryException.class, () -> transport.send(message));
    }
}
