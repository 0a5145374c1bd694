package io.tunnelwatch.itests.exam;

import static org.junit.Assert.assertEquals;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;

/** What must hold in every Karaf that has Tunnelwatch in it. Runs inside the container, which has no AssertJ. */
final class Wiring {

    private static final String PREFIX = "io.tunnelwatch.";

    private Wiring() {}

    static void assertBundlesAre(BundleContext context, String... names) {
        Set<String> found = new TreeSet<>();
        for (Bundle bundle : context.getBundles()) {
            if (bundle.getSymbolicName().startsWith(PREFIX)) {
                found.add(bundle.getSymbolicName().substring(PREFIX.length()));
            }
        }
        assertEquals(new TreeSet<>(List.of(names)), found);
    }

    /** Waits for a Karaf that is still starting: it restarts its own feature service at the end of a first start. */
    static void assertEveryBundleIsActive(BundleContext context) throws InterruptedException {
        Instant limit = Instant.now().plusSeconds(60);
        List<String> inactive = inactive(context);
        while (!inactive.isEmpty() && Instant.now().isBefore(limit)) {
            TimeUnit.MILLISECONDS.sleep(200);
            inactive = inactive(context);
        }
        assertEquals(List.of(), inactive);
    }

    private static List<String> inactive(BundleContext context) {
        return Arrays.stream(context.getBundles())
                .filter(bundle -> bundle.getHeaders().get(Constants.FRAGMENT_HOST) == null)
                .filter(bundle -> bundle.getState() != Bundle.ACTIVE)
                .map(Bundle::getSymbolicName)
                .toList();
    }
}
