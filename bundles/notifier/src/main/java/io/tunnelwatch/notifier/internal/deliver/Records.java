package io.tunnelwatch.notifier.internal.deliver;

import io.tunnelwatch.alert.AlertEvent;
import io.tunnelwatch.alert.AlertEvent.Delivered;
import io.tunnelwatch.alert.AlertEvent.DeliveryFailed;
import io.tunnelwatch.alert.TimeOrderedIds;
import io.tunnelwatch.notifier.channel.ChannelId;
import io.tunnelwatch.notifier.channel.Message;
import io.tunnelwatch.notifier.channel.Receipt;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Makes the events that say what became of a message. */
final class Records {

    private final String channel;
    private final InstantSource clock;
    private final TimeOrderedIds ids;

    Records(ChannelId channel, InstantSource clock) {
        this.channel = channel.toString();
        this.clock = clock;
        this.ids = new TimeOrderedIds(clock);
    }

    /** It was confirmed; those who refused it come last, so that a list of deliveries shows them. */
    List<AlertEvent> delivered(Message message, Receipt receipt) {
        Stream<AlertEvent> delivered = message.notices().stream()
                .map(notice -> new Delivered(
                        ids.next(),
                        notice.alert().id(),
                        clock.instant(),
                        channel,
                        notice.notice(),
                        receipt.recipient()));
        Stream<AlertEvent> refused = receipt.refused().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .flatMap(one -> failed(message, one.getKey() + ": " + one.getValue(), true).stream());
        return Stream.concat(delivered, refused).toList();
    }

    /** It was not confirmed. */
    List<AlertEvent> failed(Message message, String reason, boolean permanent) {
        return message.notices().stream()
                .<AlertEvent>map(notice -> new DeliveryFailed(
                        ids.next(), notice.alert().id(), clock.instant(), channel, notice.notice(), reason, permanent))
                .toList();
    }
}
