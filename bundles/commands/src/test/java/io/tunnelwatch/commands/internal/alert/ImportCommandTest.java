package io.tunnelwatch.commands.internal.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.tunnelwatch.commands.internal.Refusal;
import io.tunnelwatch.commands.internal.TestShell;
import io.tunnelwatch.history.HistoryMaintenance;
import io.tunnelwatch.history.ImportRequest;
import io.tunnelwatch.history.ImportResult;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ImportCommandTest {

    private static final Path FILE = Path.of("/srv/app/alerts.db");

    private final TestShell shell = new TestShell();

    @Test
    void optionsAreWhatIsAskedFor() {
        shell.run(new ImportCommand(), FILE.toString());
        shell.run(new ImportCommand(), "--dry-run", "--gateway", "berlin", "--zone", "Europe/Berlin", FILE.toString());

        assertThat(shell.maintenance.calls)
                .containsExactly(
                        "import " + new ImportRequest(FILE, Optional.empty(), ZoneId.of("UTC"), false),
                        "import " + new ImportRequest(FILE, Optional.of("berlin"), ZoneId.of("Europe/Berlin"), true));
    }

    @Test
    void theAnswerSaysWhatBecameOfEachRow() {
        shell.maintenance.imported = new ImportResult(
                500, 380, 17, 103, 42, List.of(new ImportResult.Refusal("7", "it has no time: sent_at is NULL")));

        assertThat(shell.runAt(100, new ImportCommand(), FILE.toString()).lines())
                .containsExactly(
                        "Imported 380 of 500 rows of /srv/app/alerts.db; 17 were there already, 103 were refused.",
                        "The times of 42 rows name no zone, and count as UTC (--zone).",
                        "",
                        "ROW  WHY IT IS REFUSED",
                        "  7  it has no time: sent_at is NULL",
                        "... and 102 more");
        assertThat(shell.run(new ImportCommand(), "--dry-run", FILE.toString()).lines())
                .startsWith("Nothing was changed. It would import 380 of 500 rows of /srv/app/alerts.db; 17 were there"
                        + " already, 103 would be refused.");
    }

    @Test
    void theAnswerForScriptsHasTheNamesOfTheContract() {
        shell.maintenance.imported =
                new ImportResult(3, 1, 1, 1, 2, List.of(new ImportResult.Refusal("7", "it names no \u001bpeer")));

        TestShell.Printed printed =
                shell.run(new ImportCommand(), "--json", "--dry-run", "--gateway", "berlin", FILE.toString());

        assertThat(printed.out())
                .isEqualTo("{\"file\":\"/srv/app/alerts.db\",\"gateway\":\"berlin\",\"zone\":\"UTC\",\"dryRun\":true,"
                        + "\"read\":3,\"imported\":1,\"alreadyThere\":1,\"refused\":1,\"zoneless\":2,"
                        + "\"refusals\":[{\"row\":\"7\",\"reason\":\"it names no \\u001Bpeer\"}]}\n");
        JsonNode without =
                shell.run(new ImportCommand(), "--json", FILE.toString()).json();
        assertThat(without.has("gateway")).isFalse();
    }

    @Test
    void whatCanNotBeMeantIsRefused() {
        assertThatThrownBy(() -> shell.run(new ImportCommand(), "--zone", "Berlin", FILE.toString()))
                .isInstanceOf(Refusal.class)
                .hasMessage("--zone: 'Berlin' is refused, allowed is a time zone such as UTC, Europe/Berlin or +02:00");
        assertThatThrownBy(() -> shell.run(new ImportCommand(), "--gateway", " ", FILE.toString()))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("--gateway");
        assertThatThrownBy(() -> shell.run(new ImportCommand(), FILE.toString(), "other.db"))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("One file is wanted");
        assertThat(shell.maintenance.calls).isEmpty();
    }

    @Test
    void whatTheStoreCanNotDoIsSaidInOneLine() {
        shell.maintenance.trouble = Optional.of("/srv/app/alerts.db is no SQLite database");
        assertThatThrownBy(() -> shell.run(new ImportCommand(), FILE.toString()))
                .isInstanceOf(Refusal.class)
                .hasMessage("/srv/app/alerts.db is no SQLite database");

        shell.without(HistoryMaintenance.class);
        assertThatThrownBy(() -> shell.run(new ImportCommand(), FILE.toString()))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("alert-store");
    }
}
