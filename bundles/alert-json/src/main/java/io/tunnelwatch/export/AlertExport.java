package io.tunnelwatch.export;

import io.tunnelwatch.history.AlertFilter;
import io.tunnelwatch.history.AlertListing;
import io.tunnelwatch.history.AlertListing.Listing;
import io.tunnelwatch.history.HistoryUnavailableException;
import io.tunnelwatch.history.ListedAlert;
import io.tunnelwatch.history.PageCursor;
import io.tunnelwatch.history.PageRequest;
import io.tunnelwatch.history.Progress;
import java.io.IOException;
import java.util.Optional;

/**
 * Gives all alerts of a filter away, the latest raised first, also what the log holds and the history does not have
 * yet. It reads a page at a time, each in a transaction of its own, so that nobody waits for it and its memory does not
 * grow.
 *
 * <p>An alert has one place in the list, and pages go on behind the last one: whatever is raised, changed or resolved
 * meanwhile, no alert is given twice. One that is raised after the beginning may be missing, as it would be had the
 * export run before. For one thread at a time, and once.
 */
public final class AlertExport {

    private final AlertListing listing;
    private final AlertFilter filter;
    private Optional<PageCursor> next = Optional.empty();
    private boolean ended;
    private long written;

    public AlertExport(AlertListing listing, AlertFilter filter) {
        this.listing = listing;
        this.filter = filter;
    }

    /**
     * Does it, in the thread of the caller.
     *
     * @param progress hears how many alerts were written
     * @return how many there were
     * @throws HistoryUnavailableException the history did not answer, at whatever page: what was written is not all
     * @throws IOException it could not be written
     * @throws InterruptedException the thread was interrupted
     */
    public long run(AlertWriter writer, Progress progress) throws IOException, InterruptedException {
        while (!ended) {
            step(writer);
            progress.at(written + " alerts written", 0, 0);
        }
        return written;
    }

    /**
     * Does a part of it, for who can not wait until all is written: one page, and with the last one the end of the
     * document. Nothing is read until the next call.
     *
     * @return whether there is more to do
     * @throws HistoryUnavailableException the history did not answer: what was written is not all
     * @throws IOException it could not be written
     * @throws InterruptedException the thread was interrupted
     */
    public boolean step(AlertWriter writer) throws IOException, InterruptedException {
        Listing page = page(new PageRequest(PageRequest.MAX_LIMIT, next));
        for (ListedAlert alert : page.alerts()) {
            writer.write(alert);
        }
        written += page.alerts().size();
        next = page.next();
        ended = next.isEmpty();
        if (ended) {
            writer.end();
        }
        return !ended;
    }

    private Listing page(PageRequest request) throws InterruptedException {
        stopIfInterrupted();
        try {
            return listing.listComplete(filter, request);
        } catch (HistoryUnavailableException e) {
            stopIfInterrupted(); // then it is no fault of the history
            throw e;
        }
    }

    private static void stopIfInterrupted() throws InterruptedException {
        if (Thread.currentThread().isInterrupted()) {
            throw new InterruptedException("The export was interrupted");
        }
    }
}
