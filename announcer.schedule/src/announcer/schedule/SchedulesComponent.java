package announcer.schedule;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

import announcer.api.Announcement;
import announcer.api.Announcer;
import announcer.api.RejectedException;
import announcer.api.config.InvalidConfigurationException;
import announcer.api.schedule.ScheduleStatus;
import announcer.api.schedule.ScheduleTime;
import announcer.api.schedule.ScheduleTiming;
import announcer.api.schedule.Schedules;
import announcer.lib.time.MonotonicClock;

/** The service, its thread, and the configured schedules as they come and go. Safe for use by any thread. */
@Component(immediate = true, service = Schedules.class)
public class SchedulesComponent implements Schedules {
    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC, policyOption = ReferencePolicyOption.GREEDY)
    private volatile Announcer engine;

    private final Scheduler scheduler;
    private final ScheduleThread thread;

    /** Called by Declarative Services. */
    @Activate
    public SchedulesComponent(BundleContext context) {
        InstantSource wall = InstantSource.system();
        scheduler = new Scheduler(wall, MonotonicClock.SYSTEM, () -> Optional.ofNullable(engine),
                new RunFile(folder(context).resolve("runs.json"), wall));
        thread = new ScheduleThread(scheduler, MonotonicClock.SYSTEM);
    }

    private static Path folder(BundleContext context) {
        String home = context.getProperty("announcer.home");
        return home == null ? context.getDataFile("schedule").toPath() : Path.of(home, "data", "schedule");
    }

    @Activate
    void start() {
        thread.start();
    }

    @Deactivate
    void end() {
        thread.end();
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC, updated = "updatedSchedule")
    void addSchedule(ScheduleInstance schedule) {
        schedule.whenDeleted(() -> {
            scheduler.forget(schedule.settings().id());
            thread.wake();
        });
        updatedSchedule(schedule);
    }

    void updatedSchedule(ScheduleInstance schedule) {
        scheduler.put(schedule.settings());
        thread.wake();
    }

    void removeSchedule(ScheduleInstance schedule) {
        scheduler.remove(schedule.settings().pid());
        thread.wake();
    }

    @Override
    public List<ScheduleStatus> all() {
        return scheduler.all();
    }

    @Override
    public Optional<ScheduleStatus> find(String id) {
        return scheduler.find(id);
    }

    @Override
    public Optional<Announcement> tryNow(String id) throws RejectedException {
        return scheduler.tryNow(id);
    }

    @Override
    public Optional<String> problem() {
        return scheduler.problem();
    }

    @Override
    public List<ScheduleTime> check(ScheduleTiming timing) throws InvalidConfigurationException {
        return scheduler.check(timing);
    }
}
