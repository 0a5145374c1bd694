package io.tunnelwatch.wg.internal.recording;

import static io.tunnelwatch.wg.internal.recording.RecordingFormat.END;
import static io.tunnelwatch.wg.internal.recording.RecordingFormat.FAILED;
import static io.tunnelwatch.wg.internal.recording.RecordingFormat.HEADER;
import static io.tunnelwatch.wg.internal.recording.RecordingFormat.NONE;
import static io.tunnelwatch.wg.internal.recording.RecordingFormat.POLL;
import static io.tunnelwatch.wg.internal.recording.RecordingFormat.UNREADABLE;
import static io.tunnelwatch.wg.internal.recording.RecordingFormat.VERSION;

import io.tunnelwatch.wg.internal.dump.DumpInterface;
import io.tunnelwatch.wg.internal.dump.DumpPeer;
import io.tunnelwatch.wg.internal.source.Reading;
import java.io.IOException;
import java.io.Writer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Writes a recording, line by line. What it is given was parsed, so it holds no private or preshared key;
 * {@code (none)} stands in their columns. For one thread.
 */
final class RecordingWriter {

    private final Writer text;

    RecordingWriter(Writer text) {
        this.text = text;
    }

    /** Begins the recording. */
    void begin() throws IOException {
        line(HEADER + VERSION);
        line("# What polls of WireGuard gateways saw; private and preshared keys were dropped. See docs/recordings.md");
    }

    /** Writes one poll, which has a gateway and an elapsed time. */
    void write(RecordedPoll poll) throws IOException {
        line(POLL + poll.at() + " " + seconds(poll.elapsed().orElseThrow()) + " "
                + oneLine(poll.gateway().orElseThrow()));
        if (poll.answer() instanceof Answer.Read read) {
            write(read.reading());
        } else if (poll.answer() instanceof Answer.Failed failed) {
            line(FAILED + " " + oneLine(failed.reason()));
        }
        line(END);
    }

    private void write(Reading reading) throws IOException {
        for (DumpInterface one : reading.dump().interfaces()) {
            columns(one.name(), NONE, NONE, Integer.toString(one.listenPort()), "off");
        }
        for (DumpPeer peer : reading.dump().peers()) {
            columns(
                    peer.interfaceName(),
                    peer.publicKey(),
                    NONE,
                    peer.endpoint().orElse(NONE),
                    allowedIps(peer.allowedIps()),
                    Long.toString(
                            peer.latestHandshake().map(Instant::getEpochSecond).orElse(0L)),
                    Long.toString(peer.rxBytes()),
                    Long.toString(peer.txBytes()),
                    peer.persistentKeepalive().orElse("off"));
        }
        for (Map.Entry<String, String> unreadable :
                reading.unreadableInterfaces().entrySet()) {
            line(UNREADABLE + unreadable.getKey() + "\t" + oneLine(unreadable.getValue()));
        }
    }

    private static String allowedIps(List<String> texts) {
        return Optional.of(String.join(",", texts))
                .filter(joined -> !joined.isEmpty())
                .orElse(NONE);
    }

    /** To the nanosecond, so that a replay decides as the poll did. */
    private static String seconds(Duration elapsed) {
        return String.format("+%d.%09d", elapsed.getSeconds(), elapsed.getNano());
    }

    private static String oneLine(String words) {
        return words.replaceAll("\\p{Cntrl}", " ").strip();
    }

    private void columns(String... values) throws IOException {
        line(String.join("\t", values));
    }

    private void line(String words) throws IOException {
        text.write(words);
        text.write('\n');
    }
}
