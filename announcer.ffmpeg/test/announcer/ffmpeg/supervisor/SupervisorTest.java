package announcer.ffmpeg.supervisor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

import announcer.api.stream.PushState;
import announcer.api.stream.PushStatus;
import announcer.api.stream.PushSupervision;
import announcer.lib.process.OutputTail;
import announcer.lib.process.ProcessUsage;
import announcer.lib.retry.ExponentialBackoff;
import announcer.testing.VirtualClock;
import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;

class SupervisorTest {
    /** The longest first delay of a push that fails alone. */
    private static final Duration FIRST_DELAY = Duration.ofMillis(20);
    /** Passes its largest number within each test, as the machine's clock may. */
    private final VirtualClock clock = new VirtualClock(Long.MAX_VALUE - Duration.ofSeconds(10).toNanos());
    private final InstantSource wallClock = wallClock(clock);
    private final Deque<PushEvent> events = new ArrayDeque<>();
    private final List<PushStatus> told = new ArrayList<>();
    private final List<FakeChild> children = new ArrayList<>();
    private final OutputTail tail = new OutputTail(SupervisedPush.OUTPUT_LINES, SupervisedPush.OUTPUT_LINE_LENGTH,
            new CredentialMask("rtsp://host/x"));
    /** Those that have begun to look at the destination, and wait for what they see. */
    private final Deque<Consumer<Boolean>> looks = new ArrayDeque<>();
    private IOException refusal;
    private Error error;
    /** What had been told last when each child was started. */
    private final List<PushStatus> toldAtStart = new ArrayList<>();
    private SupervisorLimits limits = new SupervisorLimits(Duration.ofSeconds(10), Duration.ofSeconds(5),
            new ExponentialBackoff(Duration.ofMillis(250), Duration.ofSeconds(30)), Duration.ofSeconds(60), ResourceCeilings.NONE);
    private final Supervisor supervisor = new Supervisor("main", "rtsp://host/x", (run, listener) -> {
        assertThat(children).as("never two at once").allMatch(child -> child.ended);
        if (refusal != null) {
            throw refusal;
        }
        if (error != null) {
            throw error;
        }
        toldAtStart.add(told.get(told.size() - 1));
        children.add(new FakeChild(listener));
        return children.get(children.size() - 1);
    }, events::add, tail, () -> limits, clock, wallClock, new RestartDelay(new RestartSlots(clock.nanoTime()), new Random(1)),
            Optional.of(looks::add), told::add);

    private static final class FakeChild implements PushProcess {
        private final Listener listener;
        private boolean ended;
        private boolean immortal;
        private Boolean gently;
        private long micros;
        private ProcessUsage usage = ProcessUsage.UNKNOWN;

        FakeChild(Listener listener) {
            this.listener = listener;
        }

        @Override
        public long pid() {
            return 4711;
        }

        @Override
        public ProcessUsage usage() {
            return usage;
        }

        @Override
        public boolean end(boolean gentle) {
            gently = gentle;
            ended |= !immortal;
            return ended;
        }

        void advance() {
            micros += 100_000;
            listener.mediaTime(Duration.ofNanos(micros * 1000));
        }
    }

    /** Lets time pass as the owner thread would: sleeping as long as it was told, or less when an event comes. */
    private void run(Duration time) {
        Duration left = time;
        Duration wait = Duration.ZERO;
        while (wait.compareTo(left) <= 0) {
            clock.pass(wait.toNanos());
            left = left.minus(wait);
            wait = supervisor.step(events.poll());
            if (!events.isEmpty()) {
                wait = Duration.ZERO;
            } else if (wait.isZero() && left.isZero()) {
                break;
            }
        }
        clock.pass(left.toNanos());
    }

    private static InstantSource wallClock(VirtualClock clock) {
        long start = clock.nanoTime();
        return () -> Instant.EPOCH.plusNanos(clock.nanoTime() - start);
    }

    private void pushFor(Duration time) {
        for (long t = 0; t < time.toMillis(); t += 100) {
            child().advance();
            run(Duration.ofMillis(100));
        }
    }

    private FakeChild child() {
        return children.get(children.size() - 1);
    }

    private void exit(int code) {
        child().listener.exited(code);
        // Handled, but no time passes: what follows at once has not begun.
        supervisor.step(events.poll());
    }

    private PushState state() {
        return supervisor.status().state();
    }

    private void begin() {
        run(Duration.ofMillis(1));
        assertThat(state()).isEqualTo(PushState.STARTING);
    }

    @Test
    void the_first_advance_of_media_time_makes_it_pushing() {
        begin();
        child().listener.mediaTime(Duration.ZERO);
        run(Duration.ofMillis(1));
        assertThat(state()).isEqualTo(PushState.STARTING);
        child().advance();
        run(Duration.ofMillis(1));
        assertThat(supervisor.status()).satisfies(status -> {
            assertThat(status.state()).isEqualTo(PushState.PUSHING);
            assertThat(status.run()).isEqualTo(1);
            assertThat(status.restarts()).isZero();
            assertThat(status.mediaTime()).isEqualTo(Duration.ofMillis(100));
            assertThat(status.pid()).hasValue(4711);
            assertThat(status.cause()).isEmpty();
        });
    }

    @Test
    void no_progress_in_the_start_limit_is_stale_and_killed_and_started_anew() {
        begin();
        FakeChild first = child();
        run(Duration.ofMillis(9_990));
        assertThat(first.ended).isFalse();
        run(Duration.ofMillis(20));
        assertThat(first.ended).isTrue();
        assertThat(first.gently).isFalse();
        run(FIRST_DELAY);
        assertThat(told).extracting(PushStatus::state).containsSubsequence(PushState.STARTING, PushState.STALE, PushState.BACKING_OFF,
                PushState.STARTING);
        assertThat(supervisor.status().cause()).get().asString().contains("has not begun to publish within 10 s");
        assertThat(supervisor.status().run()).isEqualTo(2);
    }

    @Test
    void media_time_that_stands_still_is_stale_even_if_it_is_reported() {
        begin();
        pushFor(Duration.ofSeconds(2));
        FakeChild first = child();
        Duration still = Duration.ofNanos(first.micros * 1000);
        for (int i = 0; i < 48; i++) {
            first.listener.mediaTime(still);
            run(Duration.ofMillis(100));
        }
        assertThat(state()).isEqualTo(PushState.PUSHING);
        for (int i = 0; i < 4; i++) {
            first.listener.mediaTime(still);
            run(Duration.ofMillis(100));
        }
        assertThat(first.ended).isTrue();
        assertThat(supervisor.status().cause()).get().asString().contains("has not advanced for 5 s");
    }

    @Test
    void a_process_that_ends_is_restarted_soon_with_media_time_zero() {
        begin();
        pushFor(Duration.ofSeconds(1));
        exit(1);
        assertThat(told).extracting(PushStatus::state).endsWith(PushState.EXITED, PushState.BACKING_OFF);
        assertThat(supervisor.status().nextAttempt().get()).isBetween(wallClock.instant(), wallClock.instant().plus(FIRST_DELAY));
        run(FIRST_DELAY);
        assertThat(supervisor.status()).satisfies(status -> {
            assertThat(status.state()).isEqualTo(PushState.STARTING);
            assertThat(status.run()).isEqualTo(2);
            assertThat(status.restarts()).isEqualTo(1);
            assertThat(status.mediaTime()).isZero();
            assertThat(status.cause()).contains("ffmpeg exited with 1");
        });
    }

    /** Who sees a reader connect asks which run that is. */
    @Test
    void its_run_is_told_before_a_child_can_connect() {
        begin();
        exit(1);
        run(FIRST_DELAY);
        assertThat(toldAtStart).extracting(PushStatus::run).containsExactly(1, 2);
        assertThat(toldAtStart).extracting(PushStatus::state).containsOnly(PushState.STARTING);
        assertThat(toldAtStart).extracting(PushStatus::mediaTime).containsOnly(Duration.ZERO);
    }

    @Test
    void the_delay_grows_within_bounds_and_it_never_gives_up() {
        begin();
        List<Long> delays = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            exit(1);
            long before = clock.nanoTime();
            clock.pass(Duration.between(wallClock.instant(), supervisor.status().nextAttempt().get()).toNanos());
            supervisor.step(null);
            assertThat(state()).isEqualTo(PushState.STARTING);
            delays.add((clock.nanoTime() - before) / 1_000_000);
        }
        assertThat(delays.get(0)).isLessThanOrEqualTo(20);
        assertThat(delays.subList(1, 300)).allMatch(delay -> delay >= 250 && delay <= 30_000);
        assertThat(delays.get(4)).isBetween(2000L, 4000L);
        assertThat(delays.subList(10, 300)).allMatch(delay -> delay >= 15_000);
        assertThat(delays.subList(10, 300).stream().distinct().count()).as("jitter").isGreaterThan(200);
        assertThat(supervisor.status().restarts()).isEqualTo(300);
    }

    @Test
    void one_that_fails_at_once_for_ten_minutes_is_tried_ever_more_seldom_and_told_in_a_line_for_each_attempt_at_most() {
        ListAppender<ILoggingEvent> lines = new ListAppender<>();
        Logger log = (Logger) LoggerFactory.getLogger(Supervisor.class);
        lines.start();
        log.addAppender(lines);
        try {
            begin();
            long end = clock.nanoTime() + Duration.ofMinutes(10).toNanos();
            while (clock.nanoTime() - end < 0) {
                exit(1);
                run(nextIn());
            }
        } finally {
            log.detachAppender(lines);
        }
        // Seven to half a minute, then one each 15 to 30 s.
        assertThat(children).as("attempts").hasSizeBetween(20, 50);
        assertThat(supervisor.status().restarts()).isEqualTo(children.size() - 1);
        assertThat(lines.list).extracting(ILoggingEvent::getFormattedMessage)
                .filteredOn(line -> !line.startsWith("channel main: ffmpeg exited with 1; failures in a row: ")).isEmpty();
        assertThat(lines.list).hasSize(children.size() - 1);
        assertThat(lines.list).filteredOn(line -> line.getLevel().isGreaterOrEqual(Level.INFO)).as("the 1st, 2nd, 4th, 8th, ...")
                .hasSizeBetween(5, 6);
    }

    @Test
    void a_healthy_run_has_three_restarts_at_once_and_the_fourth_waits() {
        limits = healthyAfter(Duration.ofSeconds(10));
        begin();
        pushFor(Duration.ofSeconds(10));
        assertThat(restartsAtOnce()).isEqualTo(3);
        for (int i = 1; i <= 3; i++) {
            exit(1);
            assertThat(nextIn()).as("restart %d", i).isLessThanOrEqualTo(FIRST_DELAY);
            assertThat(restartsAtOnce()).isEqualTo(3 - i);
            run(FIRST_DELAY);
        }
        exit(1);
        assertThat(nextIn()).as("the fourth").isBetween(Duration.ofMillis(250), Duration.ofMillis(500));
    }

    /** What is killed every five seconds publishes for most of them, and earns its next restart. */
    @Test
    void killed_every_five_seconds_it_is_restarted_at_once_each_time() {
        limits = healthyAfter(Duration.ofSeconds(10));
        begin();
        pushFor(Duration.ofSeconds(10));
        for (int i = 1; i <= 20; i++) {
            pushFor(Duration.ofMillis(4700));
            exit(137);
            assertThat(nextIn()).as("restart %d", i).isLessThanOrEqualTo(FIRST_DELAY);
            run(FIRST_DELAY);
        }
    }

    /** A server that lets it publish for a moment and throws it out is no reason for a storm. */
    @Test
    void what_publishes_for_a_moment_only_is_backed_off_from_ever_longer() {
        limits = healthyAfter(Duration.ofSeconds(10));
        begin();
        List<Duration> delays = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            pushFor(Duration.ofMillis(500));
            exit(1);
            delays.add(nextIn());
            run(nextIn());
        }
        assertThat(delays.stream().filter(delay -> delay.compareTo(FIRST_DELAY) <= 0).count()).as("at once, of 60 in 30 s of publishing")
                .isLessThanOrEqualTo(1 + 60 * 500 * 3 / 10_000);
        assertThat(delays.subList(30, 60).stream().mapToLong(Duration::toMillis).sum()).as("ms of waiting in the last 30")
                .isGreaterThan(300_000);
    }

    @Test
    void the_delay_begins_anew_only_after_enough_health() {
        limits = healthyAfter(Duration.ofSeconds(60));
        begin();
        for (int i = 0; i < 8; i++) {
            exit(1);
            run(nextIn());
        }
        pushFor(Duration.ofSeconds(19));
        exit(1);
        assertThat(nextIn()).as("19 s earn nothing, of 60 for three").isGreaterThan(Duration.ofSeconds(10));
        run(nextIn());
        pushFor(Duration.ofSeconds(61));
        assertThat(supervision().failuresInARow()).isZero();
        for (int i = 0; i < 3; i++) {
            exit(1);
            run(FIRST_DELAY);
        }
        exit(1);
        assertThat(nextIn()).as("after 60 s it begins anew").isBetween(Duration.ofMillis(250), Duration.ofMillis(500));
    }

    private SupervisorLimits healthyAfter(Duration healthy) {
        return new SupervisorLimits(limits.start(), limits.stale(), limits.backoff(), healthy, limits.ceilings());
    }

    private Duration nextIn() {
        return Duration.between(wallClock.instant(), supervisor.status().nextAttempt().get());
    }

    private PushSupervision supervision() {
        return supervisor.status().supervision().get();
    }

    private int restartsAtOnce() {
        return supervision().restartsAtOnce();
    }

    @Test
    void the_last_cause_stays_when_the_next_run_publishes() {
        begin();
        assertThat(supervision().lastCause()).isEmpty();
        pushFor(Duration.ofSeconds(1));
        exit(1);
        Instant ended = wallClock.instant();
        run(FIRST_DELAY);
        pushFor(Duration.ofSeconds(1));
        assertThat(supervisor.status().cause()).isEmpty();
        assertThat(supervision().lastCause()).contains("ffmpeg exited with 1");
        assertThat(supervision().lastEnded()).contains(ended);
    }

    @Test
    void a_run_with_more_memory_than_its_ceiling_is_started_anew_with_that_cause() {
        limits = new SupervisorLimits(limits.start(), limits.stale(), limits.backoff(), limits.healthy(),
                new ResourceCeilings(100 << 20, 0));
        begin();
        child().usage = new ProcessUsage(Optional.empty(), OptionalLong.of(99 << 20));
        pushFor(Duration.ofSeconds(6));
        assertThat(supervision().residentBytes()).hasValue(99 << 20);
        FakeChild first = child();
        first.usage = new ProcessUsage(Optional.empty(), OptionalLong.of(101 << 20));
        for (int i = 0; i < 50 && children.size() == 1; i++) {
            first.advance();
            run(Duration.ofMillis(100));
        }
        assertThat(first.ended).isTrue();
        run(FIRST_DELAY);
        assertThat(children).hasSize(2);
        assertThat(supervision().lastCause())
                .contains("ffmpeg (pid 4711) uses 101 MB of memory; maxMemoryMegabytes of announcer.ffmpeg is 100");
        assertThat(supervision().residentBytes()).as("of the new one").isEmpty();
    }

    @Test
    void a_run_with_more_processor_time_than_its_ceiling_is_started_anew_but_not_for_a_moment_of_it() {
        limits = new SupervisorLimits(limits.start(), limits.stale(), limits.backoff(), limits.healthy(), new ResourceCeilings(0, 0.8));
        begin();
        FakeChild first = child();
        long cpuMillis = 0;
        for (int t = 0; t < 600; t++) {
            // Ten seconds of a whole core, then little.
            cpuMillis += t < 100 ? 100 : 2;
            first.usage = new ProcessUsage(Optional.of(Duration.ofMillis(cpuMillis)), OptionalLong.empty());
            first.advance();
            run(Duration.ofMillis(100));
        }
        assertThat(children).hasSize(1);
        assertThat(supervision().cpuCores().getAsDouble()).isBetween(0.01, 0.03);
        for (int t = 0; t < 350 && children.size() == 1; t++) {
            cpuMillis += 95;
            first.usage = new ProcessUsage(Optional.of(Duration.ofMillis(cpuMillis)), OptionalLong.empty());
            first.advance();
            run(Duration.ofMillis(100));
        }
        run(FIRST_DELAY);
        assertThat(children).hasSize(2);
        assertThat(supervision().lastCause()).get().asString().contains("% of a processor core for 3",
                "maxCpuPercent of announcer.ffmpeg is 80");
    }

    /** The progress of a process that stands still, told so fast that there is always an event to handle. */
    @Test
    void a_flood_of_events_does_not_keep_its_limits_from_being_looked_at() {
        begin();
        pushFor(Duration.ofSeconds(1));
        for (int i = 0; i < 600; i++) {
            clock.pass(Duration.ofMillis(10).toNanos());
            supervisor.step(new PushEvent.MediaTime(1, Duration.ofMillis(1)));
        }
        assertThat(supervisor.status().supervision().get().lastCause()).get().asString().contains("has not advanced for 5 s");
    }

    @Test
    void what_cannot_be_started_says_why_and_is_tried_again() {
        refusal = new IOException("no working ffmpeg: /bad/path: does not exist");
        run(Duration.ofMillis(100));
        assertThat(supervisor.status().state()).isEqualTo(PushState.BACKING_OFF);
        assertThat(supervisor.status().cause()).contains("no working ffmpeg: /bad/path: does not exist");
        assertThat(supervisor.status().run()).as("its number").isEqualTo(2);
        assertThat(supervisor.status().restarts()).isZero();
        refusal = null;
        run(Duration.ofSeconds(31));
        assertThat(supervisor.status().run()).isPositive();
    }

    /** A listener that believes the media time of one run only must not take two attempts for one. */
    @Test
    void every_attempt_has_its_own_number_also_one_that_could_not_start() {
        refusal = new IOException("no working ffmpeg");
        run(Duration.ofSeconds(5));
        refusal = null;
        run(Duration.ofSeconds(31));
        exit(1);
        run(FIRST_DELAY);
        assertThat(told).extracting(PushStatus::run).isSorted();
        assertThat(told.stream().filter(status -> status.state() == PushState.BACKING_OFF).map(PushStatus::run).toList())
                .as("a number for each failure").doesNotHaveDuplicates().hasSizeGreaterThan(3);
    }

    @Test
    void restarts_count_what_was_started_and_never_fall() {
        begin();
        exit(1);
        run(FIRST_DELAY);
        assertThat(supervisor.status().restarts()).isEqualTo(1);
        exit(1);
        refusal = new IOException("no working ffmpeg");
        run(Duration.ofMinutes(5));
        assertThat(supervisor.status().restarts()).isEqualTo(1);
        refusal = null;
        run(Duration.ofSeconds(31));
        assertThat(children).as("tried again").hasSizeGreaterThan(2);
        assertThat(supervisor.status().restarts()).isEqualTo(children.size() - 1);
        assertThat(told).extracting(PushStatus::restarts).isSorted();
    }

    @Test
    void an_error_at_a_start_is_backed_off_from_like_any_failure() {
        error = new OutOfMemoryError("unable to create native thread");
        run(Duration.ofMillis(100));
        assertThat(state()).isEqualTo(PushState.BACKING_OFF);
        assertThat(supervisor.status().cause()).get().asString().contains("unable to create native thread");
        error = null;
        run(Duration.ofSeconds(31));
        assertThat(children).isNotEmpty();
    }

    @Test
    void nothing_is_started_while_something_of_the_last_one_is_left() {
        begin();
        child().immortal = true;
        run(Duration.ofSeconds(60));
        assertThat(state()).isEqualTo(PushState.STALE);
        assertThat(children).hasSize(1);
        child().immortal = false;
        run(Duration.ofSeconds(2));
        assertThat(children).hasSize(2);
    }

    @Test
    void a_restart_that_is_wanted_is_gentle_and_at_once_even_while_backing_off() {
        begin();
        pushFor(Duration.ofSeconds(1));
        FakeChild first = child();
        events.add(new PushEvent.Restart("10 s are owed"));
        run(Duration.ofMillis(1));
        assertThat(first.gently).isTrue();
        assertThat(supervisor.status()).satisfies(status -> {
            assertThat(status.state()).isEqualTo(PushState.STARTING);
            assertThat(status.cause()).contains("10 s are owed");
        });
        exit(1);
        run(FIRST_DELAY);
        exit(1);
        assertThat(state()).isEqualTo(PushState.BACKING_OFF);
        events.add(new PushEvent.Restart("now"));
        run(Duration.ofMillis(1));
        assertThat(state()).isEqualTo(PushState.STARTING);
    }

    @Test
    void close_stops_from_any_state_for_good() {
        begin();
        pushFor(Duration.ofSeconds(1));
        events.add(new PushEvent.Close());
        run(Duration.ofMillis(1));
        assertThat(child().gently).isTrue();
        assertThat(state()).isEqualTo(PushState.STOPPED);
        events.add(new PushEvent.Restart("too late"));
        run(Duration.ofMinutes(10));
        assertThat(children).hasSize(1);
        assertThat(supervisor.stopped()).isTrue();
    }

    @Test
    void events_of_an_earlier_run_change_nothing() {
        begin();
        FakeChild first = child();
        exit(1);
        run(FIRST_DELAY);
        first.listener.exited(1);
        first.listener.mediaTime(Duration.ofSeconds(9));
        run(Duration.ofMillis(1));
        assertThat(supervisor.status().run()).isEqualTo(2);
        assertThat(state()).isEqualTo(PushState.STARTING);
    }

    @Test
    void a_suspension_of_this_process_is_not_held_against_ffmpeg() {
        begin();
        pushFor(Duration.ofSeconds(1));
        clock.pass(Duration.ofMinutes(5).toNanos());
        supervisor.step(null);
        assertThat(state()).isEqualTo(PushState.PUSHING);
        run(Duration.ofSeconds(6));
        assertThat(children).hasSize(2);
    }

    @Test
    void changed_limits_are_in_force_at_once() {
        begin();
        pushFor(Duration.ofSeconds(1));
        limits = new SupervisorLimits(limits.start(), Duration.ofSeconds(1), limits.backoff(), limits.healthy(), limits.ceilings());
        events.add(new PushEvent.Retimed());
        run(Duration.ofMillis(1100));
        assertThat(children).hasSize(2);
    }

    private Duration untilNextAttempt() {
        return Duration.between(wallClock.instant(), supervisor.status().nextAttempt().orElseThrow());
    }

    /** Fails until its delay is longer than some seconds. */
    private void failForLong() {
        refusal = new IOException("Connection refused");
        run(Duration.ofMillis(1));
        while (untilNextAttempt().compareTo(Duration.ofSeconds(12)) < 0) {
            run(untilNextAttempt());
            looks.clear();
        }
    }

    @Test
    void a_server_that_comes_back_ends_a_long_delay() {
        failForLong();
        int failures = told.get(told.size() - 1).supervision().orElseThrow().failuresInARow();
        for (int second = 0; second < 5; second++) {
            run(Duration.ofSeconds(1));
            assertThat(looks).as("one looks each second, and no second one meanwhile").hasSize(1);
            run(Duration.ofMillis(500));
            assertThat(looks).hasSize(1);
            looks.remove().accept(false);
            run(Duration.ZERO);
        }
        run(Duration.ofSeconds(1));
        refusal = null;
        looks.remove().accept(true);
        run(Duration.ZERO);
        assertThat(untilNextAttempt()).isLessThanOrEqualTo(FIRST_DELAY);
        run(FIRST_DELAY);
        assertThat(children).hasSize(1);
        assertThat(supervisor.status().supervision().orElseThrow().failuresInARow()).as("it has not published yet").isEqualTo(failures);
    }

    @Test
    void a_server_that_was_there_all_the_time_does_not_end_the_delay() {
        failForLong();
        Duration left = untilNextAttempt();
        run(Duration.ofSeconds(1));
        looks.remove().accept(true);
        run(Duration.ofSeconds(5));
        assertThat(looks).as("nobody looks again").isEmpty();
        assertThat(untilNextAttempt()).isEqualTo(left.minusSeconds(6));
    }

    @Test
    void what_was_seen_before_the_latest_attempt_does_not_count() {
        failForLong();
        run(Duration.ofSeconds(1));
        Consumer<Boolean> slow = looks.remove();
        run(untilNextAttempt());
        Duration left = untilNextAttempt();
        slow.accept(false);
        slow.accept(true);
        run(Duration.ZERO);
        assertThat(untilNextAttempt()).isEqualTo(left);
        assertThat(children).isEmpty();
    }

    @Test
    void a_short_delay_is_waited_for_without_a_look() {
        refusal = new IOException("Connection refused");
        run(Duration.ofMillis(900));
        assertThat(supervisor.status().state()).isEqualTo(PushState.BACKING_OFF);
        assertThat(looks).isEmpty();
    }

    /** A thousand pushes whose server restarts fail at the same moment. */
    @Test
    void pushes_that_fail_together_do_not_come_back_together() {
        RestartSlots slots = new RestartSlots(clock.nanoTime());
        List<Long> first = new ArrayList<>();
        List<Long> second = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            VirtualClock own = new VirtualClock(clock.nanoTime());
            InstantSource ownWall = wallClock(own);
            Supervisor failing = new Supervisor("main", "rtsp://host/x", (run, listener) -> {
                throw new IOException("refused");
            }, events::add, tail, () -> limits, own, ownWall, new RestartDelay(slots, new Random(i)), Optional.empty(), told::add);
            failing.step(null);
            first.add(Duration.between(ownWall.instant(), failing.status().nextAttempt().get()).toMillis());
            own.pass(Duration.between(ownWall.instant(), failing.status().nextAttempt().get()).toNanos());
            failing.step(null);
            second.add(Duration.between(ownWall.instant(), failing.status().nextAttempt().get()).toMillis());
        }
        assertThat(first.get(0)).as("a single push, in ms").isLessThanOrEqualTo(20);
        assertThat(busiest(first)).as("most first restarts in 100 ms").isLessThanOrEqualTo(30);
        assertThat(second).allMatch(delay -> delay >= 250);
        assertThat(busiest(second)).as("most second delays of the same 100 ms").isLessThanOrEqualTo(500);
    }

    /** A server that takes a thousand pushes for a while and throws them all out, again and again. */
    @Test
    void pushes_that_fail_together_again_and_again_have_fewer_and_fewer_restarts_at_once() {
        RestartSlots slots = new RestartSlots(clock.nanoTime());
        List<Long> atOnce = new ArrayList<>();
        for (int round = 0; round < 4; round++) {
            long now = clock.nanoTime();
            atOnce.add(IntStream.range(0, 1000).filter(i -> slots.take(now).isPresent()).count());
            clock.pass(Duration.ofSeconds(5).toNanos());
        }
        assertThat(atOnce).containsExactly(1000L, 100L, 100L, 100L);
    }

    /** The number of those in the fullest tenth of a second. */
    private static long busiest(List<Long> millis) {
        return millis.stream().collect(Collectors.groupingBy(ms -> ms / 100, Collectors.counting())).values().stream().max(Long::compare)
                .get();
    }
}
