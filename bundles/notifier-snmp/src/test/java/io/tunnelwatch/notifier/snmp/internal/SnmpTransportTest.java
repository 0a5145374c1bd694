package io.tunnelwatch.notifier.snmp.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.tunnelwatch.notifier.channel.DeliveryException;
import io.tunnelwatch.notifier.channel.Receipt;
import io.tunnelwatch.notifier.channel.Samples;
import io.tunnelwatch.notifier.channel.Transport;
import io.tunnelwatch.notifier.snmp.internal.Login.Key;
import io.tunnelwatch.notifier.snmp.internal.Login.User;
import io.tunnelwatch.notifier.snmp.internal.Manager.Told;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.snmp4j.PDU;
import org.snmp4j.mp.SnmpConstants;
import org.snmp4j.security.UsmUser;
import org.snmp4j.smi.OctetString;

class SnmpTransportTest {

    private static final Map<String, String> TRAP = Map.of("type", "trap");
    private static final String AUTHENTICATION = "authentication-1";
    private static final String PRIVACY = "privacy-password-1";

    @TempDir
    Path folder;

    private final Deque<AutoCloseable> opened = new ArrayDeque<>();

    @AfterEach
    void close() throws Exception {
        while (!opened.isEmpty()) {
            opened.pop().close();
        }
    }

    @Test
    void anInformIsConfirmedByTheManager() throws Exception {
        Manager manager = closed(Manager.start());
        Transport transport = transport(manager, Map.of());

        assertThat(transport.send(Sent.of("laptop").raised())).isEqualTo(Receipt.CONFIRMED);

        Told told = manager.next();
        assertThat(told.type()).isEqualTo(PDU.INFORM);
        assertThat(told.name()).isEqualTo("noc");
        assertThat(told.binding(SnmpConstants.snmpTrapOID).toString())
                .isEqualTo("1.3.6.1.4.1.8072.9999.9999.51820.0.1");
        assertThat(told.value("1.7.0").toString()).isEqualTo("berlin");
    }

    @Test
    void anInformThatNobodyConfirmsIsNotDelivered() throws Exception {
        Manager manager = closed(Manager.start());
        manager.beSilent();
        Transport transport = transport(manager, Map.of("timeoutSeconds", "1", "retries", "1"));

        assertThatThrownBy(() -> transport.send(Sent.of("laptop").raised()))
                .isInstanceOfSatisfying(DeliveryException.class, failure -> assertThat(failure.isPermanent())
                        .isFalse())
                .hasMessageContaining("No confirmation within 2s")
                .hasMessageContaining("v2c informs to 127.0.0.1:" + manager.port());

        assertThat(manager.rest()).hasSize(2);
    }

    @Test
    void aManagerThatComesBackIsToldByTheNextAttempt() throws Exception {
        Manager gone = Manager.start();
        Transport transport = transport(gone, Map.of("timeoutSeconds", "2"));
        transport.send(Sent.of("laptop").raised());
        gone.close();
        assertThatThrownBy(() -> transport.send(Sent.of("laptop").resolved())).isInstanceOf(DeliveryException.class);

        Manager back = closed(new Manager("127.0.0.1", gone.port(), Engine.randomId()));
        transport.send(Sent.of("laptop").resolved());

        assertThat(back.next().value("1.19.0").toString()).isEqualTo("it is back");
    }

    /** What was found out of the engine of the old one is of no use. */
    @Test
    void aManagerOfVersionThreeThatIsReplacedIsToldByTheNextAttempt() throws Exception {
        Map<String, String> settings = new HashMap<>(user("inform", "sha256", "aes128"));
        settings.put("timeoutSeconds", "2");
        Manager gone = Manager.start().knowing(usmUser(settings));
        Transport transport = transport(gone, settings);
        transport.send(Sent.of("laptop").raised());
        gone.close();
        assertThatThrownBy(() -> transport.send(Sent.of("laptop").resolved())).isInstanceOf(DeliveryException.class);

        Manager other =
                closed(new Manager("127.0.0.1", gone.port(), Engine.randomId())).knowing(usmUser(settings));
        transport.send(Sent.of("laptop").resolved());

        assertThat(other.next().value("1.19.0").toString()).isEqualTo("it is back");
    }

    @Test
    void aTrapIsSentOnceAndNobodyIsWaitedFor() throws Exception {
        Manager manager = closed(Manager.start());
        manager.beSilent();

        transport(manager, TRAP).send(Sent.of("laptop").raised());

        Told told = manager.next();
        assertThat(told.type()).isEqualTo(PDU.TRAP);
        assertThat(told.binding(SnmpConstants.sysUpTime).toLong())
                .as("hundredths of a second since the channel began")
                .isBetween(0L, 60 * 100L);
    }

    @Test
    void anAddressOfVersionSixIsReached() throws Exception {
        Manager manager = closed(new Manager("::1", 0, Engine.randomId()));

        transport(manager, Map.of("host", "::1")).send(Sent.of("laptop").raised());

        assertThat(manager.next().type()).isEqualTo(PDU.INFORM);
    }

    @ParameterizedTest
    @CsvSource({
        "inform, sha, aes128, authPriv",
        "inform, sha256, aes128, authPriv",
        "inform, sha512, aes256, authPriv",
        "trap, sha, aes192, authPriv",
        "trap, sha256, aes128, authPriv",
        "inform, sha224, '', authNoPriv",
        "trap, sha384, '', authNoPriv",
        "inform, '', '', noAuthNoPriv",
        "trap, '', '', noAuthNoPriv",
    })
    void aUserIsBelieved(String type, String authentication, String privacy, String level) throws Exception {
        Map<String, String> settings = user(type, authentication, privacy);
        Manager manager = closed(Manager.start()).knowing(usmUser(settings));
        Transport transport = transport(manager, settings);

        assertThat(transport.target()).contains("as watch (" + level + ")");
        transport.send(Sent.of("laptop").raised());
        transport.send(Sent.of("laptop").resolved());

        for (String object : List.of("0.1", "0.3")) {
            Told told = manager.next();
            assertThat(told.type()).isEqualTo(type.equals("trap") ? PDU.TRAP : PDU.INFORM);
            assertThat(told.name()).isEqualTo("watch");
            assertThat(told.level())
                    .isEqualTo(((User) Settings.to(manager, settings).login())
                            .level()
                            .getSnmpValue());
            assertThat(told.binding(SnmpConstants.snmpTrapOID).toString()).endsWith(object);
        }
    }

    @Test
    void ofAUserThatTheManagerDoesNotKnowItIsSaid() throws Exception {
        Manager manager = closed(Manager.start());
        Transport transport = transport(manager, user("inform", "sha256", "aes128"));

        assertThatThrownBy(() -> transport.send(Sent.of("laptop").raised()))
                .hasMessageContaining("does not know the user (username)");
    }

    @ParameterizedTest
    @CsvSource({"authenticationPassword, authentication is not", "privacyPassword, No confirmation"})
    void ofAWrongPasswordItIsSaidAndNotWhatItIs(String setting, String why) throws Exception {
        Map<String, String> settings = new HashMap<>(user("inform", "sha256", "aes128"));
        Manager manager = closed(Manager.start()).knowing(usmUser(settings));
        settings.put(setting, "another-password-9");
        settings.put("timeoutSeconds", "2");
        Transport transport = transport(manager, settings);

        assertThatThrownBy(() -> transport.send(Sent.of("laptop").raised()))
                .isInstanceOf(DeliveryException.class)
                .hasMessageContaining(why)
                .hasMessageNotContaining("another-password-9")
                .hasMessageNotContaining(AUTHENTICATION)
                .hasMessageNotContaining(PRIVACY);
        assertThat(manager.rest()).isEmpty();
    }

    /** With the boots of before a receiver would take the traps of a restart for old ones that somebody sends again. */
    @Test
    void afterARestartTrapsAreStillTaken() throws Exception {
        Map<String, String> settings = user("trap", "sha256", "aes128");
        Manager manager = closed(Manager.start()).knowing(usmUser(settings));
        Path file = folder.resolve("noc.engine");
        Engine before = new EngineFile(file, Optional.empty(), InstantSource.system()).start();
        try (Transport transport = transport(manager, settings)) {
            transport.send(Sent.of("laptop").raised());
            manager.next();
        }

        transport(manager, settings).send(Sent.of("laptop").resolved());

        assertThat(manager.next().value("1.19.0").toString()).isEqualTo("it is back");
        Engine after = new EngineFile(file, Optional.empty(), InstantSource.system()).start();
        assertThat(after).isEqualTo(new Engine(before.id(), before.boots() + 3));
    }

    @Test
    void whereTheCountCanNotBeKeptNoTrapIsSent() throws Exception {
        Map<String, String> settings = user("trap", "sha256", "aes128");
        Manager manager = closed(Manager.start()).knowing(usmUser(settings));
        Transport transport = transport(manager, settings);
        Files.createDirectory(folder.resolve("noc.engine.new")); // in the way of the next version of the file

        assertThatThrownBy(() -> transport.send(Sent.of("laptop").raised()))
                .isInstanceOfSatisfying(DeliveryException.class, failure -> assertThat(failure.isPermanent())
                        .isFalse());
        Files.delete(folder.resolve("noc.engine.new"));
        transport.send(Sent.of("laptop").raised());

        manager.next();
        assertThat(manager.rest()).isEmpty();
    }

    @Test
    void aTestIsATest() throws Exception {
        Manager manager = closed(Manager.start());

        transport(manager, Map.of()).send(Samples.test("karaf", InstantSource.system()));

        Told told = manager.next();
        assertThat(told.binding(SnmpConstants.snmpTrapOID).toString()).endsWith("51820.0.4");
        assertThat(told.value("1.11.0").toString()).contains("that karaf asked for");
    }

    @Test
    void theEndOfTheChannelEndsASendAndItsThreads() throws Exception {
        Manager manager = closed(Manager.start());
        manager.beSilent();
        Transport transport = transport(manager, Map.of("timeoutSeconds", "10", "retries", "5"));
        CompletableFuture<Object> sending = CompletableFuture.supplyAsync(() -> {
            try {
                return transport.send(Sent.of("laptop").raised());
            } catch (DeliveryException | InterruptedException e) {
                return e;
            }
        });
        manager.next();
        long threads = listening();

        transport.close();

        await().atMost(Duration.ofSeconds(3)).until(sending::isDone);
        assertThat(sending.get()).isInstanceOf(DeliveryException.class);
        await().atMost(Duration.ofSeconds(3)).until(() -> listening() < threads);
        assertThatThrownBy(() -> transport.send(Sent.of("laptop").raised())).hasMessageContaining("closed");
    }

    @Test
    void anInterruptionEndsASend() throws Exception {
        Manager manager = closed(Manager.start());
        manager.beSilent();
        Transport transport = transport(manager, Map.of("timeoutSeconds", "10"));
        CompletableFuture<Throwable> ended = new CompletableFuture<>();
        Thread thread = new Thread(() -> {
            try {
                transport.send(Sent.of("laptop").raised());
            } catch (DeliveryException | InterruptedException e) {
                ended.complete(e);
            }
        });
        thread.start();
        manager.next();

        thread.interrupt();

        await().atMost(Duration.ofSeconds(3)).until(ended::isDone);
        assertThat(ended.get()).isInstanceOf(InterruptedException.class);
    }

    /** A trap waits for nobody, and would go out all the same. */
    @Test
    void whoIsInterruptedSendsNoMoreTraps() throws Exception {
        Manager manager = closed(Manager.start());
        Transport transport = transport(manager, TRAP);

        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> transport.send(Sent.of("laptop").raised())).isInstanceOf(InterruptedException.class);
        transport.send(Sent.of("laptop").resolved());
        manager.next();
        assertThat(manager.rest()).isEmpty();
    }

    private static long listening() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("DefaultUDPTransportMapping"))
                .count();
    }

    private static Map<String, String> user(String type, String authentication, String privacy) {
        Map<String, String> settings = new HashMap<>(Map.of("version", "v3", "type", type, "username", "watch"));
        if (!authentication.isEmpty()) {
            settings.putAll(Map.of("authentication", authentication, "authenticationPassword", AUTHENTICATION));
        }
        if (!privacy.isEmpty()) {
            settings.putAll(Map.of("privacy", privacy, "privacyPassword", PRIVACY));
        }
        return settings;
    }

    /** What an operator of the manager would enter there, by the names of the protocols. */
    private static UsmUser usmUser(Map<String, String> settings) {
        SnmpSettings read =
                Settings.read(Map.of("host", "localhost", "username", "watch", "version", "v3", "retries", "0"));
        assertThat(read.login()).isInstanceOf(User.class);
        return new User(
                        new OctetString("watch"),
                        Optional.ofNullable(settings.get("authentication"))
                                .map(kind -> new Key<>(
                                        AuthenticationKind.valueOf(kind.toUpperCase(java.util.Locale.ROOT)),
                                        new OctetString(AUTHENTICATION))),
                        Optional.ofNullable(settings.get("privacy"))
                                .map(kind -> new Key<>(
                                        PrivacyKind.valueOf(kind.toUpperCase(java.util.Locale.ROOT)),
                                        new OctetString(PRIVACY))))
                .usmUser();
    }

    private Transport transport(Manager manager, Map<String, String> others) throws IOException {
        SnmpSettings settings = Settings.to(manager, others);
        boolean traps = settings.login() instanceof User && !settings.confirmed();
        Optional<EngineFile> engine = traps
                ? Optional.of(new EngineFile(folder.resolve("noc.engine"), Optional.empty(), InstantSource.system()))
                : Optional.empty();
        return closed(
                new SnmpTransport(settings, engine, new NotificationWriter(settings.root(), message -> message.first()
                        .alert()
                        .summary())));
    }

    private <T extends AutoCloseable> T closed(T one) {
        opened.push(one);
        return one;
    }
}
