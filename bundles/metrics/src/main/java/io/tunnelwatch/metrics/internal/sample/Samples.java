package io.tunnelwatch.metrics.internal.sample;

import io.prometheus.metrics.model.snapshots.ClassicHistogramBuckets;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot.HistogramDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import io.tunnelwatch.measure.DurationCounts;
import java.time.Duration;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/**
 * Numbers at one moment. Where the same series comes twice, as that of two gateways whose configurations claim the same
 * name, the first one counts: Prometheus would refuse all for it. Belongs to one thread.
 */
public final class Samples {

    private final Map<Metric, Map<List<String>, Double>> numbers = new EnumMap<>(Metric.class);
    private final Map<Metric, Map<List<String>, DurationCounts>> durations = new EnumMap<>(Metric.class);

    /**
     * Takes the value of one series.
     *
     * @param labels the values of the metric's labels, in its order; any text
     */
    public void put(Metric metric, double value, String... labels) {
        series(numbers, metric, labels).putIfAbsent(List.of(labels), value);
    }

    /** The same for what is so or not. */
    public void put(Metric metric, boolean value, String... labels) {
        put(metric, value ? 1 : 0, labels);
    }

    /** The same for a histogram. */
    public void put(Metric metric, DurationCounts value, String... labels) {
        series(durations, metric, labels).putIfAbsent(List.of(labels), value);
    }

    /**
     * A series for each state, of which one is 1.
     *
     * @param labels the values of all labels before the last one, which is the state
     */
    public void putState(Metric metric, Enum<?> current, Enum<?>[] all, String... labels) {
        for (Enum<?> state : all) {
            put(
                    metric,
                    state == current,
                    Stream.concat(Stream.of(labels), Stream.of(state.name())).toArray(String[]::new));
        }
    }

    /** Takes all that others hold. */
    public void putAll(Samples others) {
        others.numbers.forEach((metric, series) ->
                series.forEach((labels, value) -> put(metric, value, labels.toArray(String[]::new))));
        others.durations.forEach((metric, series) ->
                series.forEach((labels, value) -> put(metric, value, labels.toArray(String[]::new))));
    }

    /** As what Prometheus' writers write. */
    public MetricSnapshots snapshots() {
        MetricSnapshots.Builder all = MetricSnapshots.builder();
        numbers.forEach((metric, series) -> all.metricSnapshot(
                metric.type() == Metric.Type.COUNTER ? counter(metric, series) : gauge(metric, series)));
        durations.forEach((metric, series) -> all.metricSnapshot(histogram(metric, series)));
        return all.build();
    }

    private static <V> Map<List<String>, V> series(
            Map<Metric, Map<List<String>, V>> all, Metric metric, String... labels) {
        if (labels.length != metric.labels().size()) {
            throw new IllegalArgumentException(metric + " has the labels " + metric.labels());
        }
        return all.computeIfAbsent(metric, first -> new LinkedHashMap<>());
    }

    private static MetricSnapshot counter(Metric metric, Map<List<String>, Double> series) {
        CounterSnapshot.Builder builder =
                CounterSnapshot.builder().name(metric.metricName()).help(metric.help());
        series.forEach((values, value) -> builder.dataPoint(CounterDataPointSnapshot.builder()
                .value(value)
                .labels(labels(metric, values))
                .build()));
        return builder.build();
    }

    private static MetricSnapshot gauge(Metric metric, Map<List<String>, Double> series) {
        GaugeSnapshot.Builder builder =
                GaugeSnapshot.builder().name(metric.metricName()).help(metric.help());
        series.forEach((values, value) -> builder.dataPoint(GaugeDataPointSnapshot.builder()
                .value(value)
                .labels(labels(metric, values))
                .build()));
        return builder.build();
    }

    private static MetricSnapshot histogram(Metric metric, Map<List<String>, DurationCounts> series) {
        HistogramSnapshot.Builder builder =
                HistogramSnapshot.builder().name(metric.metricName()).help(metric.help());
        series.forEach((values, counts) -> builder.dataPoint(HistogramDataPointSnapshot.builder()
                .classicHistogramBuckets(buckets(counts))
                .sum(seconds(counts.sum()))
                .labels(labels(metric, values))
                .build()));
        return builder.build();
    }

    private static ClassicHistogramBuckets buckets(DurationCounts counts) {
        double[] bounds = DoubleStream.concat(
                        counts.bounds().stream().mapToDouble(Samples::seconds),
                        DoubleStream.of(Double.POSITIVE_INFINITY))
                .toArray();
        return ClassicHistogramBuckets.of(
                bounds, counts.counts().stream().mapToLong(Long::longValue).toArray());
    }

    /** In seconds, as Prometheus has all times. */
    static double seconds(Duration duration) {
        return duration.toNanos() / 1e9;
    }

    private static Labels labels(Metric metric, List<String> values) {
        return Labels.of(metric.labels(), values);
    }
}
