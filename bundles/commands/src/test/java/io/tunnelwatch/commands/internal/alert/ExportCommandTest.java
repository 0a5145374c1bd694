package io.tunnelwatch.commands.internal.alert;

import static io.tunnelwatch.commands.internal.Samples.alert;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tunnelwatch.alert.AlertState;
import io.tunnelwatch.commands.internal.Refusal;
import io.tunnelwatch.commands.internal.Samples;
import io.tunnelwatch.commands.internal.TestShell;
import io.tunnelwatch.history.AlertHistory;
import io.tunnelwatch.log.AlertLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExportCommandTest {

    @TempDir
    Path folder;

    private final TestShell shell = new TestShell();

    @BeforeEach
    void fill() {
        shell.history.alerts.addAll(
                List.of(alert(1, AlertState.OPEN, "laptop"), alert(2, AlertState.RESOLVED, "phone")));
        shell.log.open.add(shell.history.alerts.get(0));
    }

    @Test
    void allStatesAreExportedUnlessItIsSaidOtherwise() throws Exception {
        String file = file("week.csv");

        assertThat(shell.run(new ExportCommand(), file).out())
                .isEqualTo("Wrote 2 alerts to " + file + " (" + Files.size(Path.of(file)) + " B)\n");
        assertThat(Files.readString(Path.of(file)).split("\r\n")).hasSize(3);

        shell.run(new ExportCommand(), "--state", "RESOLVED", "--force", file);
        assertThat(Files.readString(Path.of(file)).split("\r\n")).hasSize(2);
        assertThat(names()).containsExactly("week.csv");
    }

    @Test
    void whatIsPendingIsInIt() throws Exception {
        shell.log.pending.add(alert(3, AlertState.RESOLVED, "tablet"));
        String file = file("week.json");

        shell.run(new ExportCommand(), "--peer", "tablet", file);

        JsonNode alerts = new ObjectMapper().readTree(Path.of(file).toFile()).get("alerts");
        assertThat(alerts).hasSize(1);
        assertThat(alerts.get(0).get("pending").booleanValue()).isTrue();
    }

    @Test
    void anAlertIsTheSameDocumentAsInAList() throws Exception {
        JsonNode listed = shell.run(new ListCommand(), "--all", "--json").json().get("alerts");
        shell.run(new ExportCommand(), file("week.json"));
        assertThat(new ObjectMapper()
                        .readTree(Path.of(file("week.json")).toFile())
                        .get("alerts"))
                .isEqualTo(listed);

        shell.run(new ExportCommand(), file("week.jsonl"));
        assertThat(Files.readAllLines(Path.of(file("week.jsonl"))).stream().map(ExportCommandTest::json))
                .containsExactly(listed.get(0), listed.get(1));
    }

    @Test
    void theFormatIsSaidOrFollowsFromTheName() throws Exception {
        shell.run(new ExportCommand(), "--format", "JSON", file("week.txt"));
        assertThat(Path.of(file("week.txt"))).content().startsWith("{\"alerts\":[");

        assertThatThrownBy(() -> shell.run(new ExportCommand(), file("other.txt")))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("other.txt' can not be told from its name: end it in .csv, .json or .jsonl");
        assertThatThrownBy(() -> shell.run(new ExportCommand(), "--format", "xml", file("other.csv")))
                .hasMessage("--format: 'xml' is refused, allowed is csv, json or jsonl");
        assertThatThrownBy(() -> shell.run(new ExportCommand()))
                .hasMessage("A file is wanted; or, for the output, --format csv, json or jsonl");
        assertThat(names()).containsExactly("week.txt");
    }

    @Test
    void aFileThatIsThereIsRefusedBeforeAnythingIsAsked() throws Exception {
        Path file = Files.writeString(folder.resolve("week.csv"), "mine");

        assertThatThrownBy(() -> shell.run(new ExportCommand(), file.toString()))
                .isInstanceOf(Refusal.class)
                .hasMessage(file + " is there already: choose another name, or say --force to replace it");
        assertThatThrownBy(() -> shell.run(new ExportCommand(), "--format", "csv", "--force", folder.toString()))
                .hasMessage(folder + " is there and is no file: choose another name");
        assertThatThrownBy(() -> shell.run(new ExportCommand(), file("no/week.csv")))
                .hasMessage("There is no folder " + folder.resolve("no") + " to write week.csv into");
        assertThat(file).hasContent("mine");
    }

    @Test
    void aDatabaseThatDoesNotAnswerLeavesNoFileAndOneLine() throws Exception {
        shell.history.health = Samples.sick();

        assertThatThrownBy(() -> shell.run(new ExportCommand(), file("week.csv")))
                .isInstanceOf(Refusal.class)
                .hasMessageStartingWith("Nothing was exported. The alert history is not available (READONLY)")
                .hasMessageNotContaining("\n");
        assertThat(names()).isEmpty();
        shell.run(new ExportCommand(), "--state", "OPEN", file("open.csv"));
        assertThat(names()).containsExactly("open.csv");
    }

    @Test
    void withoutTheStoreOnlyWhatIsOpenCanBeExported() throws Exception {
        shell.without(AlertHistory.class);

        assertThatThrownBy(() -> shell.run(new ExportCommand(), file("week.csv")))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("alert-store");
        assertThat(shell.run(new ExportCommand(), "--state", "OPEN", file("open.csv"))
                        .out())
                .startsWith("Wrote 1 alert to ");
    }

    @Test
    void withoutTheLogItIsSaidThatSomeMayLack() {
        shell.without(AlertLog.class);

        assertThat(shell.run(new ExportCommand(), file("week.csv")).notes()).contains("this is what the history has");
    }

    @Test
    void anInterruptLeavesNoFile() throws Exception {
        Thread.currentThread().interrupt();
        try {
            assertThatThrownBy(() -> shell.run(new ExportCommand(), file("week.csv")))
                    .isInstanceOf(Refusal.class)
                    .hasMessage("Interrupted: nothing was exported");
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
        assertThat(names()).isEmpty();
    }

    @Test
    void theOutputTakesItToo() {
        TestShell.Printed printed = shell.run(new ExportCommand(), "--format", "csv");

        assertThat(printed.out().split("\r\n")).hasSize(3);
        assertThat(printed.notes()).isEmpty();
        assertThatThrownBy(() -> shell.run(new ExportCommand(), "--format", "csv", "--json"))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("--format json");
    }

    @Test
    void onTheOutputNothingMovesTheCursor() throws Exception {
        shell.history.alerts.add(alert(3, AlertState.RESOLVED, "\u001b[2Jevil\u009b"));

        for (String format : List.of("csv", "json", "jsonl")) {
            String out = shell.run(new ExportCommand(), "--format", format).out();
            assertThat(out)
                    .as(format)
                    .containsIgnoringCase("\\u001b[2Jevil\\u009b")
                    .doesNotContain("\u001b", "\u009b");
        }
        shell.run(new ExportCommand(), file("week.csv"));
        assertThat(Path.of(file("week.csv"))).content().contains("\u001b[2Jevil\u009b");
    }

    @Test
    void theAnswerForScriptsHasTheNamesOfTheContract() {
        JsonNode answer =
                shell.run(new ExportCommand(), "--json", file("week.jsonl")).json();

        assertThat(answer.get("file").textValue()).isEqualTo(file("week.jsonl"));
        assertThat(answer.get("format").textValue()).isEqualTo("jsonl");
        assertThat(answer.get("alerts").intValue()).isEqualTo(2);
        assertThat(answer.get("bytes").longValue())
                .isEqualTo(Path.of(file("week.jsonl")).toFile().length());
    }

    private static JsonNode json(String line) {
        try {
            return new ObjectMapper().readTree(line);
        } catch (IOException e) {
            throw new AssertionError(line, e);
        }
    }

    private String file(String name) {
        return folder.resolve(name).toString();
    }

    private List<String> names() throws Exception {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }
}
