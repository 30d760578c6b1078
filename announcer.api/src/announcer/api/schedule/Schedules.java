package announcer.api.schedule;

import java.util.List;
import java.util.Optional;

import org.osgi.annotation.versioning.ProviderType;

import announcer.api.Announcement;
import announcer.api.RejectedException;
import announcer.api.config.InvalidConfigurationException;

/**
 * The schedules. They are made, changed and removed as configurations, see {@link announcer.api.config.Settings}. Safe for use by any
 * thread; no method waits for a schedule to run.
 */
@ProviderType
public interface Schedules {
    /** The factory PID of a schedule's configuration. */
    String PID = "announcer.schedule";
    /** How many of the next times are told. */
    int NEXT = 5;

    /** All schedules, by id; those that cannot run too, with their problem. */
    List<ScheduleStatus> all();

    /** Why no schedule runs in time now, in words that say what to do; empty: nothing is known against it. */
    Optional<String> problem();

    /** The schedule with this id. */
    Optional<ScheduleStatus> find(String id);

    /**
     * Submits a schedule's announcement now, to hear it. That is no run: the schedule runs at its times as before, and a disabled one can be
     * tried too.
     *
     * @return empty when no schedule has this id
     * @throws RejectedException as {@link announcer.api.Announcer#announce}; also when the schedule's own settings are wrong, or the engine is
     *         not running
     */
    Optional<Announcement> tryNow(String id) throws RejectedException;

    /**
     * The next times of a rule that is not stored.
     *
     * @return {@value #NEXT} at most, soonest first
     * @throws InvalidConfigurationException when it cannot be a schedule's; names the field
     */
    List<ScheduleTime> check(ScheduleTiming timing) throws InvalidConfigurationException;
}
