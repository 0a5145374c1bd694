package io.tunnelwatch.itests.faults;

import io.tunnelwatch.itests.faults.Fault.Removal;
import io.tunnelwatch.itests.faults.Fault.Trait;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** What operators do to bundles under load. */
final class BundleFaults {

    private static final String PREFIX = "io.tunnelwatch.";

    private static final Set<String> QUICK = Set.of(
            "alert-store bundle stopped and started", "alert-store bundle refreshed", "notifier bundle refreshed");

    /** The channels of other bundles use the notifier's classes, and are refreshed with it. */
    private static final String[] NOTIFIERS = Stream.of("", "-alertmanager", "-mqtt", "-snmp", "-syslog")
            .map(channel -> PREFIX + "notifier" + channel)
            .toArray(String[]::new);

    private BundleFaults() {}

    static List<Fault> all() {
        return Stream.of(
                        of("alert-store").map(fault -> fault.shows("ABSENT")),
                        of("notifier").map(fault -> fault.restarts(NOTIFIERS)).map(NotifierFaults::whileAllAreBusy),
                        of("alert-log", Trait.STOPS_APPENDS))
                .flatMap(faults -> faults)
                .map(fault -> QUICK.contains(fault.name()) ? fault.with(Trait.QUICK) : fault)
                .toList();
    }

    private static Stream<Fault> of(String bundle, Trait... traits) {
        String name = PREFIX + bundle;
        return Stream.of(
                        Fault.of(
                                bundle + " bundle stopped and started",
                                2,
                                laboratory -> {
                                    command(laboratory, "bundle:stop " + name);
                                    return Removal.of(() -> command(laboratory, "bundle:start " + name));
                                },
                                traits),
                        Fault.of(bundle + " bundle restarted", 2, once("bundle:restart " + name), traits),
                        Fault.of(
                                bundle + " bundle updated",
                                2,
                                once("bundle:update " + name + " "
                                        + Laboratory.jar(bundle).toUri()),
                                traits),
                        Fault.of(bundle + " bundle refreshed", 2, once("bundle:refresh " + name), traits),
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
                                traits),
                        // removing the jar from deploy/ would uninstall the bundle
                        Fault.of(
                                bundle + " bundle copied into deploy/",
                                5,
                                laboratory -> {
                                    laboratory.karaf().deploy(Laboratory.jar(bundle));
                                    return Removal.NONE;
                                },
                                Stream.concat(Stream.of(traits), Stream.of(Trait.SPOILS))
                                        .toArray(Trait[]::new)))
                .map(fault -> fault.restarts(name));
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
