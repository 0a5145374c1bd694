package io.tunnelwatch.itests.faults;

import io.tunnelwatch.itests.faults.Fault.Removal;
import io.tunnelwatch.itests.faults.Fault.Trait;
import java.util.List;

/** Between store and database. */
final class DataSourceFaults {

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
                                    return Removal.of(() -> laboratory.sqlite("DROP TRIGGER refuse"));
                                },
                                Trait.QUICK,
                                Trait.REJECTS)
                        .withSummary("poison"));
    }
}
