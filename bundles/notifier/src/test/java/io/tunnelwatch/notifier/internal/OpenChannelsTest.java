package io.tunnelwatch.notifier.internal;

import static io.tunnelwatch.notifier.internal.RecordingTransport.CONFIRMS;
import static io.tunnelwatch.notifier.internal.RecordingTransport.IS_DOWN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import io.tunnelwatch.alert.AlertEvent.Delivered;
import io.tunnelwatch.alert.AlertEvent.DeliveryFailed;
import io.tunnelwatch.alert.AlertKind;
import io.tunnelwatch.alert.Notice;
import io.tunnelwatch.notifier.ChannelCounts;
import io.tunnelwatch.notifier.ChannelStatus;
import io.tunnelwatch.notifier.NotDeliveredException;
import io.tunnelwatch.notifier.channel.ChannelId;
import io.tunnelwatch.notifier.channel.Channels.OpenChannel;
import io.tunnelwatch.notifier.channel.DeliveryException;
import io.tunnelwatch.notifier.channel.Message;
import io.tunnelwatch.notifier.channel.Receipt;
import io.tunnelwatch.notifier.channel.Settings;
import io.tunnelwatch.notifier.channel.Transport.Audience;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OpenChannelsTest {

    private static final ChannelId CHAT = new ChannelId("webhook", "chat");

    @TempDir
    Path folder;

    private World world;
    private final RecordingTransport mail = RecordingTransport.toPeople();

    @BeforeEach
    void start() {
        world = new World(folder);
    }

    @AfterEach
    void end() {
        world.close();
    }

    @Test
    void aNewChannelTellsWhatHappensFromNowOnAndRecordsIt() {
        world.raised("before");
        world.channel(mail);
        awaitBegun();
        world.raised("alice");
        awaitTold("RAISED alice");
        world.resolved("before", "alice");
        awaitTold("RAISED alice", "RESOLVED alice");
        await().untilAsserted(() -> assertThat(world.events(Delivered.class))
                .extracting(Delivered::alertId, Delivered::channel, Delivered::notice, event -> event.recipient()
                        .orElse(""))
                .containsExactly(
                        tuple(world.alert("alice"), "email.noc", Notice.RAISED, "noc@example.org"),
                        tuple(world.alert("alice"), "email.noc", Notice.RESOLVED, "noc@example.org")));
    }

    @Test
    void whatFailsIsTriedAgainInOrderAndEachArrivesOnce() {
        mail.behaviour = IS_DOWN;
        world.channel(mail, "maxPerMinute", "0");
        awaitBegun();
        world.raised("alice");
        world.raised("bob");
        world.resolved("alice");
        await().until(() -> mail.tried.size() >= 2);
        assertThat(status().state()).isEqualTo(ChannelStatus.State.FAILING);
        assertThat(status().lastError()).contains("connection refused");
        assertThat(status().backlog()).isEqualTo(3);
        await().untilAsserted(() -> assertThat(world.events(DeliveryFailed.class))
                .singleElement()
                .satisfies(failed -> assertThat(failed.permanent()).isFalse()));
        mail.behaviour = CONFIRMS;
        awaitTold("RAISED alice", "RAISED bob", "RESOLVED alice");
        assertThat(mail.tried).extracting(Message::idempotencyKey).startsWith(world.alert("alice") + "-raised");
        await().until(() -> status().state() == ChannelStatus.State.WORKING);
        assertThat(status().counts()).isEqualTo(new ChannelCounts(3, mail.tried.size() - 3L, 0));
    }

    @Test
    void theOtherSideIsNotTriedBeforeTheTimeItAskedFor() {
        mail.behaviour = message -> {
            throw DeliveryException.after(Duration.ofMinutes(10), "429 too many requests");
        };
        world.channel(mail);
        awaitBegun();
        Instant before = Instant.now();
        world.raised("alice");
        await().untilAsserted(() ->
                assertThat(status().nextAttempt().orElseThrow()).isAfter(before.plus(Duration.ofMinutes(9))));
        assertThat(mail.tried).hasSize(1);
    }

    @Test
    void whatWillNeverBeTakenIsADeadLetterAndTheNextOneIsSent() throws Exception {
        mail.behaviour = message -> {
            if (message.first().alert().peerName().equals(Optional.of("alice"))) {
                throw DeliveryException.permanent("550 no such user", null);
            }
            return Receipt.CONFIRMED;
        };
        world.channel(mail);
        awaitBegun();
        world.raised("alice");
        world.raised("bob");
        awaitTold("RAISED bob");
        assertThat(status().deadLetters()).singleElement().satisfies(letter -> {
            assertThat(letter.alertId()).isEqualTo(world.alert("alice"));
            assertThat(letter.reason()).isEqualTo("550 no such user");
        });
        await().untilAsserted(() -> assertThat(world.events(DeliveryFailed.class))
                .singleElement()
                .satisfies(failed -> assertThat(failed.permanent()).isTrue()));
        assertThat(status().counts().givenUp()).isEqualTo(1);

        mail.behaviour = CONFIRMS;
        var alert = world.log().openAlerts().find(world.alert("alice")).orElseThrow();
        assertThat(world.channels.resend("email.noc", alert, Notice.RAISED)).contains("noc@example.org");
        assertThat(mail.confirmed.get(1).idempotencyKey()).contains("-raised-again-");
        assertThat(status().deadLetters()).isEmpty();
        world.resolved("alice");
        awaitTold("RAISED bob", "RAISED alice", "RESOLVED alice");
    }

    @Test
    void whoRefusedAMessageThatOthersHaveIsRecorded() {
        mail.behaviour = message -> new Receipt(Optional.of("a@x"), Map.of("b@x", "550 no such user"));
        world.channel(mail);
        awaitBegun();
        world.raised("alice");
        await().untilAsserted(() -> assertThat(world.events(DeliveryFailed.class))
                .singleElement()
                .satisfies(failed -> assertThat(failed.reason()).isEqualTo("b@x: 550 no such user")));
        assertThat(world.events(Delivered.class)).hasSize(1);
        assertThat(status().deadLetters()).hasSize(1);
        world.resolved("alice");
        awaitTold("RAISED alice", "RESOLVED alice");
    }

    @Test
    void aThousandPeersLostInOnePollAreOneMessageToPeople() {
        world.channel(mail);
        RecordingTransport system = new RecordingTransport(Audience.SYSTEM, 100);
        world.channel(CHAT, system);
        awaitBegun();
        world.raised(peers(1000));
        await().untilAsserted(() -> assertThat(mail.told()).hasSize(1000));
        assertThat(mail.confirmed).hasSize(1);
        await().untilAsserted(() -> assertThat(system.told()).hasSize(1000));
        assertThat(system.confirmed)
                .allSatisfy(message -> assertThat(message.notices()).hasSizeLessThanOrEqualTo(100));
        await().untilAsserted(() -> assertThat(world.events(Delivered.class)).hasSize(2000));
    }

    @Test
    void whatIsMoreThanAMinuteTakesComesAsOneMessageLater() {
        world.channel(mail, "maxPerMinute", "3");
        awaitBegun();
        for (String peer : peers(4)) {
            world.raised(peer);
            await().pollDelay(Duration.ofMillis(20))
                    .atMost(Duration.ofSeconds(1))
                    .until(() -> true);
        }
        await().untilAsserted(() -> assertThat(mail.confirmed).hasSize(3));
        world.raised("late");
        await().untilAsserted(() -> assertThat(status().backlog()).isGreaterThanOrEqualTo(1));
        assertThat(mail.confirmed).hasSize(3);
    }

    @Test
    void afterARestartNothingIsToldTwiceAndWhatWasOwedIsTold() {
        world.channel(mail);
        awaitBegun();
        world.raised("alice");
        awaitTold("RAISED alice");
        mail.behaviour = IS_DOWN;
        world.raised("bob");
        await().until(() -> mail.tried.size() > 1);
        world.restartNotifier();
        world.resolved("alice");
        RecordingTransport again = RecordingTransport.toPeople();
        world.channel(again);
        await().untilAsserted(() -> assertThat(again.told()).containsExactly("RAISED bob", "RESOLVED alice"));
    }

    @Test
    void afterAKillThatLostTheBooksTheLogKnowsWhatWasTold() throws Exception {
        world.channel(mail);
        awaitBegun();
        byte[] oldBooks = Files.readAllBytes(world.books());
        world.raised(peers(20));
        await().untilAsserted(() -> assertThat(world.events(Delivered.class)).hasSize(20));
        world.restartNotifier();
        Files.write(world.books(), oldBooks); // as if nothing had been written since
        world.raised("alice");
        RecordingTransport again = RecordingTransport.toPeople();
        world.channel(again);
        await().untilAsserted(() -> assertThat(again.told()).containsExactly("RAISED alice"));
    }

    @Test
    void booksThatAreLostAreMadeAgainFromTheLog() throws Exception {
        world.raised("ended long ago");
        world.resolved("ended long ago");
        world.channel(mail);
        awaitBegun();
        world.raised("alice", "bob");
        awaitTold("RAISED alice", "RAISED bob");
        await().untilAsserted(() -> assertThat(world.events(Delivered.class)).hasSize(2));
        world.restartNotifier();
        Files.writeString(world.books(), "{ damaged");
        world.raised("carol");
        world.resolved("alice");
        RecordingTransport again = RecordingTransport.toPeople();
        world.channel(again);
        await().untilAsserted(
                        () -> assertThat(again.told()).containsExactlyInAnyOrder("RAISED carol", "RESOLVED alice"));
    }

    @Test
    void whatWasConfirmedWhileTheLogWasAwayIsRecordedWhenItIsBack() {
        CountDownLatch logIsAway = new CountDownLatch(1);
        mail.behaviour = message -> {
            logIsAway.await();
            return CONFIRMS.take(message);
        };
        world.channel(mail);
        awaitBegun();
        world.raised("alice");
        await().until(() -> mail.tried.size() == 1);
        world.stopLog();
        logIsAway.countDown();
        awaitTold("RAISED alice");
        world.restartNotifier();
        world.startLog();
        RecordingTransport again = RecordingTransport.toPeople();
        world.channel(again);
        await().untilAsserted(() -> assertThat(world.events(Delivered.class)).hasSize(1));
        world.resolved("alice");
        await().untilAsserted(() -> assertThat(again.told()).containsExactly("RESOLVED alice"));
    }

    @Test
    void settingsThatChangeWhileAHundredNoticesAreUnderWayLoseNone() {
        RecordingTransport old = RecordingTransport.toPeople();
        OpenChannel channel = world.channel(old, "maxPerMinute", "0");
        awaitBegun();
        for (String peer : peers(100)) {
            world.raised(peer);
        }
        await().until(() -> old.confirmed.size() > 10);
        channel.use(Settings.of("maxPerMinute", "0"), mail);
        await().untilAsserted(() -> assertThat(Stream.concat(old.told().stream(), mail.told().stream()))
                .containsExactly(
                        IntStream.range(0, 100).mapToObj(n -> "RAISED peer" + n).toArray(String[]::new)));
        await().until(() -> old.closed.getCount() == 0);
        world.raised("next");
        await().untilAsserted(() -> assertThat(mail.told()).endsWith("RAISED next"));
    }

    @Test
    void refusedSettingsChangeNothingAndAreSaid() {
        OpenChannel channel = world.channel(mail);
        awaitBegun();
        channel.refuse("port = 'x' is refused, allowed is a number");
        assertThat(status().problems()).containsExactly("port = 'x' is refused, allowed is a number");
        world.raised("alice");
        awaitTold("RAISED alice");
    }

    @Test
    void aChannelWithoutSettingsThatHoldLosesNothing() {
        world.channel(mail);
        awaitBegun();
        world.restartNotifier();
        OpenChannel channel = world.channels.open(World.NOC);
        channel.refuse("host is missing");
        world.raised("alice");
        assertThat(status().state()).isEqualTo(ChannelStatus.State.REFUSED);
        channel.use(Settings.of(), mail);
        awaitTold("RAISED alice");
        channel.close(false);
    }

    @Test
    void aChannelThatHangsDelaysNoOtherAndEndsWhenItIsClosed() throws Exception {
        CountDownLatch hangs = new CountDownLatch(1);
        RecordingTransport hanging = RecordingTransport.toPeople();
        hanging.behaviour = message -> {
            hangs.countDown();
            hanging.closed.await();
            throw DeliveryException.temporary("connection closed", null);
        };
        OpenChannel channel = world.channel(CHAT, hanging);
        world.channel(mail);
        awaitBegun();
        world.raised("alice");
        awaitTold("RAISED alice");
        assertThat(hangs.await(10, TimeUnit.SECONDS)).isTrue();
        channel.close(false);
        assertThat(threads()).noneMatch(name -> name.contains("webhook.chat"));
    }

    @Test
    void aFailingChannelIsToldThroughTheOthersAndNeverThroughItself() {
        RecordingTransport chat = RecordingTransport.toPeople();
        world.channel(CHAT, chat, "match", "kind=CHANNEL_FAILING");
        mail.behaviour = message -> {
            throw DeliveryException.permanent("554 go away", null);
        };
        world.channel(mail);
        awaitBegun();
        world.raised("alice");
        await().untilAsserted(() -> assertThat(chat.confirmed).singleElement().satisfies(message -> {
            assertThat(message.first().alert().key().kind()).isEqualTo(AlertKind.CHANNEL_FAILING);
            assertThat(message.first().alert().summary()).contains("channel email.noc", "554 go away");
        }));
        mail.behaviour = CONFIRMS;
        world.raised("bob");
        awaitTold("RAISED bob");
        assertThat(chat.told()).containsExactly("RAISED ?"); // for a while it may give up on the next one, too
        world.time.move(Duration.ofMinutes(10));
        await().untilAsserted(() -> assertThat(chat.told()).containsExactly("RAISED ?", "RESOLVED ?"));
        assertThat(mail.told()).containsExactly("RAISED bob");
    }

    @Test
    void whenOneOfTwoFailingChannelsIsWellItTellsOfTheOther() {
        RecordingTransport chat = RecordingTransport.toPeople();
        chat.behaviour = IS_DOWN;
        mail.behaviour = IS_DOWN;
        world.channel(mail);
        world.channel(CHAT, chat);
        awaitBegun();
        world.raised("alice");
        await().until(() -> !mail.tried.isEmpty() && !chat.tried.isEmpty());
        Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> {
            world.time.move(Duration.ofSeconds(31)); // each failure is followed by the next
            return world.log().openAlerts().alerts().stream()
                    .anyMatch(alert -> alert.summary().contains("email.noc")
                            && alert.summary().contains("webhook.chat"));
        });
        mail.behaviour = CONFIRMS;
        world.time.move(Duration.ofMinutes(5));
        await().untilAsserted(() -> assertThat(mail.confirmed)
                .anySatisfy(message -> assertThat(message.first().alert().summary())
                        .contains("webhook.chat")
                        .doesNotContain("email.noc")));
    }

    @Test
    void aRetryGoesByTheRulesOfItsOwnTime() {
        world.channel(mail);
        awaitBegun();
        mail.behaviour = IS_DOWN;
        world.raised("alice");
        await().until(() -> !mail.tried.isEmpty());
        world.silenced("alice");
        await().until(() -> status().held() == 1);
        mail.behaviour = CONFIRMS;
        world.time.move(Duration.ofMinutes(5));
        world.raised("bob");
        awaitTold("RAISED bob");
    }

    @Test
    void aClockThatIsSetBackHoldsNothingUp() {
        world.channel(mail, "maxPerMinute", "1");
        awaitBegun();
        mail.behaviour = IS_DOWN;
        world.raised("alice");
        await().until(() -> !mail.tried.isEmpty());
        world.clock.move(Duration.ofHours(-1));
        mail.behaviour = CONFIRMS;
        awaitTold("RAISED alice");
        world.raised("bob");
        world.time.move(Duration.ofMinutes(1));
        awaitTold("RAISED alice", "RAISED bob");
        world.clock.move(Duration.ofHours(2));
        world.raised("carol");
        world.time.move(Duration.ofMinutes(1));
        awaitTold("RAISED alice", "RAISED bob", "RAISED carol");
    }

    @Test
    void aSideThatCanNotBeRefreshedIsFailing() {
        RecordingTransport system = new RecordingTransport(Audience.SYSTEM, 1);
        system.refreshEvery = Optional.of(Duration.ofMillis(20));
        system.refreshFails = true;
        world.channel(system);
        awaitBegun();
        await().until(() -> status().state() == ChannelStatus.State.FAILING);
        await().untilAsserted(() -> assertThat(world.log().openAlerts().alerts())
                .singleElement()
                .satisfies(alert -> assertThat(alert.key().kind()).isEqualTo(AlertKind.CHANNEL_FAILING)));
        system.refreshFails = false;
        await().until(() -> status().state() == ChannelStatus.State.WORKING);
        await().until(() -> world.log().openAlerts().alerts().isEmpty());
    }

    @Test
    void aTransportWithADefectIsTriedAgain() {
        mail.behaviour = message -> {
            throw new NoClassDefFoundError("javax/mail/Session");
        };
        world.channel(mail);
        awaitBegun();
        world.raised("alice");
        await().until(() -> status().lastError().orElse("").contains("a defect"));
        mail.behaviour = CONFIRMS;
        awaitTold("RAISED alice");
    }

    @Test
    void whatWasToldAndIsOpenIsRefreshedForASideThatForgets() {
        RecordingTransport system = new RecordingTransport(Audience.SYSTEM, 1);
        system.refreshEvery = Optional.of(Duration.ofMillis(50));
        world.channel(system);
        awaitBegun();
        world.raised("alice", "bob");
        await().untilAsserted(() -> assertThat(system.told()).hasSize(2));
        world.resolved("bob");
        await().untilAsserted(() -> assertThat(system.refreshed.get(system.refreshed.size() - 1))
                .singleElement()
                .satisfies(notice -> assertThat(notice.alert().peerName()).contains("alice")));
    }

    @Test
    void aChannelWhoseConfigurationIsDeletedIsForgotten() {
        OpenChannel channel = world.channel(mail);
        awaitBegun();
        world.raised("alice");
        awaitTold("RAISED alice");
        mail.behaviour = IS_DOWN;
        world.raised("bob");
        await().until(() -> status().backlog() == 1);
        channel.close(true);
        assertThat(world.books()).doesNotExist();
        assertThat(world.log().status().consumers()).isEmpty();
        assertThat(world.channels.channels()).isEmpty();
        RecordingTransport again = RecordingTransport.toPeople();
        world.channel(again);
        awaitBegun();
        world.raised("carol");
        await().untilAsserted(() -> assertThat(again.told()).containsExactly("RAISED carol"));
    }

    @Test
    void aTestIsSentAtOnceAndItsFailureIsSaid() throws Exception {
        world.channel(mail);
        awaitBegun();
        assertThat(world.channels.test("email.noc", "anna")).contains("noc@example.org");
        assertThat(mail.confirmed).singleElement().satisfies(message -> {
            assertThat(message.occasion()).isEqualTo(Message.Occasion.TEST);
            assertThat(message.first().alert().summary()).contains("anna");
        });
        mail.behaviour = IS_DOWN;
        assertThatThrownBy(() -> world.channels.test("email.noc", "anna"))
                .isInstanceOf(NotDeliveredException.class)
                .hasMessage("Channel email.noc: connection refused");
        assertThatThrownBy(() -> world.channels.test("email.nco", "anna"))
                .isInstanceOf(NotDeliveredException.class)
                .hasMessageContaining("email.nco", "email.noc");
        assertThat(world.events(Delivered.class)).isEmpty();
    }

    private void awaitBegun() {
        await().untilAsserted(() -> assertThat(world.log().status().consumers())
                .hasSize(world.channels.channels().size())
                .allSatisfy(consumer -> assertThat(consumer.position()).isPresent()));
    }

    private void awaitTold(String... expected) {
        await().untilAsserted(() -> assertThat(mail.told()).containsExactly(expected));
    }

    private ChannelStatus status() {
        return world.channels.channels().stream()
                .filter(channel -> channel.id().equals("email.noc"))
                .findFirst()
                .orElseThrow();
    }

    private static String[] peers(int count) {
        return IntStream.range(0, count).mapToObj(n -> "peer" + n).toArray(String[]::new);
    }

    private static List<String> threads() {
        return Thread.getAllStackTraces().keySet().stream().map(Thread::getName).toList();
    }
}
