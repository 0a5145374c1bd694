package io.tunnelwatch.wg.internal.judge;

import io.tunnelwatch.wg.Verdict;
import io.tunnelwatch.wg.internal.dump.DumpPeer;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The verdict on a peer that a poll has seen.
 *
 * <p>Clocks jump, so the age of a handshake is measured on the monotonic clock: a value that changed between two polls
 * is as old as the poll that first saw it. Only at first sight, when there is no poll before, the wall clock is asked.
 * Traffic is no proof of anything: rx grows with handshake attempts that never complete.
 */
public final class Judge {

    /** How exactly it is remembered when a peer was last UP, and last stale. */
    static final Duration COARSE = Duration.ofMinutes(1);

    /** A handshake older than this is as old as this: keeps absurd values of a dump within a long of nanoseconds. */
    static final Duration OLDEST = Duration.ofDays(3650);

    private Judge() {}

    /**
     * What is known of a peer after a poll.
     *
     * @param line what the poll saw
     * @param before what this process knew before; absent at first sight
     * @param remembered what an earlier process knew; only asked at first sight
     */
    public static PeerSighting look(
            DumpPeer line, Optional<PeerSighting> before, Optional<PeerMemory> remembered, Policy policy, Moment now) {
        // no lambdas on the way of each peer at each poll: they would be objects
        PeerSighting seen = before.isPresent() ? again(line, before.get(), now) : first(line, remembered, policy, now);
        Patience patience = policy.patience(line.persistentKeepalive().isPresent());
        Verdict verdict = verdict(seen, policy, patience, now);
        boolean changed = before.isEmpty() || before.get().verdict() != verdict;
        PeerMemory memory = remember(seen.memory(), verdict, patience, changed, now.wall());
        long downAfterNanos = policy.downAfterNanos(patience);
        boolean judgedAlike = patience == seen.patience() && downAfterNanos == seen.downAfterNanos();
        boolean lostNow = changed
                && verdict == Verdict.DOWN
                && (before.isPresent()
                        ? judgedAlike
                        : remembered.isPresent() && remembered.get().wasThere());
        PeerHistory.Turn turn = changed ? turn(before, remembered, verdict, lostNow) : PeerHistory.Turn.NONE;
        PeerHistory history = seen.history().next(line, turn, verdict == Verdict.UP, policy.interval(), now);
        if (!changed && memory == seen.memory() && judgedAlike && history == seen.history()) {
            // the usual case: of thousands of peers, most are as they were
            return seen;
        }
        return new PeerSighting(
                memory,
                verdict,
                changed ? now.wall() : seen.since(),
                patience,
                downAfterNanos,
                changed && verdict == Verdict.DOWN
                        ? lostNow ? now.nanos() : Math.min(now.nanos(), seen.handshakeNanos() + downAfterNanos)
                        : seen.lostNanos(),
                seen.handshakeNanos(),
                seen.knownSinceNanos(),
                seen.rxAtHandshake(),
                seen.txAtHandshake(),
                history);
    }

    private static PeerHistory.Turn turn(
            Optional<PeerSighting> before, Optional<PeerMemory> remembered, Verdict verdict, boolean lostNow) {
        boolean wasDown = before.isPresent()
                ? before.get().verdict() == Verdict.DOWN
                : remembered.isPresent() && remembered.get().downUnder().isPresent();
        if (lostNow) {
            return PeerHistory.Turn.LOST;
        }
        if (!wasDown || verdict == Verdict.DOWN) {
            return PeerHistory.Turn.NONE;
        }
        return verdict == Verdict.UP ? PeerHistory.Turn.BACK : PeerHistory.Turn.EXCUSED;
    }

    private static Verdict verdict(PeerSighting seen, Policy policy, Patience patience, Moment now) {
        if (seen.memory().handshake().isEmpty()) {
            return Verdict.NEVER;
        }
        long ageNanos = seen.ageNanos(now);
        if (ageNanos <= policy.freshFor().toNanos()) {
            return Verdict.UP;
        }
        return switch (patience) {
            case NONE -> Verdict.DOWN;
            case ENDLESS -> Verdict.IDLE;
            case LIMITED -> {
                // who was never seen UP was silent before anybody looked: a baseline, not a loss
                boolean lost = seen.memory().lastUp().isPresent();
                boolean longSilent = ageNanos >= policy.idleDownAfter().toNanos();
                yield lost && longSilent ? Verdict.DOWN : Verdict.IDLE;
            }
        };
    }

    private static PeerSighting again(DumpPeer line, PeerSighting before, Moment now) {
        Optional<Instant> value = line.latestHandshake();
        if (value.isPresent() && !value.equals(before.memory().handshake())) {
            return sighting(
                    before.memory().withHandshake(value, now.wall()),
                    before,
                    now.nanos(),
                    line.rxBytes(),
                    line.txBytes());
        }
        if (line.rxBytes() >= before.rxAtHandshake() && line.txBytes() >= before.txAtHandshake()) {
            return before;
        }
        // the interface was restarted: its counters began anew, and it has forgotten the handshake; we have not
        long rx = line.rxBytes() < before.rxAtHandshake() ? 0 : before.rxAtHandshake();
        long tx = line.txBytes() < before.txAtHandshake() ? 0 : before.txAtHandshake();
        return sighting(before.memory(), before, before.handshakeNanos(), rx, tx);
    }

    private static PeerSighting sighting(
            PeerMemory memory, PeerSighting before, long handshakeNanos, long rxAtHandshake, long txAtHandshake) {
        return new PeerSighting(
                memory,
                before.verdict(),
                before.since(),
                before.patience(),
                before.downAfterNanos(),
                before.lostNanos(),
                handshakeNanos,
                before.knownSinceNanos(),
                rxAtHandshake,
                txAtHandshake,
                before.history());
    }

    private static PeerSighting first(DumpPeer line, Optional<PeerMemory> earlier, Policy policy, Moment now) {
        PeerMemory remembered = earlier.map(memory -> memory.wasStale() ? memory.stale(now.wall()) : memory)
                .orElseGet(() -> PeerMemory.firstSeen(now.wall()));
        Duration age = line.latestHandshake()
                .map(value -> ageAtFirstSight(value, remembered, policy, now.wall()))
                .or(() -> remembered.handshakeSeen().map(seen -> between(seen, now.wall())))
                .orElse(Duration.ZERO);
        PeerMemory memory = line.latestHandshake()
                .filter(value -> !Optional.of(value).equals(remembered.handshake()))
                .map(value -> remembered.withHandshake(Optional.of(value), now.wall()))
                .orElse(remembered);
        return new PeerSighting(
                memory,
                Verdict.UNKNOWN,
                now.wall(),
                Patience.ENDLESS,
                Long.MAX_VALUE,
                now.nanos(),
                now.nanos() - age.toNanos(),
                now.nanos(),
                line.rxBytes(),
                line.txBytes(),
                PeerHistory.restored(remembered.changes(), now));
    }

    /** Counted from the poll that would have seen the handshake, had there been one: up to one interval later. */
    private static Duration ageAtFirstSight(Instant value, PeerMemory remembered, Policy policy, Instant now) {
        boolean known = Optional.of(value).equals(remembered.handshake());
        if (value.isAfter(now) && known) {
            // a value in the future counts as new, but not again after each restart
            return between(remembered.handshakeSeen().orElse(now), now);
        }
        Duration age = between(value, now);
        return age.compareTo(policy.interval()) < 0 ? Duration.ZERO : age.minus(policy.interval());
    }

    /** The time between, never negative. */
    private static Duration between(Instant from, Instant to) {
        Duration between = Duration.between(from, to);
        if (between.isNegative()) {
            return Duration.ZERO;
        }
        return between.compareTo(OLDEST) > 0 ? OLDEST : between;
    }

    private static PeerMemory remember(
            PeerMemory memory, Verdict verdict, Patience patience, boolean changed, Instant now) {
        return switch (verdict) {
            case UP -> changed || isCoarselyOld(memory.lastUp(), now) ? memory.up(now) : memory;
            case IDLE -> staleSince(memory, changed, now);
            case DOWN -> {
                PeerMemory stale = staleSince(memory, changed, now);
                yield stale.downUnder().equals(Optional.of(patience)) ? stale : stale.down(patience);
            }
            case NEVER, UNKNOWN -> memory;
        };
    }

    private static PeerMemory staleSince(PeerMemory memory, boolean changed, Instant now) {
        return changed || isCoarselyOld(memory.lastStale(), now) ? memory.stale(now) : memory;
    }

    private static boolean isCoarselyOld(Optional<Instant> at, Instant now) {
        // abs: a clock that was set back makes it lie in the future
        return at.isEmpty() || Math.abs(now.getEpochSecond() - at.get().getEpochSecond()) >= COARSE.toSeconds();
    }
}
