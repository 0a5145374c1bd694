package io.tunnelwatch.wg.internal.recording;

import static io.tunnelwatch.wg.internal.recording.RecordingFormat.FAILED;
import static io.tunnelwatch.wg.internal.recording.RecordingFormat.HEADER;
import static io.tunnelwatch.wg.internal.recording.RecordingFormat.POLL;
import static io.tunnelwatch.wg.internal.recording.RecordingFormat.VERSION;

import io.tunnelwatch.wg.RecordingException;
import io.tunnelwatch.wg.internal.dump.Dump;
import io.tunnelwatch.wg.internal.dump.DumpException;
import io.tunnelwatch.wg.internal.source.Reading;
import java.io.FileInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Reads a recording, one poll at a time: one that {@link RecordingWriter} wrote, or one that was made by hand. It holds
 * one poll, and the latest dump of each gateway. For one thread.
 */
public final class RecordingReader implements AutoCloseable {

    /** What is read of a line that is none of a dump. */
    private static final int MOST_TEXT_BYTES = 1 << 10;

    /** More than {@code wg} can complain of in what is read of its errors. */
    private static final int MOST_UNREADABLE = 4_096;

    private final Path file;
    private final Consumer<String> notes;
    private final ByteLines lines;
    private final DumpLines dump = new DumpLines();
    private final Map<Optional<String>, Dump> former = new HashMap<>();
    private Optional<OpenPoll> open = Optional.empty();
    private Optional<RecordedPoll> done = Optional.empty();
    private int run;

    /**
     * Opens a file.
     *
     * @param firstRun the number of the first run of polls in it; see {@link RecordedPoll#run}
     * @param notes told what was left out, as sentences
     * @throws RecordingException there is no such file, or it can not be read
     */
    public RecordingReader(Path file, int firstRun, Consumer<String> notes) throws RecordingException {
        this.file = file;
        this.run = firstRun;
        this.notes = notes;
        if (Files.notExists(file)) {
            throw new RecordingException("There is no file " + file);
        }
        try {
            // no channel: an interrupt would close it, and look like a broken disk
            this.lines = new ByteLines(new FileInputStream(file.toFile()));
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    /**
     * The next poll; absent at the end.
     *
     * @throws RecordingException the file can not be read, or a line is none of a recording
     */
    public Optional<RecordedPoll> next() throws RecordingException {
        done = Optional.empty();
        try {
            while (done.isEmpty() && lines.next()) {
                take();
            }
        } catch (IOException e) {
            throw unreadable(e);
        } catch (ByteLines.LineTooLongException e) {
            throw refused("it is longer than " + (ByteLines.LONGEST >> 20) + " MiB");
        }
        if (done.isEmpty()) {
            close(open);
        }
        return done;
    }

    /** How many bytes of the file were read. */
    public long bytesRead() {
        return lines.bytesRead();
    }

    /** The number of the run of polls that it is in. */
    public int run() {
        return run;
    }

    private void take() throws RecordingException {
        LineKind kind = LineKind.of(lines);
        if (lines.number() > 1 && !lines.isWhole() && kind != LineKind.END) {
            cutShort(kind);
            return;
        }
        switch (kind) {
            case HEADER -> header();
            case COMMENT_LINE -> skip();
            case TIME -> begin("", false);
            case POLL -> begin(POLL, true);
            case END -> end();
            case FAILED -> failed();
            case UNREADABLE -> unreadableInterface();
            case DUMP -> dumpLine();
            case FOREIGN -> throw refused(
                    "it is none of a recording, which are times (1795435200), and behind each what 'wg show all dump'"
                            + " prints; docs/recordings.md has them all");
        }
    }

    /** The last line has no end: who wrote it, a crash or a full disk stopped. */
    private void cutShort(LineKind kind) {
        if (open.isPresent() && kind != LineKind.TIME) {
            drop(open.get());
        } else {
            notes.accept("The last line of " + file + " is cut short and was left out");
        }
    }

    private void skip() throws RecordingException {
        if (open.isPresent()) {
            skipLine();
        }
    }

    private void skipLine() throws RecordingException {
        requireRoom(dump.skip());
    }

    private void header() throws RecordingException {
        String version = textBehind(HEADER);
        if (!version.equals(Integer.toString(VERSION))) {
            throw refused("it asks for another version of the format than " + VERSION + ", which is read here");
        }
        close(open);
        run++;
    }

    private void begin(String word, boolean wantsEnd) throws RecordingException {
        PollTime time = PollTime.parse(textBehind(word))
                .orElseThrow(() -> refused("its time can not be read; write it as 'date +%s' does, 1795435200, or as"
                        + " 2026-11-23T12:00:00Z, and behind it the gateway's name if there are several"));
        close(open);
        open = Optional.of(new OpenPoll(lines.number(), time, wantsEnd));
    }

    private void dumpLine() throws RecordingException {
        requirePoll();
        requireRoom(dump.add(lines.bytes(), lines.length()));
    }

    private void requireRoom(boolean taken) throws RecordingException {
        if (!taken) {
            throw refused("the dump is longer than " + (DumpLines.MOST_BYTES >> 20) + " MiB");
        }
    }

    private void unreadableInterface() throws RecordingException {
        String[] columns = lines.text(MOST_TEXT_BYTES).split("\t", -1);
        Map<String, String> unreadable = requirePoll().unreadable;
        unreadable.put(columns[1], columns.length > 2 ? columns[2] : "");
        if (unreadable.size() > MOST_UNREADABLE) {
            throw refused("the poll has more than " + MOST_UNREADABLE + " interfaces that could not be read");
        }
        skipLine();
    }

    private void failed() throws RecordingException {
        String reason = textBehind(FAILED).strip();
        requirePoll().failure = Optional.of(reason.isEmpty() ? "the recording does not say why" : reason);
        skipLine();
    }

    private void end() throws RecordingException {
        OpenPoll ended = requirePoll();
        ended.wantsEnd = false;
        close(open);
    }

    /**
     * What stands behind the word with which the line begins; the blank at the word's end may have no text behind it.
     */
    private String textBehind(String word) {
        String text = lines.text(MOST_TEXT_BYTES);
        return text.substring(Math.min(word.length(), text.length()));
    }

    private OpenPoll requirePoll() throws RecordingException {
        if (open.isEmpty()) {
            throw refused(
                    "no poll has begun there; before what 'wg show all dump' prints stands a line with its time, such as"
                            + " 1795435200");
        }
        return open.get();
    }

    private void close(Optional<OpenPoll> poll) throws RecordingException {
        open = Optional.empty();
        if (poll.isPresent() && poll.get().wantsEnd) {
            drop(poll.get());
        } else if (poll.isPresent()) {
            done = Optional.of(finish(poll.get()));
            dump.clear();
        }
    }

    private void drop(OpenPoll poll) {
        open = Optional.empty();
        dump.clear();
        notes.accept("The poll in line " + poll.line + " of " + file + " is cut short and was left out");
    }

    private RecordedPoll finish(OpenPoll poll) throws RecordingException {
        return new RecordedPoll(
                file + ", line " + poll.line,
                run,
                poll.time.gateway(),
                poll.time.at(),
                poll.time.elapsed(),
                poll.failure.isPresent() ? new Answer.Failed(poll.failure.get()) : new Answer.Read(reading(poll)));
    }

    private Reading reading(OpenPoll poll) throws RecordingException {
        Optional<String> gateway = poll.time.gateway();
        try {
            Dump read = dump.parse(former.getOrDefault(gateway, Dump.EMPTY));
            former.put(gateway, read);
            return new Reading(read, poll.unreadable);
        } catch (DumpException e) {
            throw refused(poll.line + e.lineNumber(), e.problem());
        }
    }

    private RecordingException refused(String problem) {
        return refused(lines.number(), problem);
    }

    private RecordingException refused(long line, String problem) {
        return new RecordingException(file + ", line " + line + ": " + problem);
    }

    private RecordingException unreadable(IOException e) {
        return new RecordingException(file + " can not be read: " + e, e);
    }

    @Override
    public void close() throws RecordingException {
        dump.clear();
        try {
            lines.close();
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    /** A poll whose lines are being read. */
    private static final class OpenPoll {

        private final long line;
        private final PollTime time;
        private final Map<String, String> unreadable = new HashMap<>();
        private boolean wantsEnd;
        private Optional<String> failure = Optional.empty();

        OpenPoll(long line, PollTime time, boolean wantsEnd) {
            this.line = line;
            this.time = time;
            this.wantsEnd = wantsEnd;
        }
    }
}
