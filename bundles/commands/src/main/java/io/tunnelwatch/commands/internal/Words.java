package io.tunnelwatch.commands.internal;

import java.util.List;

/**
 * The words behind the options of a command that takes one argument. Karaf reads no option behind an argument, though
 * people type it there: {@code alert:show 0199a4b2 --json}.
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
        List<String> rest =
                words.stream().filter(word -> !word.equals("--json")).toList();
        if (rest.size() < words.size()) {
            action.useJson();
        }
        if (rest.size() != 1) {
            throw new Refusal("One " + name + " is wanted, not " + rest.size()
                    + (rest.isEmpty() ? "" : ": " + String.join(" ", rest))
                    + "; options other than --json stand before it");
        }
        return rest.get(0);
    }
}
