package io.tunnelwatch.notifier.internal.ledger;

import io.tunnelwatch.alert.Notice;
import io.tunnelwatch.notifier.channel.AlertNotice;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The notices that a channel owes, in the order in which they came to be: of each alert at most one of a kind. */
final class Owed {

    private final Map<String, AlertNotice> notices = new LinkedHashMap<>();
    private final Set<String> tried = new HashSet<>();

    void add(AlertNotice notice) {
        notices.putIfAbsent(notice.key(), notice);
    }

    List<AlertNotice> all() {
        return List.copyOf(notices.values());
    }

    int count() {
        return notices.size();
    }

    boolean contains(String key) {
        return notices.containsKey(key);
    }

    /** Whether there is a notice of any kind of this alert. */
    boolean anyOf(UUID alertId, int nextRenotification) {
        return keys(alertId, nextRenotification).anyMatch(notices::containsKey);
    }

    /** It is done with. */
    void settle(UUID alertId, Notice kind, int nextRenotification) {
        remove(AlertNotice.key(alertId, kind, nextRenotification));
    }

    /** The alert is done with. */
    void settle(UUID alertId, int nextRenotification) {
        keys(alertId, nextRenotification).forEach(this::remove);
    }

    void removeIf(Predicate<AlertNotice> unwanted) {
        notices.values().removeIf(unwanted);
        tried.retainAll(notices.keySet());
    }

    /** They are about to be sent: from now on the other side may have them. */
    void trying(Collection<String> keys) {
        keys.stream().filter(notices::containsKey).forEach(tried::add);
    }

    boolean wasTried(String key) {
        return tried.contains(key);
    }

    Set<String> tried() {
        return Set.copyOf(tried);
    }

    private void remove(String key) {
        notices.remove(key);
        tried.remove(key);
    }

    private static Stream<String> keys(UUID alertId, int nextRenotification) {
        return Stream.of(Notice.values()).map(kind -> AlertNotice.key(alertId, kind, nextRenotification));
    }
}
