package io.tunnelwatch.itests.exam;

import static org.junit.Assert.assertEquals;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
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

    static void assertEveryBundleIsActive(BundleContext context) {
        List<String> inactive = Arrays.stream(context.getBundles())
                .filter(bundle -> bundle.getHeaders().get(Constants.FRAGMENT_HOST) == null)
                .filter(bundle -> bundle.getState() != Bundle.ACTIVE)
                .map(Bundle::getSymbolicName)
                .toList();
        assertEquals(List.of(), inactive);
    }
}
