package io.tunnelwatch.benchmarks.report;

import static io.tunnelwatch.benchmarks.report.Words.digits;
import static io.tunnelwatch.benchmarks.report.Words.ratio;
import static io.tunnelwatch.benchmarks.report.Words.time;

import io.tunnelwatch.benchmarks.Question;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Locale;
import java.util.Map;

/** The table of what must be fast, and whether it is. */
final class Goals {

    private static final double MILLISECOND = 1_000;

    private final JmhResults jmh;
    private final SystemResults system;
    private final Markdown.Table table =
            new Markdown.Table("work", "ours", "the plain way", "ratio", "goal", "reached");

    private Goals(JmhResults jmh, SystemResults system) {
        this.jmh = jmh;
        this.system = system;
    }

    static String table(JmhResults jmh, SystemResults system) {
        Goals goals = new Goals(jmh, system);
        goals.log();
        goals.store();
        goals.history();
        goals.poll();
        goals.whole();
        return goals.table.toString();
    }

    private void log() {
        Map<String, String> one = Map.of("events", "1");
        Speed append = jmh.speed("AppendBenchmark.append", one);
        Speed plain = jmh.speed("AppendBenchmark.plainWrite", one);
        Speed grown = jmh.speed("AppendBenchmark.plainWriteToAGrowingFile", one);
        double median = append.medianRatio(plain);
        double p99 = append.p99Ratio(plain);
        row(
                "append of one event, one caller",
                times(append),
                times(plain) + " (growing file: " + times(grown) + ")",
                "median " + ratio(median) + ", p99 " + ratio(p99) + " (growing file: "
                        + ratio(append.medianRatio(grown)) + ", " + ratio(append.p99Ratio(grown)) + ")",
                "median ≤ 1.3×, p99 ≤ 3×",
                median <= 1.3 && p99 <= 3);
        Speed many = jmh.speed("AppendBenchmark.append", 64, one);
        double rate = 64 / many.meanRatio(append);
        row(
                "appends of 64 callers at once",
                digits(64 / many.mean() * 1_000_000) + " a second, p99 " + time(many.p99()),
                "one caller: " + digits(1_000_000 / append.mean()) + " a second",
                ratio(rate) + " the rate",
                "≥ 10× the rate, p99 ≤ 10 ms",
                rate >= 10 && many.p99() <= 10 * MILLISECOND);
    }

    private void store() {
        for (int events : new int[] {1, 500}) {
            Map<String, String> batch = Map.of("alerts", "0", "events", String.valueOf(events));
            Speed apply = jmh.speed("ApplyBenchmark.apply", batch);
            Speed plain = jmh.speed("ApplyBenchmark.plainInsert", batch);
            double ratio = apply.medianRatio(plain);
            int goal = events == 1 ? 2 : 3;
            row(
                    events == 1 ? "store applies one event" : "store applies a batch of 500",
                    times(apply),
                    times(plain),
                    ratio(ratio),
                    "median ≤ " + goal + "×",
                    ratio <= goal);
        }
    }

    private void history() {
        page("newest 50 of 1,000,000 alerts", "NEWEST", 5);
        page("the same by peer", "PEER", 5);
        page("the same by gateway", "GATEWAY", 5);
        page("the same by text since a date", "TEXT_SINCE", 50);
        slowestPage();
    }

    private void slowestPage() {
        Question slowest = Arrays.stream(Question.values())
                .max(Comparator.comparingDouble(question -> page(question).p99()))
                .orElseThrow();
        page(
                "the slowest of all filters: "
                        + slowest.name().toLowerCase(Locale.ROOT).replace('_', ' '),
                slowest.name(),
                50);
    }

    private Speed page(Question question) {
        return jmh.speed("HistoryBenchmark.page", Map.of("alerts", "1000000", "question", question.name()));
    }

    private void page(String work, String question, int goalMillis) {
        Map<String, String> asked = Map.of("alerts", "1000000", "question", question);
        Speed page = jmh.speed("HistoryBenchmark.page", asked);
        Speed plain = jmh.speed("HistoryBenchmark.plainSelect", asked);
        row(
                work,
                times(page),
                times(plain),
                ratio(page.medianRatio(plain)),
                "p99 ≤ " + goalMillis + " ms",
                page.p99() <= goalMillis * MILLISECOND);
    }

    private void poll() {
        Map<String, String> peers = Map.of("peers", "10000");
        Speed poll = jmh.speed("PollBenchmark.poll", peers);
        Speed plain = jmh.speed("PollBenchmark.plainRead", peers);
        Speed judge = jmh.speed("PollBenchmark.parseAndJudge", peers);
        row(
                "poll of 10,000 peers: parse, verdicts, rules",
                time(judge.median()) + " of CPU; with the command " + times(poll),
                "reading the same bytes from the command: " + times(plain),
                ratio(poll.medianRatio(plain)),
                "≤ 30 ms of CPU",
                judge.median() <= 30 * MILLISECOND);
    }

    private void whole() {
        SystemResults.Series lost = system.series("lost-peers", "1000").after(2);
        row(
                "1,000 peers lost in one poll: until the last row is in the database",
                "median " + digits(lost.median()) + " ms, worst " + digits(lost.worst()) + " ms",
                "",
                "",
                "≤ 100 ms",
                lost.median() <= 100);
        double heap = system.series("memory", "10000 peers and 1000000 alerts").median();
        row(
                "live heap with 10,000 peers and 1,000,000 alerts",
                digits(heap) + " MiB",
                "assembly without either: "
                        + digits(system.series("memory", "nothing to do").median()) + " MiB",
                "",
                "≤ 96 MiB",
                heap <= 96);
        SystemResults.Series update = system.series("store-update", "bundle:update");
        row(
                "`alert-store` updated under 500 events a second: history behind",
                "median " + digits(update.median()) + " ms, worst " + digits(update.worst()) + " ms",
                "",
                "",
                "≤ 3 s, nothing lost",
                update.worst() <= 3_000);
        SystemResults.Series start = system.series("start", "tunnelwatch first poll");
        SystemResults.Series stock = system.series("start", "stock karaf");
        double ratio = start.median() / stock.median();
        row(
                "assembly start to first poll",
                time(MILLISECOND * start.median()),
                "start of a stock Karaf: " + time(MILLISECOND * stock.median()),
                ratio(ratio),
                "≤ 1.5×",
                ratio <= 1.5);
    }

    private void row(String work, String ours, String plain, String ratio, String goal, boolean reached) {
        table.row(work, ours, plain, ratio, goal, reached ? "yes" : "**no**");
    }

    private static String times(Speed speed) {
        return time(speed.median()) + ", p99 " + time(speed.p99());
    }
}
