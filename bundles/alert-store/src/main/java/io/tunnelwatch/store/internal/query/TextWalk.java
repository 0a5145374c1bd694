package io.tunnelwatch.store.internal.query;

import io.tunnelwatch.alert.Alert;
import io.tunnelwatch.store.internal.database.Transactions;
import io.tunnelwatch.store.internal.entity.AlertEntity;
import io.tunnelwatch.store.internal.query.FullText.Block;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import javax.persistence.EntityManager;

/**
 * Along the blocks of the full-text table, those with the latest alerts first, until no block that is left can hold an
 * alert of the page. The numbers of the alerts are nearly in the order of time, seldom in its very order: a poll takes
 * a while, clocks are corrected, and rows come in from a damaged file.
 */
final class TextWalk implements Walk {

    private static final int GROWTH = 4;

    /** A million alerts, whose trigrams take some 20 ms. */
    private static final int MAX_BLOCKS = 2048;

    /** Blocks that do not follow each other are questions of their own. */
    private static final int MAX_QUESTIONS = 32;

    private final Transactions transactions;
    private final int maxCandidates;
    private final FullText text;
    private final List<Sql> sifted;

    /**
     * @param maxCandidates at how many rows one transaction looks, as long as they are in several blocks
     * @param sifted all conditions: what the full-text table answers is not exact
     */
    TextWalk(Transactions transactions, int maxCandidates, FullText text, List<Sql> sifted) {
        this.transactions = transactions;
        this.maxCandidates = maxCandidates;
        this.text = text;
        this.sifted = sifted;
    }

    @Override
    public List<Alert> first(Span span, int rows) {
        Found found = new Found(rows);
        List<Block> left =
                new ArrayList<>(transactions.required(entityManager -> FullText.blocks(entityManager, span)));
        for (int size = 1; mayHoldMore(left, found); size = Math.min(size * GROWTH, MAX_BLOCKS)) {
            OutOfTimeException.throwIfInterrupted();
            List<Block> next = List.copyOf(left.subList(0, Math.min(size, left.size())));
            Set<Long> read =
                    transactions.required(entityManager -> read(entityManager, next, found, found.rest(span), rows));
            left.removeIf(block -> read.contains(block.number()));
        }
        return found.list();
    }

    private static boolean mayHoldMore(List<Block> left, Found found) {
        return !left.isEmpty()
                && !(found.isFull()
                        && left.get(0).lastAt().compareTo(found.last().raisedAt()) < 0);
    }

    /** Reads some of the blocks, and answers which. */
    private Set<Long> read(EntityManager entityManager, List<Block> blocks, Found found, Span span, int rows) {
        Set<Long> read = new HashSet<>();
        int room = maxCandidates;
        for (Run run : Run.of(blocks).stream().limit(MAX_QUESTIONS).toList()) {
            int limit = Math.max(room, FullText.BLOCK); // a block is read whole
            List<Long> candidates = text.candidates(entityManager, run.first(), run.last(), limit + 1);
            Run whole = candidates.size() > limit ? run.behind(candidates.get(limit)) : run;
            List<Long> ofWhole = candidates.stream().filter(whole::holds).toList();
            found.add(matches(entityManager, ofWhole, span, rows));
            whole.addTo(read);
            room -= candidates.size();
            if (room <= 0) {
                break;
            }
        }
        return read;
    }

    private List<Alert> matches(EntityManager entityManager, List<Long> candidates, Span span, int rows) {
        if (candidates.isEmpty()) {
            return List.of();
        }
        String numbers = candidates.stream().map(String::valueOf).collect(Collectors.joining(",", "[", "]"));
        return Sql.of(
                        "SELECT a.* FROM json_each(?) n"
                                + " CROSS JOIN alert a INDEXED BY alert_by_text_id ON a.text_id = n.value WHERE",
                        numbers)
                .then(span.condition())
                .and(sifted)
                .then("ORDER BY a.raised_at DESC, a.id DESC LIMIT ?", rows)
                .entities(entityManager)
                .stream()
                .map(AlertEntity::alert)
                .toList();
    }

    /** Blocks that follow each other. */
    private record Run(long first, long last) {

        static List<Run> of(List<Block> blocks) {
            List<Run> runs = new ArrayList<>();
            for (long number : blocks.stream()
                    .map(Block::number)
                    .sorted(Comparator.reverseOrder())
                    .toList()) {
                int end = runs.size() - 1;
                if (end >= 0 && runs.get(end).first() == number + 1) {
                    runs.set(end, new Run(number, runs.get(end).last()));
                } else {
                    runs.add(new Run(number, number));
                }
            }
            return runs;
        }

        /** The blocks behind that of a candidate. */
        Run behind(long candidate) {
            return new Run(candidate / FullText.BLOCK + 1, last);
        }

        boolean holds(long candidate) {
            long block = candidate / FullText.BLOCK;
            return first <= block && block <= last;
        }

        void addTo(Set<Long> blocks) {
            for (long number = first; number <= last; number++) {
                blocks.add(number);
            }
        }
    }
}
