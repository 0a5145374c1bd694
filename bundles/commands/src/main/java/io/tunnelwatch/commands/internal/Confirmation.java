package io.tunnelwatch.commands.internal;

import java.util.Locale;
import java.util.Set;

/** Asks before something is done that is not simply undone. */
public final class Confirmation {

    private static final Set<String> YES = Set.of("y", "yes");

    private Confirmation() {}

    /**
     * Returns when it may be done.
     *
     * @param consequence what will be done, as sentences
     * @throws Refusal it may not: the answer was not yes, or nobody can be asked
     */
    public static void require(Screen screen, String consequence) {
        Prompt prompt = screen.prompt().orElseThrow(Confirmation::nobody);
        screen.line(consequence);
        // the question stays short and of our words: the line reader takes a % in it for a pattern
        String answer = prompt.ask("Go on? y/N: ").orElseThrow(Confirmation::nobody);
        if (!YES.contains(answer.strip().toLowerCase(Locale.ROOT))) {
            throw new Refusal("Nothing was changed");
        }
    }

    /** Nobody can be asked. */
    public static Refusal nobody() {
        return new Refusal("Nothing was changed: nobody can be asked here. Say --yes, before any argument, to go on");
    }
}
