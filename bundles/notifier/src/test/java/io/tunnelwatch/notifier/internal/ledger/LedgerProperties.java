package io.tunnelwatch.notifier.internal.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.tunnelwatch.alert.AlertEvent;
import io.tunnelwatch.alert.Notice;
import io.tunnelwatch.json.Json;
import io.tunnelwatch.notifier.channel.AlertNotice;
import io.tunnelwatch.notifier.channel.Settings;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class LedgerProperties {

    private static final String[] SETTINGS = {"renotifyMinutes", "7", "afterMinutes", "2"};

    @Property(tries = 200)
    void goingOnFromAnyPictureWithEventsItHasAlreadyComesToTheSame(
            @ForAll long seed, @ForAll @IntRange(max = 59) int pictureAt, @ForAll @IntRange(max = 60) int again) {
        Story story = new Story(SETTINGS);
        LedgerPicture picture = LedgerPicture.NONE;
        Random random = new Random(seed);
        for (int minute = 0; minute < 60; minute++) {
            if (minute == pictureAt) {
                picture = new Json().read(new Json().write(story.ledger.picture()), LedgerPicture.class);
            }
            act(story, random, minute);
        }
        List<AlertEvent> events = story.events;
        Ledger restarted = new Ledger(new Rules(Story.CHANNEL, Settings.of(SETTINGS)), picture);
        int known = (int) events.stream()
                .filter(event -> event.at().isBefore(Story.at(pictureAt)))
                .count();
        // deliveries count in the ledger before the log brings them: some events behind the position are in the picture
        int position = known;
        while (position > 0 && position > known - again && isDelivery(events.get(position - 1))) {
            position--;
        }
        events.subList(position, events.size()).forEach(restarted::apply);

        assertThat(keys(restarted, 61)).containsExactlyInAnyOrderElementsOf(keys(story.ledger, 61));
        assertThat(changes(restarted, 61)).isEqualTo(changes(story.ledger, 61));
        assertThat(restarted.deadLetters()).isEqualTo(story.ledger.deadLetters());
    }

    @Property(tries = 200)
    void whatWasConfirmedIsNeverOwedAgain(@ForAll long seed) {
        Story story = new Story(SETTINGS);
        Random random = new Random(seed);
        Set<String> confirmed = new HashSet<>();
        for (int minute = 0; minute < 60; minute++) {
            act(story, random, minute);
            for (AlertNotice notice : story.notices(minute + 0.5)) {
                assertThat(confirmed).doesNotContain(notice.key());
                if (random.nextInt(3) == 0) {
                    confirmed.add(notice.key());
                    story.delivered(minute + 0.5, notice);
                }
            }
        }
    }

    private static void act(Story story, Random random, int minute) {
        String peer = "peer" + random.nextInt(4);
        boolean open = story.isOpen(peer);
        switch (random.nextInt(8)) {
            case 0, 1, 2 -> {
                if (!open) {
                    story.raised(minute, peer);
                }
            }
            case 3 -> {
                if (open) {
                    story.resolved(minute, peer);
                }
            }
            case 4 -> {
                if (open) {
                    story.acknowledged(minute, peer);
                }
            }
            case 5 -> story.silenced(minute, peer, minute + random.nextInt(10));
            case 6 -> story.notices(minute).stream()
                    .filter(notice -> random.nextInt(4) == 0)
                    .forEach(notice -> story.gaveUp(minute, notice));
            default -> story.notices(minute).stream()
                    .filter(notice -> notice.notice() != Notice.RESOLVED || random.nextBoolean())
                    .forEach(notice -> story.delivered(minute, notice));
        }
    }

    private static boolean isDelivery(AlertEvent event) {
        return event instanceof AlertEvent.Delivered || event instanceof AlertEvent.DeliveryFailed;
    }

    /** Without renotifications, which come to be when they are asked for, and have no order of their own. */
    private static List<String> changes(Ledger ledger, int minute) {
        return keys(ledger, minute).stream()
                .filter(key -> !key.contains("renotified"))
                .toList();
    }

    private static List<String> keys(Ledger ledger, int minute) {
        ledger.lookAtTheClock(Story.at(minute));
        return ledger.due(Story.at(minute)).stream().map(AlertNotice::key).toList();
    }
}
