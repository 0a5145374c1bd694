package io.tunnelwatch.firststart.internal;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs {@link Access} when the assembly starts. Offers no service and keeps nothing. */
@Component(
        immediate = true,
        service = {})
public final class FirstStart {

    private static final Logger LOG = LoggerFactory.getLogger(FirstStart.class);

    /** Called by Declarative Services. */
    @Activate
    public FirstStart(BundleContext context) {
        Path etc = Path.of(context.getProperty("karaf.etc"));
        Path passwordFile = Path.of(context.getProperty("karaf.data"), "tunnelwatch", "first-password");
        Announcement announcement =
                new Announcement(System.out, System.console() == null ? Optional.of(passwordFile) : Optional.empty());
        try {
            if (new Access(etc, new Passwords(), announcement).prepare()) {
                LOG.info("First start: made the user {} and a key for bin/client", Access.ADMINISTRATOR);
            }
        } catch (IOException e) {
            LOG.error(
                    "First start: no user could be made in {}, so nobody can log in. Make the folder writable and start again.",
                    etc,
                    e);
        }
    }
}
