package io.tunnelwatch.itests.faults;

import io.tunnelwatch.itests.faults.Fault.Removal;
import io.tunnelwatch.itests.faults.Fault.Trait;
import java.util.List;
import java.util.stream.Stream;

/** What operators do to bundles under load. */
final class BundleFaults {

    private static final String PREFIX = "io.tunnelwatch.";

    private BundleFaults() {}

    static List<Fault> all() {
        return Stream.concat(of("alert-store", Trait.QUICK), of("alert-log", Trait.STOPS_APPENDS))
                .toList();
    }

    private static Stream<Fault> of(String bundle, Trait trait) {
        String name = PREFIX + bundle;
        Trait[] seldom = trait == Trait.QUICK ? new Trait[0] : new Trait[] {trait};
        return Stream.of(
                        Fault.of(
                                bundle + " bundle stopped and started",
                                2,
                                laboratory -> {
                                    command(laboratory, "bundle:stop " + name);
                                    return Removal.of(() -> command(laboratory, "bundle:start " + name));
                                },
                                trait),
                        Fault.of(bundle + " bundle restarted", 2, once("bundle:restart " + name), seldom),
                        Fault.of(
                                bundle + " bundle updated",
                                2,
                                once("bundle:update " + name + " "
                                        + Laboratory.jar(bundle).toUri()),
                                seldom),
                        Fault.of(bundle + " bundle refreshed", 2, once("bundle:refresh " + name), trait),
                        Fault.of(
                                bundle + " bundle uninstalled and installed",
                                2,
                                laboratory -> {
                                    command(laboratory, "bundle:uninstall " + name);
                                    return Removal.of(() -> command(
                                            laboratory,
                                            "bundle:install -s "
                                                    + Laboratory.jar(bundle).toUri()));
                                },
                                seldom),
                        // removing the jar from deploy/ would uninstall the bundle
                        Fault.of(
                                bundle + " bundle copied into deploy/",
                                5,
                                laboratory -> {
                                    laboratory.karaf().deploy(Laboratory.jar(bundle));
                                    return Removal.NONE;
                                },
                                Stream.concat(Stream.of(seldom), Stream.of(Trait.SPOILS))
                                        .toArray(Trait[]::new)))
                .map(fault -> fault.restarts(name))
                .map(fault -> bundle.equals("alert-store") ? fault.shows("ABSENT") : fault);
    }

    private static Fault.Cause once(String command) {
        return laboratory -> {
            command(laboratory, command);
            return Removal.NONE;
        };
    }

    private static void command(Laboratory laboratory, String command) {
        laboratory.karaf().run(command).orFail();
    }
}
