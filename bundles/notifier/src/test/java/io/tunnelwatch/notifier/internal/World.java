package io.tunnelwatch.notifier.internal;

import io.tunnelwatch.alert.AlertEvent;
import io.tunnelwatch.alert.AlertKey;
import io.tunnelwatch.alert.AlertKind;
import io.tunnelwatch.alert.Severity;
import io.tunnelwatch.alert.Silence;
import io.tunnelwatch.alert.TimeOrderedIds;
import io.tunnelwatch.log.AlertLog;
import io.tunnelwatch.log.AppendRefusedException;
import io.tunnelwatch.log.LogEntry;
import io.tunnelwatch.log.Position;
import io.tunnelwatch.log.internal.LogEngine;
import io.tunnelwatch.log.internal.LogSettings;
import io.tunnelwatch.log.internal.file.FileDisk;
import io.tunnelwatch.notifier.channel.ChannelId;
import io.tunnelwatch.notifier.channel.Channels.OpenChannel;
import io.tunnelwatch.notifier.channel.Settings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** A real log on disk with a notifier beside it; both can be restarted. */
final class World implements AutoCloseable {

    static final ChannelId NOC = new ChannelId("email", "noc");

    private final Path folder;
    final MovableTime clock = new MovableTime();
    final MovableTime time = new MovableTime();
    private final TimeOrderedIds ids = new TimeOrderedIds(clock);
    private final Map<String, UUID> alerts = new HashMap<>();
    private final List<OpenChannel> open = new ArrayList<>();
    private volatile Optional<LogEngine> log = Optional.empty();
    OpenChannels channels;

    World(Path folder) {
        this.folder = folder;
        startLog();
        this.channels = notifier();
    }

    private OpenChannels notifier() {
        return new OpenChannels(
                folder.resolve("notifier"),
                () -> log.map(engine -> (AlertLog) engine),
                consumer -> {
                    LogEngine engine = log.orElseThrow();
                    engine.add(consumer);
                    return () -> log.ifPresent(now -> now.remove(consumer));
                },
                clock,
                time);
    }

    void startLog() {
        log = Optional.of(new LogEngine(
                new LogSettings(folder.resolve("log"), 1 << 20, 8 << 20, Duration.ofDays(1)), new FileDisk(), clock));
    }

    /** Appends are refused from now on. */
    void stopLog() {
        LogEngine engine = log.orElseThrow();
        log = Optional.empty();
        engine.close();
    }

    /** Opens the channel with these settings. */
    OpenChannel channel(RecordingTransport transport, String... settings) {
        return channel(NOC, transport, settings);
    }

    OpenChannel channel(ChannelId id, RecordingTransport transport, String... settings) {
        OpenChannel channel = channels.open(id);
        channel.use(Settings.of(settings), transport);
        open.add(channel);
        return channel;
    }

    void raised(String... peers) {
        List<AlertEvent> events = new ArrayList<>();
        for (String peer : peers) {
            alerts.put(peer, ids.next());
            events.add(new AlertEvent.Raised(
                    ids.next(),
                    alerts.get(peer),
                    clock.instant(),
                    AlertKey.ofPeer(AlertKind.PEER_DOWN, "berlin", "wg0", "key-of-" + peer),
                    Severity.CRITICAL,
                    Optional.of(peer),
                    peer + " is down",
                    List.of()));
        }
        append(events);
    }

    void resolved(String... peers) {
        List<AlertEvent> events = new ArrayList<>();
        for (String peer : peers) {
            events.add(new AlertEvent.Resolved(
                    ids.next(), alerts.get(peer), clock.instant(), Optional.empty(), peer + " is back"));
        }
        append(events);
    }

    /** For an hour. */
    void silenced(String peer) {
        Silence silence = new Silence(
                ids.next(),
                Optional.empty(),
                Optional.of(peer),
                Optional.empty(),
                clock.instant(),
                clock.instant().plus(Duration.ofHours(1)),
                "anna",
                Optional.empty());
        append(List.of(new AlertEvent.Silenced(ids.next(), clock.instant(), silence)));
    }

    void append(List<AlertEvent> events) {
        try {
            log.orElseThrow().append(events);
        } catch (AppendRefusedException e) {
            throw new AssertionError(e);
        }
    }

    UUID alert(String peer) {
        return alerts.get(peer);
    }

    /** All events of this type that are in the log. */
    <E extends AlertEvent> List<E> events(Class<E> type) {
        return log.orElseThrow().read(new Position(new UUID(0, 0), 0), Integer.MAX_VALUE).stream()
                .map(LogEntry::event)
                .flatMap(Optional::stream)
                .filter(type::isInstance)
                .map(type::cast)
                .toList();
    }

    LogEngine log() {
        return log.orElseThrow();
    }

    Path books() {
        return folder.resolve("notifier").resolve(NOC + ".json");
    }

    /** The notifier's bundle stops, and starts again without its channels. */
    void restartNotifier() {
        open.forEach(channel -> channel.close(false));
        open.clear();
        channels = notifier();
    }

    @Override
    public void close() {
        open.forEach(channel -> channel.close(false));
        log.ifPresent(LogEngine::close);
    }
}
