package io.tunnelwatch.store.internal.statistics;

import io.tunnelwatch.history.Strips;
import io.tunnelwatch.history.Strips.Segment;
import io.tunnelwatch.history.Strips.State;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Spans that overlap, laid over each other: of what holds at once, the state that {@link State} names first is seen.
 */
final class Overlay {

    private Overlay() {}

    /** A span that begins or ends. */
    private record Edge(long time, State state, int change) {}

    /** What is seen of the spans within a period; {@value Strips#MAX_SEGMENTS} segments at most. */
    static List<Segment> of(List<Span> spans, Period period) {
        List<Span> seen = lay(spans);
        if (seen.size() > Strips.MAX_SEGMENTS) {
            long grid = -Math.floorDiv(-period.length().toMillis(), Strips.MAX_SEGMENTS);
            seen = lay(spans.stream().map(span -> span.on(grid, period)).toList());
        }
        return seen.stream().map(Span::segment).toList();
    }

    private static List<Span> lay(List<Span> spans) {
        List<Edge> edges = spans.stream()
                .filter(span -> !span.isEmpty())
                .flatMap(span ->
                        Stream.of(new Edge(span.from(), span.state(), 1), new Edge(span.to(), span.state(), -1)))
                .sorted(Comparator.comparingLong(Edge::time))
                .toList();
        int[] open = new int[State.values().length];
        List<Span> laid = new ArrayList<>();
        long before = 0;
        for (Edge edge : edges) {
            long begin = before;
            if (edge.time() > begin) {
                first(open).ifPresent(state -> append(laid, new Span(state, begin, edge.time())));
            }
            open[edge.state().ordinal()] += edge.change();
            before = edge.time();
        }
        return laid;
    }

    private static Optional<State> first(int[] open) {
        return Stream.of(State.values())
                .filter(state -> open[state.ordinal()] > 0)
                .findFirst();
    }

    private static void append(List<Span> laid, Span next) {
        Span last = laid.isEmpty() ? next : laid.get(laid.size() - 1);
        if (!laid.isEmpty() && last.state() == next.state() && last.to() == next.from()) {
            laid.set(laid.size() - 1, new Span(last.state(), last.from(), next.to()));
        } else {
            laid.add(next);
        }
    }
}
