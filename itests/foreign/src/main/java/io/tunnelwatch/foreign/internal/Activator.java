package io.tunnelwatch.foreign.internal;

import io.tunnelwatch.alert.Alert;
import io.tunnelwatch.listener.AlertListener;
import io.tunnelwatch.listener.AlertNews;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;
import org.osgi.service.event.Event;
import org.osgi.service.event.EventConstants;
import org.osgi.service.event.EventHandler;

/**
 * A good, a slow and a broken subscriber of each kind. The good ones write down in {@code foreign/} of Karaf's data
 * folder what arrives, the slow ones that they were called.
 */
public final class Activator implements BundleActivator {

    private static final long NAP_SECONDS = 60;

    private Path folder = Path.of("");

    @Override
    public void start(BundleContext context) throws IOException {
        folder = Path.of(Optional.ofNullable(context.getProperty("karaf.data")).orElse("data"), "foreign");
        Files.createDirectories(folder);
        Record slow = new Record(folder.resolve("slow.csv"));
        handler(context, event -> nap(slow, "handler"));
        handler(context, event -> {
            throw new IllegalStateException("a broken handler");
        });
        Record events = new Record(folder.resolve("handler.csv"));
        handler(context, event -> write(event, events));
        listener(context, "slow", news -> nap(slow, "listener"));
        listener(context, "broken", news -> {
            throw new IllegalStateException("a broken listener");
        });
        Record news = new Record(folder.resolve("listener.csv"));
        listener(context, "good", item -> write(item, news));
    }

    @Override
    public void stop(BundleContext context) {
        // the framework takes the services back
    }

    private static void handler(BundleContext context, EventHandler handler) {
        context.registerService(
                EventHandler.class, handler, properties(EventConstants.EVENT_TOPIC, "io/tunnelwatch/alert/*"));
    }

    private static void listener(BundleContext context, String id, AlertListener listener) {
        context.registerService(AlertListener.class, listener, properties(AlertListener.ID, id));
    }

    private static Dictionary<String, ?> properties(String name, String value) {
        return new Hashtable<>(Map.of(name, value));
    }

    private static void write(Event event, Record record) {
        record.line(
                event.getProperty("sequence"),
                event.getProperty("type"),
                event.getProperty("kind"),
                event.getProperty("gateway"),
                event.getProperty(EventConstants.TIMESTAMP));
    }

    private static void write(AlertNews news, Record record) {
        Optional<Alert> alert = news.alert();
        record.line(
                news.position().sequence(),
                news.event().getClass().getSimpleName().toUpperCase(java.util.Locale.ROOT),
                alert.map(present -> present.key().kind()).orElse(null),
                alert.flatMap(present -> present.key().gateway()).orElse(null),
                news.event().at().toEpochMilli());
    }

    private static void nap(Record slow, String who) {
        slow.line(who);
        try {
            TimeUnit.SECONDS.sleep(NAP_SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("woken", e);
        }
    }
}
