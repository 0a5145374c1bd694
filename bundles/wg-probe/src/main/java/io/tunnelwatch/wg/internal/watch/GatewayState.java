package io.tunnelwatch.wg.internal.watch;

import io.tunnelwatch.alert.AlertKey;
import io.tunnelwatch.wg.internal.dump.DumpInterface;
import io.tunnelwatch.wg.internal.dump.DumpPeer;
import io.tunnelwatch.wg.internal.judge.Judge;
import io.tunnelwatch.wg.internal.judge.Moment;
import io.tunnelwatch.wg.internal.judge.PeerMemory;
import io.tunnelwatch.wg.internal.judge.PeerSighting;
import io.tunnelwatch.wg.internal.judge.Policy;
import io.tunnelwatch.wg.internal.settings.GatewaySettings;
import io.tunnelwatch.wg.internal.settings.PeerSettings;
import io.tunnelwatch.wg.internal.source.Reading;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What is known of one gateway from poll to poll. It grows with the peers that the gateway has, never with time. It
 * belongs to the thread that polls the gateway.
 */
public final class GatewayState {

    /** How much of the memory has changed since it was last asked for. */
    public enum Change {
        NOTHING,
        /** How long peers have stayed as they are: not worth a write. */
        TICKS,
        /** Times that may be a minute late. */
        DETAILS,
        /** What is known: peers, interfaces, verdicts. */
        MEANING
    }

    private final Map<String, InterfaceState> interfaces = new LinkedHashMap<>();
    private final Map<String, Integer> missedPolls = new HashMap<>();
    private int failedPolls;
    private Change change = Change.NOTHING;

    /** @param remembered the peers of each interface, as an earlier process knew them */
    public GatewayState(Map<String, Map<String, PeerMemory>> remembered) {
        remembered.forEach((name, peers) -> interfaces.put(name, new InterfaceState(peers)));
    }

    /** Takes in a poll that brought nothing. */
    public Situation.Unreadable unreadable(GatewaySettings settings, String reason, Moment now) {
        failedPolls++;
        return new Situation.Unreadable(settings.name(), now, reason, failedPolls);
    }

    /** Takes in what a poll brought. */
    public Situation.Read read(Reading reading, GatewaySettings settings, PeerDirectory directory, Moment now) {
        failedPolls = 0;
        Map<String, List<DumpPeer>> present = byInterface(reading, settings);
        if (interfaces.keySet().removeIf(name -> !settings.watches(name))) {
            change = Change.MEANING;
        }
        List<MissingInterface> missing = missing(reading, settings, present.keySet());
        List<WatchedPeer> peers = new ArrayList<>(reading.dump().peers().size());
        List<PeerChange> changes = new ArrayList<>();
        present.forEach((name, lines) -> peers.addAll(
                look(name, lines, settings, directory, now, changes).values()));
        return new Situation.Read(
                settings.name(),
                now,
                peers,
                present.keySet(),
                missing,
                changes,
                Set.copyOf(settings.interfaces()),
                settings.outage());
    }

    /**
     * Takes in that these peers were lost together with others, by
     * {@link io.tunnelwatch.wg.internal.rules.Decisions#sharedLosses}: such a loss is not a change of the peer's own.
     *
     * @param peers alerts about them
     */
    public void lostWithOthers(Set<AlertKey> peers) {
        for (AlertKey key : peers) {
            Optional<InterfaceState> state =
                    key.interfaceName().flatMap(name -> Optional.ofNullable(interfaces.get(name)));
            Optional<WatchedPeer> peer = state.flatMap(known -> key.peerKey().flatMap(known::sighted));
            if (state.isPresent() && peer.isPresent()) {
                state.get().put(peer.get().lostWithOthers());
                change = Change.MEANING;
            }
        }
    }

    /** The peers that were last seen, also of interfaces that are missing now. */
    public List<WatchedPeer> lastSeen() {
        int count = interfaces.values().stream()
                .mapToInt(state -> state.sighted().size())
                .sum();
        List<WatchedPeer> peers = new ArrayList<>(count);
        interfaces.values().forEach(state -> peers.addAll(state.sighted()));
        return peers;
    }

    /** How much has changed since {@link #memory} was last asked for. */
    public Change change() {
        return change;
    }

    /** What an other process needs to go on from here. */
    public Map<String, Map<String, PeerMemory>> memory() {
        change = Change.NOTHING;
        Map<String, Map<String, PeerMemory>> memory = new LinkedHashMap<>();
        interfaces.forEach((name, state) -> memory.put(name, state.memory()));
        return memory;
    }

    private static Map<String, List<DumpPeer>> byInterface(Reading reading, GatewaySettings settings) {
        Map<String, List<DumpPeer>> lines = new LinkedHashMap<>();
        reading.dump().interfaces().stream()
                .map(DumpInterface::name)
                .filter(settings::watches)
                .forEach(name -> lines.put(name, new ArrayList<>()));
        for (DumpPeer peer : reading.dump().peers()) {
            if (settings.watches(peer.interfaceName())) {
                lines.computeIfAbsent(peer.interfaceName(), name -> new ArrayList<>())
                        .add(peer);
            }
        }
        // what could not be read whole says nothing about those who are not in it
        lines.keySet().removeAll(reading.unreadableInterfaces().keySet());
        return lines;
    }

    private List<MissingInterface> missing(Reading reading, GatewaySettings settings, Set<String> present) {
        Set<String> expected = new LinkedHashSet<>(interfaces.keySet());
        expected.addAll(settings.interfaces());
        expected.addAll(reading.unreadableInterfaces().keySet());
        expected.removeIf(name -> present.contains(name) || !settings.watches(name));
        missedPolls.keySet().retainAll(expected);
        return expected.stream()
                .map(name -> new MissingInterface(
                        name,
                        missedPolls.merge(name, 1, Integer::sum),
                        Optional.ofNullable(reading.unreadableInterfaces().get(name)),
                        Optional.ofNullable(interfaces.get(name))
                                .filter(InterfaceState::hasLost)
                                .isPresent()))
                .toList();
    }

    private Map<String, WatchedPeer> look(
            String interfaceName,
            List<DumpPeer> lines,
            GatewaySettings settings,
            PeerDirectory directory,
            Moment now,
            List<PeerChange> changes) {
        boolean baseline = !interfaces.containsKey(interfaceName);
        InterfaceState state = interfaces.computeIfAbsent(interfaceName, name -> new InterfaceState(Map.of()));
        Policy gatewayPolicy = settings.policyFor(Optional.empty());
        Map<String, WatchedPeer> peers = new LinkedHashMap<>(lines.size() * 2);
        for (DumpPeer line : lines) {
            // a second line of the same peer says nothing new
            if (!peers.containsKey(line.publicKey())) {
                peers.put(line.publicKey(), look(line, state, settings, gatewayPolicy, directory, now));
            }
        }
        if (baseline) {
            change = Change.MEANING;
        } else {
            int before = changes.size();
            peers.values().stream()
                    .filter(peer -> !state.knows(peer.line().publicKey()))
                    .forEach(peer ->
                            changes.add(change(true, interfaceName, peer.line().publicKey(), directory)));
            state.lackingIn(peers).forEach(key -> changes.add(change(false, interfaceName, key, directory)));
            change = changes.size() > before ? Change.MEANING : change;
        }
        state.replace(peers);
        return peers;
    }

    private WatchedPeer look(
            DumpPeer line,
            InterfaceState state,
            GatewaySettings settings,
            Policy gatewayPolicy,
            PeerDirectory directory,
            Moment now) {
        String key = line.publicKey();
        Optional<PeerSettings> own = directory.settingsOf(key);
        Policy policy = own.isEmpty() ? gatewayPolicy : settings.policyFor(own);
        Optional<WatchedPeer> before = state.sighted(key);
        if (before.isEmpty()) {
            raise(Change.MEANING);
            PeerSighting seen = Judge.look(line, Optional.empty(), state.remembered(key), policy, now);
            return new WatchedPeer(line, directory.nameOf(key), seen, policy, own);
        }
        WatchedPeer known = before.get();
        PeerSighting seen = Judge.look(line, Optional.of(known.sighting()), Optional.empty(), policy, now);
        raise(change(known.sighting(), seen));
        return known.next(line, directory.nameOf(key, known.name()), seen, policy, own);
    }

    private static Change change(PeerSighting before, PeerSighting now) {
        if (before.verdict() != now.verdict()) {
            return Change.MEANING;
        }
        if (!now.history().isRememberedLike(before.history())) {
            return Change.DETAILS;
        }
        if (before.memory() == now.memory()) {
            return Change.NOTHING;
        }
        return now.memory().isTickOf(before.memory()) ? Change.TICKS : Change.DETAILS;
    }

    private void raise(Change at) {
        if (at.compareTo(change) > 0) {
            change = at;
        }
    }

    private static PeerChange change(boolean added, String interfaceName, String key, PeerDirectory directory) {
        return new PeerChange(added, interfaceName, key, directory.nameOf(key), directory.settingsOf(key));
    }
}
