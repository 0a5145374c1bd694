package io.tunnelwatch.commands.internal;

import org.apache.karaf.shell.api.action.Option;

/** A command whose answer scripts may have as JSON. */
public abstract class TunnelwatchAction extends ShellAction {

    @Option(name = "--json", description = "Print one JSON document on one line, for scripts")
    private boolean json;

    /** Whether the answer is for scripts. */
    protected final boolean json() {
        return json;
    }

    /** Makes the answer one for scripts. */
    final void useJson() {
        json = true;
    }
}
