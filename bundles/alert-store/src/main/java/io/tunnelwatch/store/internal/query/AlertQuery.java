package io.tunnelwatch.store.internal.query;

import io.tunnelwatch.alert.Alert;
import io.tunnelwatch.history.AlertFilter;
import io.tunnelwatch.history.PageCursor;
import io.tunnelwatch.history.PageRequest;
import io.tunnelwatch.store.internal.entity.AlertEntity;
import io.tunnelwatch.store.internal.entity.StoredTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.persistence.EntityManager;
import javax.persistence.TypedQuery;

/**
 * A filter and a page as JPQL. The same alerts match as {@link AlertFilter#matches} answers.
 *
 * <p>It walks one index, from the place of the page on, and looks at few rows more than it answers: that of the open
 * alerts, of a peer, of a gateway, or of time. SQLite keeps no statistics here and would choose among them by chance,
 * so the other columns are asked for by an expression that is in no index. Where several values are wanted (a peer has
 * a name and a key), each is a walk of its own, because SQLite would have to sort all that it finds for them.
 */
final class AlertQuery {

    private static final char ESCAPE = '\\';
    private static final int MAX_WALKS = 16;

    private final List<String> conditions = new ArrayList<>();
    private final Map<String, Object> parameters = new HashMap<>();
    private final List<Walk> walks;
    private final int rows;
    private final boolean openOnly;
    private final boolean sifted;

    AlertQuery(AlertFilter filter, PageRequest page) {
        rows = page.limit() + 1;
        openOnly = filter.asksForOpenOnly();
        walks = walks(filter);
        boolean byPeer = walks.get(0).isBy("a.peerName");
        boolean byGateway = walks.get(0).isBy("a.gateway");
        oneOf("a.state", names(filter.states()));
        oneOf("a.kind", names(filter.kinds()));
        oneOf("a.severity", names(filter.severities()));
        if (!byGateway) {
            oneOfInNoIndex(filter.gateways(), "a.gateway");
        }
        if (!byPeer) {
            oneOfInNoIndex(filter.peers(), "a.peerName", "a.peerKey");
        }
        filter.text().ifPresent(this::text);
        // the alerts of one peer are few enough
        sifted = !openOnly && !byPeer && !conditions.isEmpty();
        filter.since().ifPresent(since -> conditions.add("a.raisedAt >= " + parameter(StoredTime.of(since))));
        filter.until().ifPresent(until -> conditions.add("a.raisedAt < " + parameter(StoredTime.of(until))));
        page.after().ifPresent(this::after);
    }

    /** Whether it looks at rows that do not match, perhaps at very many. */
    boolean isSifted() {
        return sifted;
    }

    /** The alerts of one page and one more, which tells whether a further page follows. */
    List<Alert> run(EntityManager entityManager, AlertPages.Slice slice) {
        Stream<Alert> found = walks.stream().flatMap(walk -> walk(entityManager, walk, slice).stream());
        return walks.size() == 1
                ? found.toList()
                : found.distinct().sorted(PageCursor.ORDER).limit(rows).toList();
    }

    private List<Alert> walk(EntityManager entityManager, Walk walk, AlertPages.Slice slice) {
        List<String> all = new ArrayList<>(conditions);
        walk.value().ifPresent(value -> all.add(walk.column() + " = :walk"));
        slice.from().ifPresent(from -> all.add("a.raisedAt >= :sliceFrom"));
        slice.before().ifPresent(before -> all.add("a.raisedAt < :sliceBefore"));
        if (openOnly) {
            all.add(OpenRows.CONDITION);
        }
        TypedQuery<AlertEntity> query = entityManager.createQuery(
                "select a from AlertEntity a" + (all.isEmpty() ? "" : " where " + String.join(" and ", all))
                        + " order by a.raisedAt desc, a.id desc",
                AlertEntity.class);
        parameters.forEach(query::setParameter);
        walk.value().ifPresent(value -> query.setParameter("walk", value));
        slice.from().ifPresent(from -> query.setParameter("sliceFrom", from));
        slice.before().ifPresent(before -> query.setParameter("sliceBefore", before));
        if (openOnly) {
            OpenRows.withLiterals(query);
        }
        return query.setMaxResults(rows).getResultList().stream()
                .map(AlertEntity::alert)
                .toList();
    }

    private List<Walk> walks(AlertFilter filter) {
        if (!openOnly) {
            List<Walk> byPeer = filter.peers().stream()
                    .flatMap(peer -> Stream.of(Walk.of("a.peerName", peer), Walk.of("a.peerKey", peer)))
                    .toList();
            List<Walk> byGateway = filter.gateways().stream()
                    .map(gateway -> Walk.of("a.gateway", gateway))
                    .toList();
            for (List<Walk> some : List.of(byPeer, byGateway)) {
                if (!some.isEmpty() && some.size() <= MAX_WALKS) {
                    return some;
                }
            }
        }
        return List.of(new Walk("", Optional.empty()));
    }

    private void text(String text) {
        // LIKE in SQLite minds the case of letters beyond ASCII only, as the filter does
        String pattern = parameter("%" + escaped(text) + "%");
        conditions.add(Stream.of("a.summary", "a.peerName", "a.gateway", "a.interfaceName")
                .map(column -> column + " like " + pattern + " escape '\\'")
                .collect(Collectors.joining(" or ", "(", ")")));
    }

    private void after(PageCursor place) {
        String time = parameter(StoredTime.of(place.raisedAt()));
        conditions.add(
                "(a.raisedAt < " + time + " or a.id < " + parameter(place.id().toString()) + ")");
        // the part that an index answers
        conditions.add("a.raisedAt <= " + time);
    }

    private void oneOf(String expression, Collection<String> values) {
        if (!values.isEmpty()) {
            conditions.add(expression + " in " + parameter(List.copyOf(values)));
        }
    }

    private String parameter(Object value) {
        String name = "p" + parameters.size();
        parameters.put(name, value);
        return ":" + name;
    }

    private void oneOfInNoIndex(Collection<String> values, String... columns) {
        if (values.isEmpty()) {
            return;
        }
        List<String> names = values.stream().map(this::parameter).toList();
        conditions.add(Stream.of(columns)
                .flatMap(column -> names.stream().map(name -> "coalesce(" + column + ", '') = " + name))
                .collect(Collectors.joining(" or ", "(", ")")));
    }

    private static List<String> names(Collection<? extends Enum<?>> values) {
        return values.stream().<String>map(Enum::name).toList();
    }

    private static String escaped(String text) {
        StringBuilder escaped = new StringBuilder();
        text.chars().forEach(c -> {
            if (c == '%' || c == '_' || c == ESCAPE) {
                escaped.append(ESCAPE);
            }
            escaped.append((char) c);
        });
        return escaped.toString();
    }

    /** An index with one value of its first column; without a value that of time, or of the open alerts. */
    private record Walk(String column, Optional<String> value) {

        static Walk of(String column, String value) {
            return new Walk(column, Optional.of(value));
        }

        boolean isBy(String other) {
            return column.equals(other);
        }
    }
}
