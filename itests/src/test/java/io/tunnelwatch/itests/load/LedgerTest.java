package io.tunnelwatch.itests.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LedgerTest {

    private final Ledger ledger = new Ledger();

    @Test
    void anAlertIsAsItsLastAcceptedEventSays() {
        read("offered,e1,a,Raised", "accepted,e1,a,Raised", "offered,e2,b,Raised", "accepted,e2,b,Raised");
        read("offered,e3,a,Resolved", "accepted,e3,a,Resolved");
        assertThat(ledger.states()).isEqualTo(Map.of("a", "RESOLVED", "b", "OPEN"));
    }

    @Test
    void theEndCountsThoughTheAnswerToTheBeginningIsWrittenDownLater() {
        // two threads: one raises, the other sees what is open and resolves it, and is the first to write
        read("offered,e1,a,Raised", "offered,e2,a,Resolved", "accepted,e2,a,Resolved", "accepted,e1,a,Raised");
        assertThat(ledger.states()).isEqualTo(Map.of("a", "RESOLVED"));
    }

    @Test
    void nothingIsAskedOfAnAlertOfWhichAnAnswerIsNotKnown() {
        read("offered,e1,a,Raised", "accepted,e1,a,Raised", "offered,e2,a,Resolved");
        assertThat(ledger.states()).isEmpty();
    }

    private void read(String... lines) {
        ledger.add(Arrays.stream(lines)
                .map(line -> Offer.parse(line + ",0,0,"))
                .flatMap(Optional::stream)
                .toList());
    }
}
