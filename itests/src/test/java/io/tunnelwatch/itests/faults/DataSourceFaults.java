package io.tunnelwatch.itests.faults;

import io.tunnelwatch.itests.faults.Fault.Removal;
import io.tunnelwatch.itests.faults.Fault.Trait;
import java.time.Duration;
import java.util.List;

/** Between store and database. */
final class DataSourceFaults {

    private static final Duration REJECTED_WITHIN = Duration.ofSeconds(60);

    private DataSourceFaults() {}

    static List<Fault> all() {
        return List.of(
                Fault.of(
                                "data source configuration deleted and created again",
                                3,
                                laboratory -> {
                                    laboratory.karaf().deleteConfig("org.ops4j.datasource-tunnelwatch.cfg");
                                    return Removal.of(laboratory::configureDataSource);
                                },
                                Trait.QUICK)
                        .shows("MISSING"),
                Fault.of(
                                "pool exhausted by leaked connections",
                                5,
                                laboratory -> {
                                    laboratory.load().leave("leak 8");
                                    return Removal.of(() -> laboratory.load().carryOut("return"));
                                },
                                Trait.QUICK)
                        .shows("IO_ERROR"),
                Fault.of(
                                "events that the database refuses for their data",
                                3,
                                laboratory -> {
                                    laboratory.sqlite("CREATE TRIGGER refuse BEFORE INSERT ON alert_event WHEN"
                                            + " NEW.json LIKE '%poison%' BEGIN SELECT RAISE(ABORT, 'no poison'); END");
                                    long goal = laboratory.rejected() + Experiment.EVENTS_DURING;
                                    return Removal.of(() -> {
                                        // each costs the store transactions of its own: on a machine that has much
                                        // else to do it is not through by then, and the database would take the rest
                                        laboratory.letBeRejected(goal, REJECTED_WITHIN);
                                        laboratory.sqlite("DROP TRIGGER refuse");
                                    });
                                },
                                Trait.QUICK,
                                Trait.REJECTS)
                        .withSummary("poison"));
    }
}
