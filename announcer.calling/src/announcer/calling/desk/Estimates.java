package announcer.calling.desk;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

import announcer.calling.house.House;
import announcer.calling.state.CallingState;

/** How long it will take: the mean of how long the latest were served, for each that is before, shared among the counters that are open. */
final class Estimates {
    /** With fewer nothing can be said. */
    private static final int LEAST = 3;

    private final House house;
    private final CallingState state;

    Estimates(House house, CallingState state) {
        this.house = house;
        this.state = state;
    }

    /** @param before how many are before */
    Optional<Duration> wait(String service, int before) {
        List<Duration> times = state.serviceTimes(service);
        long open = house.countersOf(service).stream().filter(c -> !state.isPaused(c.id())).count();
        if (times.size() < LEAST || open == 0) {
            return Optional.empty();
        }
        Duration mean = times.stream().reduce(Duration.ZERO, Duration::plus).dividedBy(times.size());
        return Optional.of(Duration.ofSeconds(mean.multipliedBy(before).dividedBy(open).toSeconds()));
    }
}
