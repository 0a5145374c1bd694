package io.tunnelwatch.itests.faults;

import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * A row of the matrix.
 *
 * @param name as the table says it
 * @param lasts from when it was caused until it is removed; longer while the store has not shown it
 * @param cause makes it happen, and tells how it is removed
 * @param restarted the bundles that the fault itself stops, starts or updates
 * @param summary of the twenty alerts during the fault
 * @param shown states of the store of which one is seen, or the fault was none; empty where the store need not notice
 * @param ailing the channels that it hinders, the others go on; empty where channels do not matter, and there are none
 */
record Fault(
        String name,
        Duration lasts,
        Cause cause,
        Set<Trait> traits,
        Set<String> restarted,
        String summary,
        Set<String> shown,
        Set<String> ailing) {

    /** What sets a row apart. */
    enum Trait {
        /** Short, and worth running each time. */
        QUICK,
        /** Log or JVM are what stops: appends are refused meanwhile, with a clear error. */
        STOPS_APPENDS,
        /** {@code wg} itself is what does not come: when it is called tells nothing of the probe. */
        STOPS_WG,
        /** The JVM is another one afterwards. */
        KILLS,
        /** Nobody removes it: the store heals by itself, and the time counts from the fault. */
        HEALS_BY_ITSELF,
        /** The same, and the time counts from when the store saw it. */
        CORRUPTS,
        /** The log forgets events that the history has: what is open is the log's to say. */
        LOSES_LOG,
        /** Events end in {@code rejected_event}. */
        REJECTS,
        /** Karaf runs with a clock that can be set. */
        NEEDS_CLOCK,
        /** Karaf is set up anew behind it. */
        SPOILS
    }

    /** Makes a fault happen. */
    interface Cause {
        Removal begin(Laboratory laboratory) throws Exception;
    }

    /** Makes an end of a fault; says what was wrong meanwhile, beyond what every row is judged by. */
    interface Removal {
        /** Nobody does anything. */
        Removal NONE = () -> List.of();

        List<String> remove() throws Exception;

        /** Where there is nothing to say. */
        static Removal of(Step step) {
            return () -> {
                step.run();
                return List.of();
            };
        }
    }

    /** Something done that may fail. */
    interface Step {
        void run() throws Exception;
    }

    static Fault of(String name, int seconds, Cause cause, Trait... traits) {
        EnumSet<Trait> all = EnumSet.noneOf(Trait.class);
        all.addAll(List.of(traits));
        return new Fault(name, Duration.ofSeconds(seconds), cause, all, Set.of(), "sixty", Set.of(), Set.of());
    }

    /** The fault itself restarts these bundles. */
    Fault restarts(String... symbolicNames) {
        return new Fault(name, lasts, cause, traits, Set.of(symbolicNames), summary, shown, ailing);
    }

    /** The alerts during the fault say this. */
    Fault withSummary(String text) {
        return new Fault(name, lasts, cause, traits, restarted, text, shown, ailing);
    }

    /** One of these states of the store is seen meanwhile. */
    Fault shows(String... states) {
        return new Fault(name, lasts, cause, traits, restarted, summary, Set.of(states), ailing);
    }

    /** It hinders these channels. */
    Fault ails(String... channels) {
        return new Fault(name, lasts, cause, traits, restarted, summary, shown, Set.of(channels));
    }

    /** The same, set apart by one thing more. */
    Fault with(Trait trait) {
        EnumSet<Trait> all = EnumSet.of(trait);
        all.addAll(traits);
        return new Fault(name, lasts, cause, all, restarted, summary, shown, ailing);
    }

    /** It is made otherwise. */
    Fault by(Cause other) {
        return new Fault(name, lasts, other, traits, restarted, summary, shown, ailing);
    }

    boolean is(Trait trait) {
        return traits.contains(trait);
    }
}
