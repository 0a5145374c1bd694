package io.tunnelwatch.notifier.internal.deliver;

import static org.assertj.core.api.Assertions.assertThat;

import io.tunnelwatch.alert.AlertEvent.Raised;
import io.tunnelwatch.alert.AlertKey;
import io.tunnelwatch.alert.AlertKind;
import io.tunnelwatch.alert.OpenAlerts;
import io.tunnelwatch.alert.Severity;
import io.tunnelwatch.log.ConsumerPosition;
import io.tunnelwatch.log.Gap;
import io.tunnelwatch.log.LogEntry;
import io.tunnelwatch.log.Position;
import io.tunnelwatch.notifier.channel.ChannelId;
import io.tunnelwatch.notifier.channel.Settings;
import io.tunnelwatch.notifier.internal.ledger.Rules;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BooksTest {

    private static final Position RESUME = new Position(UUID.randomUUID(), 4);
    private static final Position HEAD = new Position(UUID.randomUUID(), 40);
    private static final Gap GAP = new Gap(Gap.Reason.RETIRED, 1, 4, RESUME);
    private static final ChannelId CHANNEL = new ChannelId("email", "noc");
    private static final Rules RULES = new Rules(CHANNEL, Settings.of());

    @TempDir
    Path folder;

    private BooksFile file;

    @BeforeEach
    void open() {
        file = new BooksFile(folder, CHANNEL);
    }

    @Test
    void theHeadOfAGapIsKeptOverARestart() throws Exception {
        Books books = new Books(RULES);
        books.bridge(GAP, OpenAlerts.NONE, HEAD, Instant.EPOCH);
        file.write(books.takeChanges().orElseThrow());

        assertThat(restarted().place()).contains(new ConsumerPosition.After(GAP, HEAD));
    }

    @Test
    void booksWithoutAGapAreReadOnAsEarlierVersionsWroteThem() throws Exception {
        Books books = new Books(RULES);
        books.begin(RESUME);
        file.write(books.takeChanges().orElseThrow());
        assertThat(Files.readString(folder.resolve("email.noc.json"))).doesNotContain("openAsOf");

        assertThat(restarted().place()).contains(new ConsumerPosition.After(RESUME));
    }

    /** The log was put back while it was replayed: what is over by now was owed by that replay only. */
    @Test
    void whatAReplayBroughtThatWasBrokenOffIsNotToldWhenItIsOver() {
        Books books = new Books(RULES);
        books.begin(RESUME);
        books.beginReplay();
        Raised raised = new Raised(
                UUID.randomUUID(),
                UUID.randomUUID(),
                Instant.EPOCH,
                AlertKey.ofPeer(AlertKind.PEER_DOWN, "berlin", "wg0", "key"),
                Severity.CRITICAL,
                Optional.empty(),
                "ada is down",
                List.of());
        books.take(List.of(new LogEntry.Known(new Position(HEAD.epoch(), 1), "{}", raised)));
        assertThat(books.owedCount()).isEqualTo(1);

        books.beginReplay();
        books.bridge(GAP, OpenAlerts.NONE, HEAD, Instant.EPOCH);
        books.forgetWhatIsOver();

        assertThat(books.owedCount()).isZero();
    }

    private Books restarted() throws Exception {
        Books books = new Books(RULES);
        books.load(file.read().orElseThrow());
        return books;
    }
}
