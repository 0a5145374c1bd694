package io.tunnelwatch.commands.internal;

import java.util.List;
import java.util.Optional;

/**
 * The words behind the options of a command. Karaf reads no option behind an argument, though people type it there:
 * {@code alert:show 0199a4b2 --json}.
 */
public final class Words {

    private Words() {}

    /**
     * The one argument; switches {@code --json} on where it stands behind it.
     *
     * @param name of the argument, for the refusal
     * @throws Refusal there are more words
     */
    public static String one(String name, List<String> words, TunnelwatchAction action) {
        List<String> rest = any(words, action);
        if (rest.size() != 1) {
            throw new Refusal("One " + name + " is wanted, not " + rest.size()
                    + (rest.isEmpty() ? "" : ": " + String.join(" ", rest))
                    + "; options other than --json stand before it");
        }
        return rest.get(0);
    }

    /** The one argument, if it was typed; switches {@code --json} on where it stands behind it. */
    public static Optional<String> atMostOne(String name, List<String> words, TunnelwatchAction action) {
        return any(words, action).isEmpty() ? Optional.empty() : Optional.of(one(name, words, action));
    }

    /** All arguments, each once; switches {@code --json} on where it stands behind one. */
    public static List<String> any(List<String> words, TunnelwatchAction action) {
        if (words.contains("--json")) {
            action.useJson();
        }
        return words.stream().filter(word -> !word.equals("--json")).distinct().toList();
    }
}
