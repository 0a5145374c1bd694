package io.tunnelwatch.commands.internal.completion;

/**
 * A word that the shell proposes.
 *
 * @param word what is typed for the person
 * @param description what it stands for, shown beside it; may be empty, and may hold text from outside
 */
record Proposal(String word, String description) {

    /** One that speaks for itself. */
    static Proposal of(String word) {
        return new Proposal(word, "");
    }
}
