package io.tunnelwatch.commands.internal;

import java.util.Optional;

/** Asks the person who typed the command. */
@FunctionalInterface
public interface Prompt {

    /**
     * Waits for one line.
     *
     * @return what was typed; nothing ({@code ""}) where that was given up (Ctrl-C, Ctrl-D); empty when it turns out
     *     that nobody can be asked
     */
    Optional<String> ask(String question);
}
