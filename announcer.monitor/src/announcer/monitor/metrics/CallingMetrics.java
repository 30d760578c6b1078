package announcer.monitor.metrics;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import io.prometheus.metrics.model.snapshots.Labels;

import announcer.api.calling.Call;
import announcer.api.calling.CallState;
import announcer.api.calling.Desk;
import announcer.api.calling.ServiceStatus;
import announcer.monitor.metrics.Series.Point;

/** The metrics of calling numbers; none where there is no service to wait for. */
final class CallingMetrics {
    private record Waiting(ServiceStatus status) implements Series.Labelled {
        @Override
        public Labels labels() {
            return Labels.of("service", status.id());
        }
    }

    private CallingMetrics() {
    }

    static void add(Series to, Optional<Desk> desk) {
        if (desk.isEmpty() || desk.get().services().isEmpty() && desk.get().counters().isEmpty()) {
            return;
        }
        List<Waiting> services = desk.get().services().stream().map(Waiting::new).toList();
        to.gauge("announcer_calling_waiting", "Tickets that wait", services, s -> s.status.waiting());
        to.gauge("announcer_calling_longest_wait_seconds", "How long the ticket that waits longest has waited; 0 when none waits", services,
                s -> s.status.longestWait().toSeconds());
        to.gauge("announcer_calling_counters_open", "Counters that are not paused",
                (double) desk.get().counters().stream().filter(c -> !c.paused()).count());
        to.gauge("announcer_calling_durable", "1 while tickets are kept in the journal's store, 0 while in memory only",
                desk.get().durable() ? 1 : 0);
        to.gauge("announcer_calling_latest_calls", "The latest 50 calls by their state", Arrays.stream(CallState.values())
                .map(s -> new Point(Labels.of("state", s.name()), count(desk.get().calls(), s))).toList(), Point::value);
    }

    private static long count(List<Call> calls, CallState state) {
        return calls.stream().filter(c -> c.state() == state).count();
    }
}
