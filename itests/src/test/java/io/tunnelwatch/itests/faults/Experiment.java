package io.tunnelwatch.itests.faults;

import io.tunnelwatch.itests.faults.Fault.Trait;
import io.tunnelwatch.itests.load.LoadBundle;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Runs one fault: load before, during and after it, then a comparison of what was promised with what is there. */
final class Experiment {

    /** Of each of the three: before, during and after the fault. */
    static final int ALERTS = 20;

    /** Each is raised and resolved. */
    static final int EVENTS_DURING = 2 * ALERTS;

    private static final Duration BEFORE = Duration.ofSeconds(2);
    private static final Duration AFTER = Duration.ofSeconds(3);
    private static final Duration SHOWN_WITHIN = Duration.ofSeconds(20);
    private static final Duration FOUND_WITHIN = Duration.ofSeconds(60);
    private static final Duration SETTLES_WITHIN = Duration.ofSeconds(45);

    private final Laboratory laboratory;
    private final Fault fault;
    private final Limits limits;

    Experiment(Laboratory laboratory, Fault fault, Limits limits) {
        this.limits = limits;
        this.laboratory = laboratory;
        this.fault = fault;
    }

    Row run() throws Exception {
        if (fault.is(Trait.NEEDS_CLOCK)) {
            ClockFaults.prepare(laboratory);
        }
        LoadBundle load = laboratory.load();
        Optional<Notices> notices =
                fault.ailing().isEmpty() ? Optional.empty() : Optional.of(Notices.begin(laboratory, fault, limits));
        load.beginRecord();
        double uptime = Gateway.uptime();
        long pid = laboratory.karaf().pid();
        long begun = System.nanoTime();

        laboratory.startLoad();
        load.carryOut("alerts " + ALERTS + " sixty");
        laboratory.letPass(BEFORE);

        long quarantined = laboratory.quarantined();
        long caused = System.nanoTime();
        Fault.Removal removal = fault.cause().begin(laboratory);
        load.leave("alerts " + ALERTS + " " + fault.summary());
        laboratory.letPass(fault.lasts());
        // the time alone does not tell: what a slow machine has not met when it is removed was no fault
        if (!fault.shown().isEmpty()) {
            laboratory.letShow(fault.shown(), caused, SHOWN_WITHIN);
        }
        List<String> remarks = new ArrayList<>(removal.remove());
        long removed = System.nanoTime();

        if (fault.is(Trait.KILLS)) {
            laboratory.startLoad();
        }
        load.carryOut("alerts " + ALERTS + " sixty");
        laboratory.letPass(AFTER);
        if (fault.is(Trait.CORRUPTS) && !fault.shown().isEmpty()) {
            laboratory.letDamageBeFound(quarantined, FOUND_WITHIN);
        }
        load.stop();
        boolean settled = laboratory.settles(SETTLES_WITHIN);
        Notices.Result told = notices.map(all -> all.end(Notices.Observed.of(load.offers(), fault.summary())))
                .orElse(Notices.Result.NONE);
        remarks.addAll(told.problems());

        Observation observation = new Observation(
                fault,
                begun,
                caused,
                removed,
                settled,
                laboratory.karaf().pid() == pid,
                pollsLateBy(uptime),
                List.copyOf(load.offers()),
                List.copyOf(load.states()),
                List.copyOf(load.bundleEvents()),
                laboratory.plainWrites().between(caused, removed),
                remarks,
                told.tellings());
        return new Judgement(limits, observation, load.ledger(), laboratory::history).row();
    }

    private double pollsLateBy(double since) throws IOException {
        return laboratory.gateway().lateBySince(since);
    }
}
