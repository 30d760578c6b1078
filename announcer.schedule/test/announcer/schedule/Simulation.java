package announcer.schedule;

import java.lang.annotation.Annotation;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import announcer.api.Announcer;
import announcer.api.Request;
import announcer.testing.FakeAnnouncer;
import announcer.testing.VirtualClock;

/** Schedules on a virtual clock: the test's thread does what announcer-schedule does. */
final class Simulation {
    /** A submitted announcement. @param at what the wall clock said then */
    record Run(Instant at, Request request) {}

    final VirtualClock clock = new VirtualClock(-5_000_000_000L);
    final FakeAnnouncer engine = new FakeAnnouncer();
    final List<Run> runs = new ArrayList<>();
    final Path file;
    Optional<Announcer> present = Optional.of(engine);
    Scheduler scheduler;
    private final Map<String, ScheduleSettings> configured = new HashMap<>();
    private final RunStore memory;
    private ScheduleThread thread;
    private Instant origin;

    /** Records that are in no file: what is written a hundred times a day costs a test much time. */
    static Simulation inMemory(String start) {
        Map<String, RunRecord> kept = new HashMap<>();
        return new Simulation(Path.of("nowhere"), start, new RunStore() {
            @Override
            public Map<String, RunRecord> load() {
                return new HashMap<>(kept);
            }

            @Override
            public void store(Map<String, RunRecord> records) {
                kept.clear();
                kept.putAll(records);
            }
        });
    }

    Simulation(Path folder, String start) {
        this(folder, start, null);
    }

    /** @param memory where records are kept; null: in a file */
    private Simulation(Path folder, String start, RunStore memory) {
        this.memory = memory;
        file = folder.resolve("schedule").resolve("runs.json");
        origin = Instant.parse(start).minusNanos(clock.nanoTime());
        start();
    }

    /** Another process on the same home. */
    void start() {
        scheduler = new Scheduler(this::now, clock, () -> present, memory == null ? new RunFile(file, this::now) : memory);
        thread = new ScheduleThread(scheduler, clock);
        configured.values().forEach(scheduler::put);
    }

    /** The bundle is stopped. */
    void stop() {
        thread.end();
    }

    /** An engine that does something else before it takes an announcement. */
    void beforeEachAnnouncement(Runnable work) {
        present = Optional.of((Announcer) Proxy.newProxyInstance(Announcer.class.getClassLoader(), new Class<?>[]{Announcer.class},
                (proxy, method, args) -> {
                    work.run();
                    return engine.announce((Request) args[0]);
                }));
    }

    Instant now() {
        return origin.plusNanos(clock.nanoTime());
    }

    /** Sets the wall clock. */
    void set(String time) {
        origin = Instant.parse(time).minusNanos(clock.nanoTime());
    }

    /** Time passes while nothing runs: the product is down, or the machine sleeps. */
    void nothingRunsUntil(String time) {
        origin = origin.plus(Duration.between(now(), Instant.parse(time)));
    }

    void configure(String id, Object... keysAndValues) {
        Map<String, Object> values = new HashMap<>(Map.of("id", id, "text", "Say " + id));
        for (int i = 0; i < keysAndValues.length; i += 2) {
            values.put((String) keysAndValues[i], keysAndValues[i + 1]);
        }
        ScheduleSettings settings = ScheduleSettings.of("announcer.schedule~" + values.getOrDefault("name", id), config(values));
        configured.put(settings.pid(), settings);
        scheduler.put(settings);
    }

    /** A configuration as Declarative Services makes it. */
    static ScheduleConfig config(Map<String, Object> values) {
        return (ScheduleConfig) Proxy.newProxyInstance(ScheduleConfig.class.getClassLoader(), new Class<?>[]{ScheduleConfig.class},
                (proxy, method, args) -> method.getDeclaringClass() == Annotation.class || method.getDeclaringClass() == Object.class
                        ? null
                        : values.getOrDefault(method.getName(), method.getDefaultValue()));
    }

    void delete(String id) {
        configured.remove("announcer.schedule~" + id);
        scheduler.remove("announcer.schedule~" + id);
        scheduler.forget(id);
    }

    /** Lets the thread work until the wall clock says this. */
    void runUntil(String time) {
        Instant end = Instant.parse(time);
        do {
            turn();
        } while (now().isBefore(end));
    }

    /** One turn of the thread, and its sleep. */
    void turn() {
        int before = engine.accepted.size();
        Instant at = now();
        thread.turn();
        engine.accepted.stream().skip(before).forEach(a -> runs.add(new Run(at, a.status().request())));
    }

    /** What was submitted, as {@code 2027-03-28T01:00:00Z id}. */
    List<String> told() {
        return runs.stream().map(r -> r.at() + " " + r.request().keys().group().orElseThrow().substring("schedule/".length())).toList();
    }

    List<String> keys() {
        return runs.stream().map(r -> r.request().keys().idempotency().orElse("")).toList();
    }
}
