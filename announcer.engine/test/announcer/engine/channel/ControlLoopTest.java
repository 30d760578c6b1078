package announcer.engine.channel;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLongArray;

import org.junit.jupiter.api.Test;

import announcer.api.Announcement;
import announcer.api.AnnouncementState;
import announcer.api.Request;
import announcer.lib.time.MonotonicClock;
import announcer.testing.VirtualClock;
import announcer.engine.FakeEngine;
import announcer.engine.Rig;
import announcer.engine.config.ChannelSettings;

/** What the control loop costs: which channels it looks at, and when. */
class ControlLoopTest {
    @Test
    void channels_that_sleep_are_not_looked_at_while_another_one_speaks() throws Exception {
        try (Rig rig = new Rig("")) {
            List<Channel> sleeping = rig.addChannels(1_000);
            rig.add(new FakeEngine("english", Locale.US, 1000), 0);
            rig.pipe.readerComes();
            rig.run(Duration.ofSeconds(3));
            assertThat(sleeping).allSatisfy(c -> assertThat(c.output().lane()).isNotNull());
            List<Long> before = sleeping.stream().map(Channel::looks).toList();
            long mainBefore = rig.main().looks();
            Announcement a = rig.say("aaaaaaaaaa");
            rig.untilDone(a);
            assertThat(a.status().state()).isEqualTo(AnnouncementState.SPOKEN);
            assertThat(rig.main().looks() - mainBefore).as("the one that speaks").isPositive();
            assertThat(sleeping.stream().map(Channel::looks).toList()).as("the others").isEqualTo(before);
        }
    }

    @Test
    void a_channel_that_is_paused_with_its_sound_made_is_looked_at_when_a_time_to_live_ends_and_not_before() throws Exception {
        try (Rig rig = new Rig(ChannelSettings.BY_HAND)) {
            rig.add(new FakeEngine("english", Locale.US, 1000), 0);
            rig.pipe.readerComes();
            rig.pause(true);
            Announcement a = rig.say(Request.of("aaaaaaaaaa").withTimeToLive(Duration.ofMinutes(5)));
            rig.run(Duration.ofSeconds(5));
            long before = rig.main().looks();
            rig.run(Duration.ofMinutes(4));
            assertThat(rig.main().looks() - before).as("looks in four minutes").isLessThanOrEqualTo(1);
            rig.run(Duration.ofMinutes(1));
            assertThat(a.status().state()).isEqualTo(AnnouncementState.EXPIRED);
        }
    }

    @Test
    void a_channel_that_waits_for_a_voice_looks_for_one_five_times_a_second() throws Exception {
        try (Rig rig = new Rig(ChannelSettings.BY_HAND)) {
            rig.pipe.readerComes();
            Announcement a = rig.say("aaaaaaaaaa");
            rig.run(Duration.ofMillis(500));
            long before = rig.main().looks();
            rig.run(Duration.ofSeconds(2));
            // Each attempt is a look that begins it and one at its end.
            assertThat(rig.main().looks() - before).as("looks in two seconds").isBetween(8L, 24L);
            rig.add(new FakeEngine("english", Locale.US, 1000), 0);
            rig.untilDone(a);
            assertThat(a.status().state()).isEqualTo(AnnouncementState.SPOKEN);
        }
    }

    @Test
    void the_progress_of_a_push_is_looked_at_while_something_is_to_be_confirmed_and_not_otherwise() throws Exception {
        try (Rig rig = new Rig("")) {
            rig.add(new FakeEngine("english", Locale.US, 1000), 0);
            rig.pipe.readerComes();
            rig.untilDone(rig.say("aaaaaaaaaa"));
            rig.run(Duration.ofSeconds(1));
            long before = rig.main().looks();
            rig.run(Duration.ofMinutes(1));
            assertThat(rig.main().looks() - before).as("looks in a minute of progress").isZero();
            Announcement a = rig.say("aaaaaaaaaa");
            rig.untilDone(a);
            assertThat(a.status().state()).isEqualTo(AnnouncementState.SPOKEN);
        }
    }

    private final VirtualClock clock = new VirtualClock(-5_000_000_000L);
    private final ControlLoop control = new ControlLoop(clock);

    @Test
    void a_task_is_looked_at_when_it_is_woken_and_when_its_time_has_come_and_not_otherwise() {
        List<Long> looks = new ArrayList<>();
        ControlTask t = control.task("a test", now -> {
            looks.add(now);
            return looks.size() == 1 ? 1_000 : Long.MAX_VALUE;
        });
        control.turn();
        assertThat(looks).as("nobody woke it").isEmpty();
        t.wake();
        t.wake();
        control.turn();
        assertThat(looks).as("two wake-ups, one look").hasSize(1);
        clock.pass(999);
        control.turn();
        assertThat(looks).hasSize(1);
        clock.pass(1);
        control.turn();
        assertThat(looks).as("its time has come").hasSize(2);
        clock.pass(3_600_000_000_000L);
        control.turn();
        assertThat(looks).as("it asked for no time").hasSize(2);
        t.wake();
        control.turn();
        assertThat(looks).hasSize(3);
    }

    @Test
    void a_task_that_wakes_itself_and_one_that_is_always_due_keep_no_other_waiting() {
        List<String> order = new ArrayList<>();
        ControlTask[] self = new ControlTask[1];
        self[0] = control.task("wakes itself", now -> {
            order.add("self");
            self[0].wake();
            return Long.MAX_VALUE;
        });
        ControlTask always = control.task("always due", now -> {
            order.add("always");
            return 0;
        });
        ControlTask other = control.task("other", now -> {
            order.add("other");
            return Long.MAX_VALUE;
        });
        self[0].wake();
        always.wake();
        control.turn();
        other.wake();
        control.turn();
        assertThat(order.subList(0, 2)).containsExactlyInAnyOrder("self", "always");
        assertThat(order.subList(2, 5)).containsExactlyInAnyOrder("self", "always", "other");
        assertThat(order).hasSize(5);
    }

    @Test
    void a_task_that_fails_is_looked_at_again_and_harms_no_other() {
        List<String> order = new ArrayList<>();
        ControlTask bad = control.task("bad", now -> {
            order.add("bad");
            throw new IllegalStateException("as the test wants it");
        });
        ControlTask good = control.task("good", now -> {
            order.add("good");
            return Long.MAX_VALUE;
        });
        bad.wake();
        good.wake();
        control.turn();
        assertThat(order).containsExactlyInAnyOrder("bad", "good");
        clock.pass(500_000_000);
        control.turn();
        assertThat(order).hasSize(3).last().isEqualTo("bad");
    }

    /**
     * Threads change a number, as plain memory, and wake the task that copies it; none of the last changes may be missed. A lost wake-up
     * shows as a copy that never comes.
     */
    @Test
    void no_wake_up_is_lost_and_what_was_written_before_it_is_seen() throws Exception {
        ControlLoop loop = new ControlLoop(MonotonicClock.SYSTEM);
        int number = 8;
        int changes = 10_000;
        long[] written = new long[number * 16];
        AtomicLongArray seen = new AtomicLongArray(number);
        List<ControlTask> tasks = new ArrayList<>();
        for (int i = 0; i < number; i++) {
            int n = i;
            tasks.add(loop.task("t" + i, now -> {
                long read = written[n * 16];
                // A change in this moment comes too late for this look.
                for (int spin = 0; spin < 300; spin++) {
                    Thread.onSpinWait();
                }
                seen.set(n, read);
                return Long.MAX_VALUE;
            }));
        }
        loop.start();
        try {
            List<Thread> writers = new ArrayList<>();
            for (int w = 0; w < 4; w++) {
                int first = w * 2;
                Thread t = new Thread(() -> {
                    for (int c = 1; c <= changes; c++) {
                        for (int n = first; n < first + 2; n++) {
                            written[n * 16] = c;
                            tasks.get(n).wake();
                        }
                        if (c % 5 == 0) {
                            // Lets the loop park, and waits until it has seen this very change.
                            awaitSeen(seen, first, c);
                            awaitSeen(seen, first + 1, c);
                        }
                    }
                }, "writer-" + w);
                writers.add(t);
                t.start();
            }
            for (Thread t : writers) {
                t.join(60_000);
                assertThat(t.isAlive()).as(t.getName() + " waits for a look that never comes").isFalse();
            }
            for (int n = 0; n < number; n++) {
                assertThat(seen.get(n)).isEqualTo(changes);
            }
        } finally {
            loop.stop();
        }
    }

    private static void awaitSeen(AtomicLongArray seen, int n, long value) {
        long last = System.nanoTime() + 90_000_000_000L;
        while (seen.get(n) < value && System.nanoTime() - last < 0) {
            Thread.yield();
        }
    }
}
