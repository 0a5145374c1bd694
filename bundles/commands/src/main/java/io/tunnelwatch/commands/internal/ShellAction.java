package io.tunnelwatch.commands.internal;

import io.tunnelwatch.commands.internal.text.Visible;
import io.tunnelwatch.history.HistoryUnavailableException;
import java.time.InstantSource;
import java.util.Optional;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.support.CommandException;
import org.jline.terminal.Terminal;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;

/**
 * A command of Tunnelwatch. Karaf makes one for each execution. What it can not do it says in one line, with no stack
 * trace on the console or in the log, and an exit status that is not zero.
 */
public abstract class ShellAction implements Action {

    @Reference
    private BundleContext bundleContext;

    @Reference
    private Session session;

    @Override
    public final @Nullable Object execute() throws CommandException, InterruptedException {
        try (OsgiServices services = new OsgiServices(bundleContext)) {
            run(services, Screens.of(session, InstantSource.system()));
        } catch (Failed e) {
            // for Karaf's SSH server a number is the exit status; a console would print it
            return session.getTerminal() == null ? Integer.valueOf(1) : null;
        } catch (Refusal | HistoryUnavailableException e) {
            String line = Visible.of(e.getMessage());
            // Karaf prints the first as it is, and logs only at debug what is of exactly this class
            throw new CommandException(line, line, e);
        }
        return null;
    }

    /**
     * Does it.
     *
     * @throws Failed it is done, and what it found is a failure
     * @throws Refusal it can not be done
     * @throws HistoryUnavailableException it can not be done without the database
     */
    public abstract void run(Services services, Screen screen) throws InterruptedException;

    /** Who typed it: Karaf's user. */
    protected final String operator() {
        return Optional.ofNullable(session)
                .map(present -> present.get("USER"))
                .map(Object::toString)
                .orElse("karaf");
    }

    /** What can be drawn on; absent in a script, behind {@code bin/client 'command'} and before a pipe. */
    protected final Optional<Terminal> terminal() {
        return Optional.ofNullable(session).flatMap(Screens::terminal);
    }
}
