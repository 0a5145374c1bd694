package io.tunnelwatch.itests.install;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.SynchronousBundleListener;

/**
 * A bundle of somebody else, wired to what many use. It writes its own starts into {@code bystander.txt} of Karaf's
 * data folder, and which other bundles stop.
 */
public final class Bystander implements BundleActivator, SynchronousBundleListener {

    private Path file = Path.of("");

    @Override
    public void start(BundleContext context) {
        file = Path.of(context.getProperty("karaf.data"), "bystander.txt");
        write("started");
        context.addBundleListener(this);
    }

    @Override
    public void stop(BundleContext context) {
        // the framework takes the listener away
    }

    @Override
    public void bundleChanged(BundleEvent event) {
        if (event.getType() == BundleEvent.STOPPED) {
            write("stopped " + event.getBundle().getSymbolicName());
        }
    }

    private void write(String line) {
        try {
            Files.writeString(file, line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write " + file, e);
        }
    }
}
