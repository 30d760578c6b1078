package announcer.monitor.metrics;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Function;

import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.Quantiles;
import io.prometheus.metrics.model.snapshots.SummarySnapshot;
import io.prometheus.metrics.model.snapshots.SummarySnapshot.SummaryDataPointSnapshot;

import announcer.api.BackgroundStatus;
import announcer.api.ChannelStatus;
import announcer.api.PacingStatus;
import announcer.api.stream.Hearing;
import announcer.api.stream.PushState;
import announcer.api.stream.PushStatus;
import announcer.api.stream.PushSupervision;
import announcer.monitor.metrics.Series.Point;
import announcer.monitor.sample.Snapshot;
import announcer.monitor.sample.Snapshot.History;

/** The metrics of channels. */
final class ChannelMetrics {
    private record One(ChannelStatus status, History history, double oldestSeconds) implements Series.Labelled {
        @Override
        public Labels labels() {
            return Labels.of("channel", status.id());
        }

        PacingStatus pacing() {
            return status.pacing();
        }
    }

    private ChannelMetrics() {
    }

    static void add(Series to, Snapshot snapshot) {
        List<One> all = snapshot.channels().stream()
                .map(c -> new One(c, snapshot.histories().get(c.id()), snapshot.oldestWait(c).toMillis() / 1e3)).toList();
        to.gauge("announcer_channel_on_air", "1 while a reader takes the channel's sound", all, c -> c.status.onAir() ? 1 : 0);
        to.gauge("announcer_channel_paused", "1 while nothing new is begun", all, c -> c.status.paused() ? 1 : 0);
        to.gauge("announcer_channel_drift_seconds", "Sound written minus time elapsed on the present connection", all,
                c -> c.pacing().driftMillis() / 1e3);
        lateness(to, all);
        to.gauge("announcer_channel_peak_dbfs", "Highest sample of the last 300 ms in dB of full scale; -Inf is silence", all,
                c -> c.status.peakDbfs());
        to.counter("announcer_channel_frames_written", "Frames of 20 ms written to the channel's pipe", all,
                c -> c.history.framesWritten());
        to.gauge("announcer_channel_queue_length", "Announcements that wait", all, c -> c.status.queued().size());
        to.gauge("announcer_channel_queue_capacity", "Announcements that may wait", all, c -> c.status.queueCapacity());
        to.gauge("announcer_channel_queue_oldest_age_seconds", "How long the oldest announcement has been waiting; 0 when none waits", all,
                One::oldestSeconds);
        to.counter("announcer_channel_push_restarts", "Processes of the channel's pusher started after the first", all,
                c -> c.history.pushRestarts());
        to.counter("announcer_channel_debt_restarts", "Restarts of the push since more than the maximum was owed", all,
                c -> c.history.debtRestarts());
        to.gauge("announcer_channel_push_state", "1 for the state that the channel's push is in; nothing when it is pushed by hand",
                pushStates(all), Point::value);
        to.gauge("announcer_channel_push_restarts_at_once", "Restarts that the channel's pusher would make without delay now",
                supervised(all, s -> OptionalDouble.of(s.restartsAtOnce())), Point::value);
        to.gauge("announcer_channel_push_failures", "Runs of the channel's pusher that have failed since one was healthy for long enough",
                supervised(all, s -> OptionalDouble.of(s.failuresInARow())), Point::value);
        to.gauge("announcer_channel_push_resident_bytes", "Memory in RAM of the channel's pusher process",
                supervised(all, s -> s.residentBytes().isPresent()
                        ? OptionalDouble.of((double) s.residentBytes().getAsLong())
                        : OptionalDouble.empty()),
                Point::value);
        to.gauge("announcer_channel_push_cpu_cores", "Processor cores that the channel's pusher process uses, averaged over half a minute",
                supervised(all, PushSupervision::cpuCores), Point::value);
        hearings(to, all);
        backgrounds(to, all);
    }

    /** A point for each channel whose pusher tells this. */
    private static List<Point> supervised(List<One> all, Function<PushSupervision, OptionalDouble> value) {
        List<Point> points = new ArrayList<>();
        for (One c : all) {
            c.status.push().flatMap(PushStatus::supervision).map(value)
                    .ifPresent(v -> v.ifPresent(number -> points.add(new Point(c.labels(), number))));
        }
        return points;
    }

    private static void lateness(Series to, List<One> all) {
        SummarySnapshot.Builder family = SummarySnapshot.builder().name("announcer_channel_lateness_seconds")
                .help("Lateness of the latest frames against their due times; quantile 1 is the worst");
        for (One c : all) {
            Quantiles quantiles = Quantiles.builder().quantile(0.5, c.pacing().latenessP50Micros() / 1e6)
                    .quantile(0.99, c.pacing().latenessP99Micros() / 1e6).quantile(1, c.pacing().latenessMaxMicros() / 1e6).build();
            family.dataPoint(SummaryDataPointSnapshot.builder().labels(c.labels()).quantiles(quantiles).build());
        }
        to.add(family.build());
    }

    /** Families without any point are left out: most channels are heard by no ear. */
    private static void hearings(Series to, List<One> all) {
        List<Point> states = new ArrayList<>();
        List<Point> delays = new ArrayList<>();
        for (One c : all) {
            c.status.hearing().ifPresent(h -> {
                for (Hearing.State state : Hearing.State.values()) {
                    states.add(new Point(Labels.of("channel", c.status.id(), "state", state.name()), h.state() == state ? 1 : 0));
                }
                h.delay().ifPresent(d -> delays.add(new Point(c.labels(), d.toMillis() / 1e3)));
            });
        }
        if (!states.isEmpty()) {
            to.gauge("announcer_channel_heard_state", "1 for the state that the ear finds the channel in; nothing when none listens to it",
                    states, Point::value);
        }
        if (!delays.isEmpty()) {
            to.gauge("announcer_channel_heard_delay_seconds", "From the channel's pipe to the ear, when it could be told last", delays,
                    Point::value);
        }
    }

    /** Left out where no channel has some. */
    private static void backgrounds(Series to, List<One> all) {
        List<Point> states = new ArrayList<>();
        for (One c : all) {
            c.status.background().ifPresent(b -> {
                for (BackgroundStatus.State state : BackgroundStatus.State.values()) {
                    states.add(new Point(Labels.of("channel", c.status.id(), "state", state.name()), b.state() == state ? 1 : 0));
                }
            });
        }
        if (!states.isEmpty()) {
            to.gauge("announcer_channel_background_state",
                    "1 for the state of the channel's background sound; nothing when it has none", states, Point::value);
        }
    }

    private static List<Point> pushStates(List<One> all) {
        List<Point> points = new ArrayList<>();
        for (One c : all) {
            c.status.push().ifPresent(push -> {
                for (PushState state : PushState.values()) {
                    points.add(new Point(Labels.of("channel", c.status.id(), "state", state.name()), push.state() == state ? 1 : 0));
                }
            });
        }
        return points;
    }
}
