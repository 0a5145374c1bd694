package io.tunnelwatch.store.internal.salvage;

import io.tunnelwatch.history.Progress;
import io.tunnelwatch.store.internal.database.Transactions;
import io.tunnelwatch.store.internal.entity.AlertEntity;
import io.tunnelwatch.store.internal.query.NewTexts;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import javax.persistence.EntityManager;

/**
 * Makes alerts anew whose events are in the history, and whose rows are not. It looks at all events of the history, so
 * that it does not matter who brought them in, this salvage or one that was killed.
 */
final class AlertsFromEvents {

    private static final String PAGE =
            "select e.id, e.alertId from AlertEventEntity e where e.id > :last order by e.id";

    private final Transactions history;
    private final Predicate<UUID> openInLog;
    private final Report report;
    private final InstantSource clock;

    AlertsFromEvents(Transactions history, Predicate<UUID> openInLog, Report report, InstantSource clock) {
        this.history = history;
        this.openInLog = openInLog;
        this.report = report;
        this.clock = clock;
    }

    /**
     * Does it.
     *
     * @return ids of alerts that have events and no beginning: nothing can be made of them
     */
    Set<String> make(Progress progress) throws InterruptedException {
        Set<String> bare = new HashSet<>();
        String last = "";
        long done = 0;
        while (true) {
            DamagedTable.stopIfInterrupted();
            String from = last;
            Page page = history.required(entityManager -> page(entityManager, from, bare));
            bare.addAll(page.bare());
            done += page.events();
            progress.at("making alerts from their events", done, 0);
            if (page.events() < DamagedTable.CHUNK) {
                return bare;
            }
            last = page.last();
        }
    }

    private Page page(EntityManager entityManager, String from, Set<String> bareBefore) {
        List<Object[]> events = entityManager
                .createQuery(PAGE, Object[].class)
                .setParameter("last", from)
                .setMaxResults(DamagedTable.CHUNK)
                .getResultList();
        Set<String> ids = events.stream()
                .filter(event -> event[1] != null)
                .map(event -> (String) event[1])
                .collect(Collectors.toCollection(HashSet::new));
        ids.removeAll(bareBefore);
        ids.removeAll(KnownKeys.ALERTS.among(entityManager, ids));
        List<AlertEntity> made = new TimeLines(entityManager, openInLog, clock.instant()).begin(ids);
        made.forEach(entityManager::persist);
        NewTexts.takeIn(entityManager);
        report.brought(entityManager, made.size());
        made.forEach(alert -> ids.remove(alert.id()));
        String last = events.isEmpty() ? from : (String) events.get(events.size() - 1)[0];
        return new Page(events.size(), last, ids);
    }

    private record Page(int events, String last, Set<String> bare) {}
}
