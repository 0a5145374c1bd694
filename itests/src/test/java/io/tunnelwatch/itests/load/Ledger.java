package io.tunnelwatch.itests.load;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What the log was offered since its folder is there, and what it promised to keep. */
public final class Ledger {

    private static final String ENDED = "Resolved";

    private final Set<String> accepted = new HashSet<>();
    /** Event to alert: offered, and no answer, or none that tells. */
    private final Map<String, String> uncertain = new HashMap<>();
    /** Alert to the type of its last accepted event, in the order of the log. */
    private final Map<String, String> alerts = new HashMap<>();

    private final Map<String, String> alertOfEvent = new HashMap<>();
    private final Set<String> putAside = new HashSet<>();

    void add(List<Offer> offers) {
        offers.forEach(this::add);
    }

    private void add(Offer offer) {
        if (offer.what().equals("accepted")) {
            accepted.add(offer.event());
            uncertain.remove(offer.event());
            // an alert ends once and has nothing behind its end; but two threads may write their answers the other way
            // round
            alerts.merge(offer.alert(), offer.type(), (known, next) -> known.equals(ENDED) ? known : next);
            alertOfEvent.put(offer.event(), offer.alert());
        } else if (!accepted.contains(offer.event())) {
            uncertain.put(offer.event(), offer.alert());
        }
    }

    /** The events that the log took. */
    public Set<String> accepted() {
        return accepted;
    }

    /**
     * The history was seen to have put these aside as it should: nothing more is asked of them, nor of their alerts.
     */
    public void rejected(Set<String> events) {
        accepted.removeAll(events);
        putAside.addAll(events);
    }

    /** The log lost events: what is open is what it says now. */
    public void forgetStates() {
        alerts.clear();
    }

    /** Alerts of which all is known, and the state they must have. */
    public Map<String, String> states() {
        Map<String, String> states = new HashMap<>(alerts);
        uncertain.values().forEach(states::remove);
        putAside.stream().map(event -> alertOfEvent.getOrDefault(event, "")).forEach(states::remove);
        states.replaceAll((alert, type) -> type.equals("Raised") ? "OPEN" : "RESOLVED");
        return states;
    }
}
