package announcer.monitor.metrics;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import io.prometheus.metrics.model.snapshots.ClassicHistogramBuckets;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot.HistogramDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;

import announcer.api.AnnouncementState;
import announcer.monitor.metrics.Series.Point;
import announcer.monitor.sample.AnnouncementCounters;
import announcer.monitor.sample.Histogram;

/** The metrics of announcements. */
final class AnnouncementMetrics {
    private AnnouncementMetrics() {
    }

    static void add(Series to, Map<String, AnnouncementCounters.OfChannel> channels) {
        List<Point> outcomes = new ArrayList<>();
        HistogramSnapshot.Builder firstSound = HistogramSnapshot.builder().name("announcer_first_sound_seconds")
                .help("Time from the submission of an announcement to its first frame on the pipe");
        channels.forEach((channel, counts) -> {
            for (AnnouncementState state : AnnouncementState.values()) {
                if (state.isFinal()) {
                    outcomes.add(new Point(Labels.of("channel", channel, "outcome", state.name().toLowerCase(Locale.ROOT)),
                            counts.outcomes(state)));
                }
            }
            firstSound.dataPoint(dataPoint(channel, counts.firstSound().counts()));
        });
        to.counter("announcer_announcements", "Announcements that have their outcome", outcomes, Point::value);
        to.add(firstSound.build());
    }

    private static HistogramDataPointSnapshot dataPoint(String channel, Histogram.Counts counts) {
        ClassicHistogramBuckets.Builder buckets = ClassicHistogramBuckets.builder();
        counts.buckets().forEach(b -> buckets.bucket(b.upperSeconds(), b.count()));
        return HistogramDataPointSnapshot.builder().labels(Labels.of("channel", channel)).classicHistogramBuckets(buckets.build())
                .sum(counts.sumSeconds()).build();
    }
}
