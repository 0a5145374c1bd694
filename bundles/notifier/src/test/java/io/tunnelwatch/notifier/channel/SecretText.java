package io.tunnelwatch.notifier.channel;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;

/** Looks for secrets where they must not be. */
public final class SecretText {

    private SecretText() {}

    /** All that an exception can tell: messages and stack traces of it, its causes, and what they suppress. */
    public static String all(Throwable thrown) {
        StringWriter text = new StringWriter();
        thrown.printStackTrace(new PrintWriter(text, true));
        return text.toString();
    }

    public static void assertHides(Throwable thrown, String... secrets) {
        assertThat(all(thrown)).doesNotContain(secrets);
    }
}
