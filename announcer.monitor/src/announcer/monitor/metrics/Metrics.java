package announcer.monitor.metrics;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToIntFunction;

import io.prometheus.metrics.model.snapshots.InfoSnapshot;
import io.prometheus.metrics.model.snapshots.InfoSnapshot.InfoDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;

import announcer.api.AnnouncementListener;
import announcer.api.Announcer;
import announcer.api.ChannelListener;
import announcer.api.calling.Desk;
import announcer.monitor.metrics.Series.Point;
import announcer.monitor.sample.AnnouncementCounters;
import announcer.monitor.sample.MonitorSampler;
import announcer.monitor.sample.RunningProduct;
import announcer.monitor.sample.Snapshot;

/** All metrics, made anew at every scrape: nothing is registered anywhere, least of all statically. */
public final class Metrics {
    private final MonitorSampler sampler;
    private final RunningProduct product;
    private final ToIntFunction<Class<?>> services;

    /** @param services how many services of a type there are */
    public Metrics(MonitorSampler sampler, RunningProduct product, ToIntFunction<Class<?>> services) {
        this.sampler = sampler;
        this.product = product;
        this.services = services;
    }

    /** Without those of calling numbers. */
    public MetricSnapshots now() {
        return now(Optional.empty());
    }

    /** @param desk what is known of calling numbers; empty: nothing is */
    public MetricSnapshots now(Optional<Desk> desk) {
        Snapshot snapshot = sampler.snapshot();
        Series all = new Series();
        all.add(InfoSnapshot.builder().name("announcer_build").help("What runs")
                .dataPoint(InfoDataPointSnapshot.builder()
                        .labels(Labels.of("java", product.java(), "os", product.system(), "version", product.version())).build())
                .build());
        all.gauge("announcer_up", "1 while Announcer's engine is there", snapshot.running() ? 1 : 0);
        ChannelMetrics.add(all, snapshot);
        Map<String, AnnouncementCounters.OfChannel> counters = sampler.counters().channels();
        AnnouncementMetrics.add(all, counters);
        SpeechMetrics.add(all, snapshot);
        CallingMetrics.add(all, desk);
        JournalMetrics.add(all, sampler.announcer().flatMap(Announcer::journal));
        all.gauge("announcer_listeners", "Services that hear of events",
                List.of(new Point(Labels.of("of", "announcements"), services.applyAsInt(AnnouncementListener.class)),
                        new Point(Labels.of("of", "channels"), services.applyAsInt(ChannelListener.class))),
                Point::value);
        JvmMetrics.add(all);
        return new MetricSnapshots(all.families());
    }
}
