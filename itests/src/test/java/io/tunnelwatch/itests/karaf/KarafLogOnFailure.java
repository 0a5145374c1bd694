package io.tunnelwatch.itests.karaf;

import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;

/**
 * Puts the end of {@code karaf.log} into the message of a test that fails: its Karaf is gone when somebody reads it.
 */
public final class KarafLogOnFailure implements TestExecutionExceptionHandler {

    private static final int LINES = 80;

    private final Supplier<Optional<KarafProcess>> karaf;

    /** @param karaf asked when a test has failed */
    public KarafLogOnFailure(Supplier<Optional<KarafProcess>> karaf) {
        this.karaf = karaf;
    }

    @Override
    public void handleTestExecutionException(ExtensionContext context, Throwable failure) {
        String log = karaf.get().map(process -> process.logTail(LINES)).orElse("there was no Karaf");
        throw new AssertionError(failure.getMessage() + "\n\nThe end of karaf.log:\n" + log, failure);
    }
}
