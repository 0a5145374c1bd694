package io.tunnelwatch.management.internal;

import java.security.AccessController;
import java.util.Optional;
import java.util.concurrent.Callable;
import javax.security.auth.Subject;
import org.apache.karaf.jaas.boot.principal.UserPrincipal;

/** What calls of JMX clients have in common. They know none of our classes, so no exception of ours may reach them. */
final class Calls {

    private Calls() {}

    /** A service that is there. */
    static <T> T present(Optional<T> service, String what) {
        return service.orElseThrow(
                () -> new IllegalStateException(what + " is not there: its bundle stops or is updated"));
    }

    /** Does it; every failure is an {@link IllegalStateException} that says why. */
    static <T> T run(Callable<T> work) {
        try {
            return work.call();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("The call was interrupted");
        } catch (IllegalStateException | IllegalArgumentException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(Optional.ofNullable(e.getMessage()).orElseGet(e::toString));
        }
    }

    /** Karaf's name of the user who calls; {@code jmx} for a caller within this Java process. */
    @SuppressWarnings("removal") // how Java 17 and Karaf 4.4 pass the user of a connection on
    static String user() {
        return Optional.ofNullable(Subject.getSubject(AccessController.getContext())).stream()
                .flatMap(present -> present.getPrincipals(UserPrincipal.class).stream())
                .map(UserPrincipal::getName)
                .findFirst()
                .orElse("jmx");
    }
}
