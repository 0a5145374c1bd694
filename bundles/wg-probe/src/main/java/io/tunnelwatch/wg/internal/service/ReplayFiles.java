package io.tunnelwatch.wg.internal.service;

import io.tunnelwatch.history.Progress;
import io.tunnelwatch.wg.RecordingException;
import io.tunnelwatch.wg.internal.recording.RecordedPoll;
import io.tunnelwatch.wg.internal.recording.RecordingReader;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The files of one replay.
 *
 * @param files in the order of their times
 * @param bytes how long they are together
 */
record ReplayFiles(List<Path> files, long bytes) {

    /**
     * Puts files in the order of their times, for which several are read.
     *
     * @throws RecordingException one can not be read, or two overlap
     */
    static ReplayFiles inOrder(List<Path> files, Progress progress) throws RecordingException, InterruptedException {
        if (files.size() == 1) {
            return new ReplayFiles(files, files.get(0).toFile().length());
        }
        List<Span> spans = new ArrayList<>();
        for (Path file : files) {
            progress.at("looking at " + file.getFileName(), spans.size(), files.size());
            spans.add(Span.of(file));
        }
        spans.sort(Comparator.comparing(Span::first).thenComparing(Span::last));
        for (int i = 1; i < spans.size(); i++) {
            spans.get(i - 1).requireBefore(spans.get(i));
        }
        return new ReplayFiles(
                spans.stream().map(Span::file).toList(),
                spans.stream().mapToLong(span -> span.file().toFile().length()).sum());
    }

    /** The times of one file. */
    private record Span(Path file, Instant first, Instant last) {

        static Span of(Path file) throws RecordingException, InterruptedException {
            Optional<Span> span = Optional.empty();
            try (RecordingReader reader = new RecordingReader(file, 0, note -> {})) {
                for (Optional<RecordedPoll> poll = reader.next(); poll.isPresent(); poll = reader.next()) {
                    if (Thread.interrupted()) {
                        throw new InterruptedException("the replay was given up");
                    }
                    Instant at = poll.get().at();
                    span = Optional.of(span.map(known -> known.and(at)).orElse(new Span(file, at, at)));
                }
            }
            return span.orElseThrow(() -> new RecordingException(file + " holds no whole poll"));
        }

        private Span and(Instant at) {
            return new Span(file, at.isBefore(first) ? at : first, at.isAfter(last) ? at : last);
        }

        void requireBefore(Span next) throws RecordingException {
            if (!last.isBefore(next.first)) {
                throw new RecordingException(file + " (until " + last + ") and " + next.file + " (from " + next.first
                        + ") overlap, so they are not one recording: replay them one by one");
            }
        }
    }
}
