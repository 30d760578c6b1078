package announcer.monitor.metrics;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;

/** Shorthand for families of gauges and counters, a data point for each thing of a list. */
final class Series {
    private final List<MetricSnapshot> families = new ArrayList<>();

    /** A thing with labels. */
    interface Labelled {
        Labels labels();
    }

    /** A number with labels. */
    record Point(Labels labels, double value) implements Labelled {}

    /** A gauge without labels. */
    void gauge(String name, String help, double value) {
        gauge(name, help, List.of(new Point(Labels.EMPTY, value)), Point::value);
    }

    <T extends Labelled> void gauge(String name, String help, List<T> things, ToDoubleFunction<T> value) {
        GaugeSnapshot.Builder family = GaugeSnapshot.builder().name(name).help(help);
        things.forEach(
                t -> family.dataPoint(GaugeDataPointSnapshot.builder().labels(t.labels()).value(value.applyAsDouble(t)).build()));
        families.add(family.build());
    }

    /** A counter without labels. */
    void counter(String name, String help, double value) {
        counter(name, help, List.of(new Point(Labels.EMPTY, value)), Point::value);
    }

    /** @param name without {@code _total}, which the formats add */
    <T extends Labelled> void counter(String name, String help, List<T> things, ToDoubleFunction<T> value) {
        CounterSnapshot.Builder family = CounterSnapshot.builder().name(name).help(help);
        things.forEach(
                t -> family.dataPoint(CounterDataPointSnapshot.builder().labels(t.labels()).value(value.applyAsDouble(t)).build()));
        families.add(family.build());
    }

    void add(MetricSnapshot family) {
        families.add(family);
    }

    List<MetricSnapshot> families() {
        return families;
    }
}
