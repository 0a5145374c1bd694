package io.tunnelwatch.alert;

import io.tunnelwatch.settings.ArgumentReader;
import io.tunnelwatch.settings.InvalidArgumentException;
import io.tunnelwatch.settings.SettingReader;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * A {@link Silence} as somebody typed it, in options of a command or fields of a request.
 *
 * @param all that it is for every alert, which must be said and goes with none of the next three
 * @param length how long it is, each time: {@code 2h}; {@code for} where it is typed
 * @param from when it begins; now, when absent
 * @param every when it comes back, as {@link Repetition} reads it
 * @param zone of {@code every}; the system's when absent
 * @param until no window of {@code every} begins then or later
 */
public record TypedSilence(
        boolean all,
        Optional<String> gateway,
        Optional<String> peer,
        Optional<String> kind,
        String length,
        Optional<String> from,
        Optional<String> every,
        Optional<String> zone,
        Optional<String> until,
        Optional<String> note) {

    private static final Duration SHORTEST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofDays(366);

    /**
     * The silence.
     *
     * @param prefix what stands before the names where they are typed: {@code --} for options
     * @param operator who asks for it
     * @throws InvalidArgumentException a value can not be read, or can not be meant
     */
    public Silence read(String prefix, UUID id, String operator, Instant now) {
        Set<AlertKind> kinds =
                ArgumentReader.constants(prefix + "kind", kind.stream().toList(), AlertKind.class);
        if (kinds.size() > 1) {
            throw new InvalidArgumentException(prefix + "kind", kind.orElseThrow(), "one kind, or none for all");
        }
        requireMatcher(prefix);
        TypedRepetition typed = new TypedRepetition(prefix, every, zone, until);
        Optional<Repetition> repetition = typed.read();
        Optional<Instant> later = from.map(text -> start(prefix + "from", text, now));
        Duration duration = ArgumentReader.duration(prefix + "for", length, SHORTEST, LONGEST);
        Instant start =
                repetition.map(rule -> typed.start(rule, duration, now, later)).orElseGet(() -> later.orElse(now));
        return new Silence(
                id,
                gateway,
                peer,
                kinds.stream().findFirst(),
                start,
                start.plus(duration),
                operator,
                note.flatMap(SettingReader::text),
                repetition);
    }

    private void requireMatcher(String prefix) {
        boolean everything = Stream.of(gateway, peer, kind).allMatch(Optional::isEmpty);
        if (everything != all) {
            String others = prefix + "peer, " + prefix + "gateway";
            throw new InvalidArgumentException(
                    prefix + "all",
                    Boolean.toString(all),
                    others + ", " + prefix + "kind, or " + prefix + "all alone",
                    all
                            ? prefix + "all does not go with " + others + " or " + prefix + "kind"
                            : "Say of what: " + others + ", " + prefix + "kind, or " + prefix + "all");
        }
    }

    private static Instant start(String name, String text, Instant now) {
        try {
            Instant start = OffsetDateTime.parse(text).toInstant();
            if (start.isBefore(now)) {
                throw new InvalidArgumentException(name, text, "a time that is yet to come");
            }
            return start;
        } catch (DateTimeException e) {
            throw new InvalidArgumentException(
                    name, text, "a time such as 2026-11-29T01:00:00Z or 2026-11-29T02:00:00+01:00");
        }
    }
}
