package io.tunnelwatch.itests.day;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * 8,640 polls of 1,000 peers with faults strewn in: nothing grows, nothing is lost. The whole day with the system
 * property {@code tunnelwatch.faults} = {@code all}; else an hour of it, with the first three faults.
 */
class SimulatedDayIT {

    private static final boolean WHOLE = "all".equals(System.getProperty("tunnelwatch.faults"));
    private static final int HOUR = 360;
    private static final int POLLS = WHOLE ? 24 * HOUR : HOUR;
    private static final int TENTH = POLLS / 10;
    private static final int BOUND_PERCENT = WHOLE ? 5 : 30;

    /** Each of them comes in the first tenth too, so that what it needs once is there by then. */
    private static final List<DayFault> FAULTS =
            WHOLE ? DayFault.all() : DayFault.all().subList(0, 3);

    private static final int LATER_FAULTS = WHOLE ? 2 * FAULTS.size() : 1;
    private static final Path REPORT = Path.of("target", "day.md");

    /** Stays after a failure, to be looked at. */
    private static final Path FOLDER = Path.of("target", "day").toAbsolutePath();

    private final Map<String, List<Duration>> recoveries = new TreeMap<>();
    private final PrintStream console = System.err;

    /** The faults are logged with their traces: into a file of their own. */
    @BeforeEach
    void begin() throws IOException {
        delete(FOLDER);
        System.setErr(new PrintStream(Files.newOutputStream(Path.of("target", "day.log")), true));
    }

    private static void delete(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }

    @AfterEach
    void logToConsole() {
        System.err.close();
        System.setErr(console);
    }

    @Test
    void aDayOfPollsAndFaultsLeavesTheProcessAsItWasAndTheHistoryWhole() throws Exception {
        List<Census> all = new ArrayList<>();
        try (Day day = new Day(FOLDER)) {
            day.poll(1);
            all.add(day.census());
            live(day, TENTH, FAULTS.size());
            all.add(day.census());
            live(day, POLLS, LATER_FAULTS);
            all.add(day.census());
            report(all);
            assertThat(problems(day)).isEmpty();
        }
        Census before = all.get(1);
        Census after = all.get(2);
        assertThat(after.threads().size())
                .as("threads: %s", Census.difference(before.threads(), after.threads()))
                .isCloseTo(before.threads().size(), withinPercentage(BOUND_PERCENT));
        assertThat(after.descriptors().size())
                .as("descriptors: %s", Census.difference(before.descriptors(), after.descriptors()))
                .isCloseTo(before.descriptors().size(), withinPercentage(BOUND_PERCENT));
        assertThat(after.heapBytes()).as("live heap").isCloseTo(before.heapBytes(), withinPercentage(BOUND_PERCENT));
    }

    /** Up to this poll, with so many faults at equal distances. */
    private void live(Day day, int until, int faults) throws Exception {
        int start = day.polls();
        for (int i = 0; i < faults; i++) {
            quiet(day, start + (until - start) * (i + 1) / (faults + 1));
            suffer(day, FAULTS.get(i % FAULTS.size()));
        }
        quiet(day, until);
    }

    private static void quiet(Day day, int until) throws InterruptedException {
        while (day.polls() < until) {
            day.poll(1);
            if (day.polls() % HOUR == 0) {
                day.awaitHistory("an hour");
                day.peopleAsk();
            }
        }
    }

    private void suffer(Day day, DayFault fault) throws Exception {
        long start = System.nanoTime();
        fault.course().run(day);
        day.awaitHistory(fault.name());
        recoveries
                .computeIfAbsent(fault.name(), name -> new ArrayList<>())
                .add(Duration.ofNanos(System.nanoTime() - start));
    }

    /** How the history differs from what was accepted. */
    private static List<String> problems(Day day) throws Exception {
        List<String> problems = new ArrayList<>();
        List<String> accepted;
        Map<String, Long> kinds;
        try (Stream<String> lines = Files.lines(day.ledger())) {
            List<String> ledger = lines.toList();
            accepted = ledger.stream().map(line -> line.split("\t")[0]).sorted().toList();
            kinds = ledger.stream().collect(Collectors.groupingBy(line -> line.split("\t")[1], Collectors.counting()));
        }
        HistoryOnDisk history = day.history();
        if (!history.ask("SELECT id FROM alert_event ORDER BY id").equals(accepted)) {
            problems.add("the events of the history are not those that were accepted");
        }
        long raised = kinds.getOrDefault("Raised", 0L);
        expect(problems, history, "SELECT count(*) FROM alert", raised);
        expect(problems, history, "SELECT sum(occurrences) FROM alert", raised + kinds.getOrDefault("Recurred", 0L));
        expect(
                problems,
                history,
                "SELECT count(*) FROM alert WHERE state = 'RESOLVED'",
                kinds.getOrDefault("Resolved", 0L));
        expect(problems, history, "SELECT count(*) FROM rejected_event", 0);
        expect(problems, history, "SELECT count(*) FROM history_gap WHERE reason <> 'UNREADABLE'", 0);
        List<String> check = history.ask("PRAGMA integrity_check");
        if (!check.equals(List.of("ok"))) {
            problems.add("integrity_check: " + check);
        }
        return problems;
    }

    private static void expect(List<String> problems, HistoryOnDisk history, String sql, long expected)
            throws Exception {
        long found = history.count(sql);
        if (found != expected) {
            problems.add(sql + " is " + found + " and not " + expected);
        }
    }

    private void report(List<Census> all) throws IOException {
        StringBuilder text = new StringBuilder(Census.table(List.of("start", "after the first tenth", "end"), all));
        text.append("\n| fault | times | longest, from its cause to a whole history, real time |\n|---|---:|---:|\n");
        recoveries.forEach((name, took) -> text.append("| %s | %d | %.1f s |%n"
                .formatted(
                        name,
                        took.size(),
                        took.stream().mapToLong(Duration::toMillis).max().orElse(0) / 1000.0)));
        Files.writeString(REPORT, text);
        System.out.println(text);
    }
}
