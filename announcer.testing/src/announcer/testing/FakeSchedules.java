package announcer.testing;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

import announcer.api.Announcement;
import announcer.api.RejectedException;
import announcer.api.Request;
import announcer.api.config.InvalidConfigurationException;
import announcer.api.schedule.MissedRule;
import announcer.api.schedule.ScheduleRun;
import announcer.api.schedule.ScheduleStatus;
import announcer.api.schedule.ScheduleTime;
import announcer.api.schedule.ScheduleTiming;
import announcer.api.schedule.Schedules;

/** Schedules that a test makes; none of them runs. Safe for use by several threads. */
public final class FakeSchedules implements Schedules {
    /** The answer of {@link #all}. */
    public final List<ScheduleStatus> all = new CopyOnWriteArrayList<>();
    /** What was asked for by {@link #check}, oldest first. */
    public final List<ScheduleTiming> checked = new CopyOnWriteArrayList<>();
    /** What is to be done by each {@link #check} before its answer. */
    public volatile Runnable whileChecking = () -> {};
    private final FakeAnnouncer engine;

    /** @param engine gets what is tried */
    public FakeSchedules(FakeAnnouncer engine) {
        this.engine = engine;
    }

    /** A schedule of 2:30 in Berlin, on the day on which that time does not exist. */
    public static ScheduleStatus nightly(String id, Optional<ScheduleRun> last, Optional<String> problem) {
        return new ScheduleStatus(id, PID + "~" + id, true,
                new ScheduleTiming(Optional.of("30 2 * * *"), Optional.empty(), Optional.of("Europe/Berlin"), List.of("2027-12-25")),
                "Europe/Berlin", MissedRule.SKIP, Duration.ofMinutes(60), Request.of("Good night"), List.of(spring()), last, problem);
    }

    private static ScheduleTime spring() {
        return new ScheduleTime(Instant.parse("2027-03-28T01:00:00Z").atZone(ZoneId.of("Europe/Berlin")),
                LocalDateTime.parse("2027-03-28T02:30:00"));
    }

    @Override
    public List<ScheduleStatus> all() {
        return List.copyOf(all);
    }

    @Override
    public Optional<String> problem() {
        return Optional.empty();
    }

    @Override
    public Optional<ScheduleStatus> find(String id) {
        return all.stream().filter(s -> s.id().equals(id)).findFirst();
    }

    @Override
    public Optional<Announcement> tryNow(String id) throws RejectedException {
        Optional<ScheduleStatus> found = find(id);
        return found.isEmpty() ? Optional.empty() : Optional.of(engine.announce(found.get().request()));
    }

    /** The rule "bad" is refused; all others are the nightly one's. */
    @Override
    public List<ScheduleTime> check(ScheduleTiming timing) throws InvalidConfigurationException {
        checked.add(timing);
        whileChecking.run();
        if (timing.cron().filter("bad"::equals).isPresent()) {
            throw new InvalidConfigurationException("cron", "cron cannot be this");
        }
        return List.of(spring());
    }
}
