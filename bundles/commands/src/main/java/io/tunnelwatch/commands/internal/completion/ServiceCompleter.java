package io.tunnelwatch.commands.internal.completion;

import io.tunnelwatch.commands.internal.OsgiServices;
import io.tunnelwatch.commands.internal.Services;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.console.CommandLine;
import org.apache.karaf.shell.api.console.Completer;
import org.apache.karaf.shell.api.console.Session;
import org.osgi.framework.BundleContext;

/** Proposes what a service knows now; nothing where the service is absent. Karaf keeps one for all sessions. */
abstract class ServiceCompleter implements Completer {

    @Reference
    private BundleContext bundleContext;

    @Override
    public int complete(Session session, CommandLine line, List<String> candidates) {
        try (OsgiServices services = new OsgiServices(bundleContext)) {
            return Proposals.propose(known(services, typed(line)), session, line, candidates);
        }
    }

    private static String typed(CommandLine line) {
        return Optional.ofNullable(line.getCursorArgument()).orElse("");
    }

    /**
     * What can be proposed. Answers at once.
     *
     * @param typed the word under the cursor; proposals that do not begin so are dropped later
     */
    abstract Stream<String> known(Services services, String typed);
}
