package io.tunnelwatch.store.internal.query;

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
import javax.persistence.EntityManager;
import javax.persistence.TypedQuery;

/** A filter and a page as JPQL. The same alerts match as {@link AlertFilter#matches} answers. */
final class AlertQuery {

    private static final char ESCAPE = '\\';

    private final List<String> conditions = new ArrayList<>();
    private final Map<String, Object> parameters = new HashMap<>();

    private AlertQuery() {}

    /** One page and one alert more, which tells whether a further page follows. */
    static List<AlertEntity> run(EntityManager entityManager, AlertFilter filter, PageRequest page) {
        AlertQuery query = new AlertQuery();
        query.filter(filter);
        page.after().ifPresent(query::after);
        TypedQuery<AlertEntity> typed = entityManager.createQuery(query.jpql(), AlertEntity.class);
        query.parameters.forEach(typed::setParameter);
        return typed.setMaxResults(page.limit() + 1).getResultList();
    }

    private String jpql() {
        String where = conditions.isEmpty() ? "" : " where " + String.join(" and ", conditions);
        return "select a from AlertEntity a" + where + " order by a.raisedAt desc, a.id desc";
    }

    private void filter(AlertFilter filter) {
        oneOf("a.state in :states", "states", names(filter.states()));
        oneOf("a.kind in :kinds", "kinds", names(filter.kinds()));
        oneOf("a.severity in :severities", "severities", names(filter.severities()));
        oneOf("a.gateway in :gateways", "gateways", filter.gateways());
        oneOf("(a.peerName in :peers or a.peerKey in :peers)", "peers", filter.peers());
        filter.since().ifPresent(since -> condition("a.raisedAt >= :since", "since", StoredTime.of(since)));
        filter.until().ifPresent(until -> condition("a.raisedAt < :until", "until", StoredTime.of(until)));
        // LIKE in SQLite minds the case of letters beyond ASCII only, as the filter does
        filter.text()
                .ifPresent(text -> condition(
                        "(a.summary like :text escape '\\' or a.peerName like :text escape '\\'"
                                + " or a.gateway like :text escape '\\' or a.interfaceName like :text escape '\\')",
                        "text",
                        "%" + escaped(text) + "%"));
    }

    private void after(PageCursor place) {
        parameters.put("id", place.id().toString());
        condition(
                "(a.raisedAt < :raisedAt or (a.raisedAt = :raisedAt and a.id < :id))",
                "raisedAt",
                StoredTime.of(place.raisedAt()));
        // says it once more in a form that an index answers
        conditions.add("a.raisedAt <= :raisedAt");
    }

    private void oneOf(String condition, String parameter, Collection<String> values) {
        if (!values.isEmpty()) {
            condition(condition, parameter, List.copyOf(values));
        }
    }

    private void condition(String condition, String parameter, Object value) {
        conditions.add(condition);
        parameters.put(parameter, value);
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
}
