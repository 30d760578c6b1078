package announcer.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import announcer.api.Announcement;
import announcer.api.AnnouncementState;
import announcer.api.AnnouncementStatus;
import announcer.api.HistoryQuery;
import announcer.api.Keys;
import announcer.api.Priority;
import announcer.api.Proof;
import announcer.api.RejectedException;
import announcer.api.RejectedException.Reason;
import announcer.api.Request;
import announcer.api.Target;
import announcer.api.UntilHeard;
import announcer.api.journal.JournalEntry;
import announcer.api.journal.JournalException;
import announcer.api.stream.Audience;
import announcer.engine.announcement.TrackedAnnouncement;
import announcer.engine.channel.Channel;
import announcer.engine.channel.ChannelEnd;
import announcer.engine.config.ChannelSettings;
import announcer.engine.config.ChannelSettings.AfterRestart;
import announcer.testing.FakeJournal;

/** Announcements outlive the engine, and are told when they are durable. Another {@link Rig} with the same journal is the next start. */
class JournalTest {
    private final FakeJournal journal = new FakeJournal();
    private final List<Rig> rigs = new ArrayList<>();

    @AfterEach
    void close() {
        rigs.forEach(Rig::close);
    }

    /** A start of the engine, some time after the one before. */
    private Rig start(Duration later) {
        Rig rig = new Rig("");
        rig.wallStep = later;
        rigs.add(rig);
        rig.add(new FakeEngine("english", Locale.US, 1000), 0);
        return rig;
    }

    private Rig withJournal(Duration later) {
        Rig rig = start(later);
        comes(rig);
        return rig;
    }

    /** Returns when the engine has taken up what the journal has. */
    private void comes(Rig rig) {
        rig.engine.recorder().comes(journal);
        settled(rig);
    }

    private void settled(Rig rig) {
        CountDownLatch done = new CountDownLatch(1);
        rig.engine.recorder().later(done::countDown, Duration.ZERO);
        rig.settle(() -> done.getCount() == 0);
    }

    private static AnnouncementState state(Announcement a) {
        return a.status().state();
    }

    private boolean isStored(Announcement a, AnnouncementState state) {
        try {
            return stored(a) == state;
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private AnnouncementState stored(Announcement a) throws Exception {
        return journal.find(a.id()).orElseThrow().state();
    }

    private static Reason reason(Throwable t) {
        return ((RejectedException) t).reason();
    }

    @Test
    void what_was_accepted_is_durable_and_what_becomes_of_it_too() throws Exception {
        Rig rig = withJournal(Duration.ZERO);
        Announcement a = rig.say("aa");
        assertThat(journal.unfinished()).extracting(JournalEntry::status).containsExactly(a.status());
        assertThat(journal.unfinished().get(0).expires()).isEqualTo(a.status().submitted().plus(Duration.ofMinutes(10)));
        rig.pipe.readerComes();
        rig.until(() -> state(a) == AnnouncementState.SPEAKING);
        assertThat(stored(a)).isEqualTo(AnnouncementState.SPEAKING);
        rig.untilDone(a);
        assertThat(journal.find(a.id())).contains(a.status());
        assertThat(rig.admission.search(HistoryQuery.newest(10))).containsExactly(a.status());
        assertThat(rig.engine.recorder().status()).isPresent();
    }

    @Test
    void an_outcome_is_told_when_it_is_durable() throws Exception {
        Rig rig = withJournal(Duration.ZERO);
        rig.pipe.readerComes();
        Announcement a = rig.say("aa");
        rig.until(() -> state(a) == AnnouncementState.SPEAKING);
        journal.hold();
        rig.run(Duration.ofSeconds(3));
        assertThat(rig.framesOf(1000)).isEqualTo(20);
        assertThat(state(a)).isEqualTo(AnnouncementState.SPEAKING);
        assertThat(a.done().toCompletableFuture()).isNotDone();
        // What comes next does not wait for that.
        Announcement b = rig.say("aa");
        rig.until(() -> rig.framesOf(1000) == 40);
        journal.release();
        assertThat(a.done().toCompletableFuture().get(10, TimeUnit.SECONDS).state()).isEqualTo(AnnouncementState.SPOKEN);
        rig.untilDone(b);
        assertThat(stored(a)).isEqualTo(AnnouncementState.SPOKEN);
    }

    @Test
    void what_cannot_be_made_durable_is_refused_and_the_rest_is_spoken_on() throws Exception {
        Rig rig = withJournal(Duration.ZERO);
        Announcement a = rig.say("aa");
        journal.fail(new JournalException("the disk is full; make room", true, null));
        assertThatThrownBy(() -> rig.say("bb")).hasMessageContaining("make room")
                .satisfies(e -> assertThat(reason(e)).isEqualTo(Reason.STORE_FULL));
        journal.fail(new JournalException("the disk is broken", false, null));
        assertThatThrownBy(() -> rig.say("bb")).satisfies(e -> assertThat(reason(e)).isEqualTo(Reason.STORE_FAILED));
        rig.pipe.readerComes();
        rig.untilDone(a);
        assertThat(state(a)).isEqualTo(AnnouncementState.SPOKEN);
        assertThat(rig.framesOf(1000)).isEqualTo(20);
        assertThat(rig.engine.recorder().status().orElseThrow().problem()).isPresent();
        assertThatThrownBy(() -> rig.admission.search(HistoryQuery.newest(1))).hasMessageContaining("broken");
        journal.fail(null);
        // Its outcome is durable as soon as that is possible.
        comes(rig);
        assertThat(journal.find(a.id())).contains(a.status());
        assertThat(rig.engine.recorder().status().orElseThrow().problem()).isEmpty();
    }

    @Test
    void an_outcome_that_cannot_be_written_at_once_is_told_when_it_is_durable() throws Exception {
        Rig rig = withJournal(Duration.ZERO);
        rig.engine.recorder().patience(Duration.ofMinutes(10));
        rig.pipe.readerComes();
        Announcement a = rig.say("aa");
        rig.until(() -> state(a) == AnnouncementState.SPEAKING);
        journal.fail(new JournalException("the disk is full", true, null));
        rig.run(Duration.ofSeconds(3));
        assertThat(rig.framesOf(1000)).isEqualTo(20);
        assertThat(state(a)).isEqualTo(AnnouncementState.SPEAKING);
        journal.fail(null);
        assertThat(a.done().toCompletableFuture().get(30, TimeUnit.SECONDS).state()).isEqualTo(AnnouncementState.SPOKEN);
        assertThat(stored(a)).isEqualTo(AnnouncementState.SPOKEN);
    }

    @Test
    void an_outcome_that_cannot_be_written_for_long_is_told_all_the_same() throws Exception {
        Rig rig = withJournal(Duration.ZERO);
        rig.engine.recorder().patience(Duration.ofSeconds(1));
        rig.pipe.readerComes();
        Announcement a = rig.say("aa");
        rig.until(() -> state(a) == AnnouncementState.SPEAKING);
        journal.fail(new JournalException("the disk is full", true, null));
        rig.run(Duration.ofSeconds(3));
        assertThat(a.done().toCompletableFuture().get(30, TimeUnit.SECONDS).state()).isEqualTo(AnnouncementState.SPOKEN);
        journal.fail(null);
        rig.settle(() -> isStored(a, AnnouncementState.SPOKEN));
    }

    @Test
    void one_that_a_full_queue_refuses_is_not_in_the_journal() throws Exception {
        Rig rig = withJournal(Duration.ZERO);
        for (int i = 0; i < 5; i++) {
            rig.say("x");
        }
        assertThatThrownBy(() -> rig.say("x")).satisfies(e -> assertThat(reason(e)).isEqualTo(Reason.QUEUE_FULL));
        assertThat(journal.unfinished()).hasSize(5);
    }

    @Test
    void after_a_kill_the_queue_is_as_it_was() throws Exception {
        Rig killed = withJournal(Duration.ZERO);
        killed.pipe.readerComes();
        Announcement spoken = killed.say("a");
        killed.untilDone(spoken);
        killed.pipe.readerGoes();
        killed.run(Duration.ofMillis(200));
        Announcement first = killed.say(Request.of("aa"));
        Announcement second = killed.say(Request.of("bbbb").withKeys(Keys.NONE.withGroup("g").withSupersede("s")));
        Announcement urgent = killed.say(Request.of("cccccc").withPriority(Priority.URGENT));
        Rig next = withJournal(Duration.ofSeconds(20));
        assertThat(next.admission.recent(10)).extracting(Announcement::id).containsExactly(urgent.id(), second.id(), first.id());
        Announcement again = next.admission.find(second.id()).orElseThrow();
        assertThat(again.status().request()).isEqualTo(second.status().request());
        assertThat(again.status().submitted()).isEqualTo(second.status().submitted());
        assertThat(next.admission.find(spoken.id()).orElseThrow().status()).isEqualTo(spoken.status());
        next.pipe.readerComes();
        next.untilDone(again);
        assertThat(next.admission.recent(10)).allSatisfy(a -> assertThat(state(a)).isEqualTo(AnnouncementState.SPOKEN));
        assertThat(started(next, urgent)).isBefore(started(next, first));
        assertThat(started(next, first)).isBefore(started(next, second));
        assertThat(next.framesOf(1000)).isEqualTo(10 * (2 + 4 + 6));
        Rig last = withJournal(Duration.ofSeconds(40));
        assertThat(last.admission.recent(10)).isEmpty();
        assertThat(last.say("x").id()).isNotIn(first.id(), second.id(), urgent.id());
    }

    private static Instant started(Rig rig, Announcement a) {
        return found(rig, a).started().orElseThrow();
    }

    @Test
    void a_call_of_yesterday_is_not_spoken() throws Exception {
        Announcement a = withJournal(Duration.ZERO).say(Request.of("aa").withTimeToLive(Duration.ofSeconds(30)));
        Announcement b = rigs.get(0).say(Request.of("aa").withTimeToLive(Duration.ofSeconds(90)));
        Rig next = withJournal(Duration.ofSeconds(60));
        assertThat(stored(a)).isEqualTo(AnnouncementState.EXPIRED);
        assertThat(next.admission.find(a.id()).orElseThrow().status().cause().orElseThrow()).contains("not running");
        Announcement again = next.admission.find(b.id()).orElseThrow();
        assertThat(state(again).isFinal()).isFalse();
        // Its time goes on where it was.
        next.run(Duration.ofSeconds(28));
        assertThat(state(again).isFinal()).isFalse();
        next.run(Duration.ofSeconds(4));
        assertThat(state(again)).isEqualTo(AnnouncementState.EXPIRED);
    }

    private Announcement interrupted(AfterRestart rule) throws Exception {
        Rig killed = withJournal(Duration.ZERO);
        killed.pipe.readerComes();
        Announcement a = killed.say("aaaaaaaaaaaaaaaaaaaa");
        killed.until(() -> killed.framesOf(1000) > 50);
        assertThat(stored(a)).isEqualTo(AnnouncementState.SPEAKING);
        Rig next = start(Duration.ofSeconds(5));
        next.channels.put(next.main().settings().withAfterRestart(rule));
        next.run(Duration.ofMillis(50));
        next.pipe.readerComes();
        comes(next);
        return next.admission.find(a.id()).orElseThrow();
    }

    @Test
    void the_interrupted_one_is_spoken_from_its_start() throws Exception {
        Announcement a = interrupted(AfterRestart.REPEAT);
        rigs.get(1).untilDone(a);
        assertThat(state(a)).isEqualTo(AnnouncementState.SPOKEN);
        assertThat(rigs.get(1).framesOf(1000)).isEqualTo(200);
    }

    @Test
    void the_interrupted_one_is_dropped_where_the_channel_says_so() throws Exception {
        Announcement a = interrupted(AfterRestart.DROP);
        assertThat(state(a)).isEqualTo(AnnouncementState.FAILED);
        assertThat(a.status().cause().orElseThrow()).contains("afterRestart");
        rigs.get(1).run(Duration.ofSeconds(5));
        assertThat(rigs.get(1).framesOf(1000)).isZero();
    }

    @Test
    void what_waits_is_left_to_the_next_start_when_the_engine_stops() throws Exception {
        Rig rig = withJournal(Duration.ZERO);
        Announcement a = rig.say("aa");
        Channel main = rig.main();
        rig.channels.remove(main.settings().pid(), ChannelEnd.STOPPED);
        rig.settle(main::isClosed);
        assertThat(stored(a)).isEqualTo(AnnouncementState.QUEUED);
        assertThat(a.done().toCompletableFuture()).isNotDone();
        assertThat(withJournal(Duration.ofSeconds(5)).admission.recent(1)).extracting(Announcement::id).containsExactly(a.id());
    }

    @Test
    void what_ends_with_its_channel_does_not_come_back() throws Exception {
        Rig rig = withJournal(Duration.ZERO);
        Announcement a = rig.say("aa");
        rig.channels.remove(rig.main().settings().pid(), ChannelEnd.REMOVED);
        rig.settle(() -> state(a) == AnnouncementState.CANCELLED);
        assertThat(stored(a)).isEqualTo(AnnouncementState.CANCELLED);
    }

    @Test
    void a_journal_that_comes_later_is_told_of_what_waits_and_of_what_has_ended() throws Exception {
        Rig rig = start(Duration.ZERO);
        assertThat(rig.engine.recorder().status()).isEmpty();
        rig.pipe.readerComes();
        Announcement spoken = rig.say("aa");
        rig.untilDone(spoken);
        rig.pause(true);
        Announcement waits = rig.say("bb");
        comes(rig);
        assertThat(journal.find(spoken.id())).contains(spoken.status());
        assertThat(journal.unfinished()).extracting(e -> e.status().id()).containsExactly(waits.id());
        rig.pause(false);
        rig.untilDone(waits);
        assertThat(stored(waits)).isEqualTo(AnnouncementState.SPOKEN);
        assertThat(rig.framesOf(1000)).isEqualTo(40);
    }

    @Test
    void a_journal_that_goes_and_comes_back_has_missed_nothing() throws Exception {
        Rig rig = withJournal(Duration.ZERO);
        Announcement a = rig.say("aa");
        for (int update = 0; update < 10; update++) {
            rig.engine.recorder().goes(journal);
            Announcement meanwhile = rig.say("x");
            rig.pipe.readerComes();
            rig.untilDone(meanwhile);
            rig.pipe.readerGoes();
            rig.run(Duration.ofMillis(200));
            assertThat(journal.find(meanwhile.id())).isEmpty();
            comes(rig);
            assertThat(stored(meanwhile)).isEqualTo(AnnouncementState.SPOKEN);
        }
        assertThat(state(a)).isEqualTo(AnnouncementState.SPOKEN);
        assertThat(stored(a)).isEqualTo(AnnouncementState.SPOKEN);
        assertThat(journal.unfinished()).isEmpty();
        assertThat(rig.admission.recent(100)).hasSize(11);
    }

    @Test
    void a_key_from_before_the_start_is_known() throws Exception {
        Request r = Request.of("aa").withKeys(Keys.NONE.withIdempotency("k"));
        Rig before = withJournal(Duration.ZERO);
        before.pipe.readerComes();
        Announcement spoken = before.say(r);
        before.untilDone(spoken);
        Announcement waits = before.say(Request.of("bb").withKeys(Keys.NONE.withIdempotency("k2")));
        Rig next = withJournal(Duration.ofHours(1));
        assertThat(next.say(r).status()).isEqualTo(spoken.status());
        assertThat(next.say(r).done().toCompletableFuture()).isCompletedWithValue(spoken.status());
        assertThatThrownBy(() -> next.say(Request.of("other").withKeys(Keys.NONE.withIdempotency("k"))))
                .hasMessageNotContaining(spoken.id())
                .satisfies(e -> assertThat(reason(e)).isEqualTo(Reason.KEY_REUSED));
        assertThat(next.say(Request.of("bb").withKeys(Keys.NONE.withIdempotency("k2"))).id()).isEqualTo(waits.id());
        // The window is 24 h.
        next.wallStep = Duration.ofHours(30);
        assertThat(next.say(r).id()).isNotEqualTo(spoken.id());
    }

    @Test
    void a_key_from_before_the_start_is_known_also_when_what_waits_could_not_be_read() throws Exception {
        Request r = Request.of("aa").withKeys(Keys.NONE.withIdempotency("k"));
        Announcement waits = withJournal(Duration.ZERO).say(r);
        AtomicBoolean failed = new AtomicBoolean();
        journal.atUnfinished(() -> {
            if (!failed.getAndSet(true)) {
                throw new JournalException("it is being read by 4 others", false, null);
            }
        });
        Rig next = withJournal(Duration.ofSeconds(5));
        Announcement repeated = next.say(r);
        assertThat(repeated.id()).isEqualTo(waits.id());
        assertThat(state(repeated)).isEqualTo(AnnouncementState.QUEUED);
        comes(next);
        next.pipe.readerComes();
        next.until(() -> found(next, waits).state() == AnnouncementState.SPOKEN);
        next.run(Duration.ofSeconds(3));
        assertThat(next.framesOf(1000)).as("spoken once").isEqualTo(20);
    }

    @Test
    void one_that_is_cancelled_while_what_waits_is_read_again_does_not_come_back() throws Exception {
        Rig before = withJournal(Duration.ZERO);
        before.settle(() -> !before.voicesSeen.all().isEmpty());
        Announcement a = before.say(Request.of("aa").withVoice("english/v"));
        Rig next = new Rig("");
        rigs.add(next);
        comes(next);
        next.settle(() -> found(next, a).cause().isPresent());
        Announcement waiting = next.admission.find(a.id()).orElseThrow();
        List<Boolean> cancelled = new CopyOnWriteArrayList<>();
        journal.atUnfinished(() -> cancelled.add(waiting.cancel("nobody needs it")));
        comes(next);
        assertThat(cancelled).containsExactly(true);
        assertThat(found(next, a).state()).isEqualTo(AnnouncementState.CANCELLED);
        next.add(new FakeEngine("english", Locale.US, 1000), 0);
        next.pipe.readerComes();
        next.run(Duration.ofSeconds(3));
        assertThat(next.framesOf(1000)).isZero();
    }

    @Test
    void one_that_is_not_taken_up_yet_is_no_other_when_it_is_cancelled() throws Exception {
        Announcement a = withJournal(Duration.ZERO).say("aa");
        CountDownLatch reading = new CountDownLatch(1);
        CountDownLatch free = new CountDownLatch(1);
        journal.atUnfinished(() -> {
            reading.countDown();
            await(free);
        });
        Rig next = start(Duration.ofSeconds(5));
        next.engine.recorder().comes(journal);
        await(reading);
        CompletableFuture<Boolean> cancelled = CompletableFuture.supplyAsync(() -> lookUp(next, a).cancel("not needed"));
        // It is not told what is not known yet.
        assertThatThrownBy(() -> cancelled.get(100, TimeUnit.MILLISECONDS)).isInstanceOf(TimeoutException.class);
        free.countDown();
        assertThat(cancelled.get(10, TimeUnit.SECONDS)).isTrue();
        next.settle(() -> isStored(a, AnnouncementState.CANCELLED));
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void one_that_cannot_be_looked_up_is_not_said_to_be_unknown() throws Exception {
        Announcement a = withJournal(Duration.ZERO).say("aa");
        AtomicBoolean failing = new AtomicBoolean(true);
        journal.atUnfinished(() -> {
            if (failing.get()) {
                throw new JournalException("it is being read by 4 others", false, null);
            }
        });
        Rig next = withJournal(Duration.ofSeconds(5));
        // Whoever withdraws it would be told that it has an outcome, and hear it nevertheless.
        assertThatThrownBy(() -> next.admission.find(a.id())).isInstanceOf(IOException.class).hasMessageContaining("try again");
        assertThat(next.admission.find("nobody")).isEmpty();
        failing.set(false);
        comes(next);
        assertThat(found(next, a).state().isFinal()).isFalse();
        journal.fail(new JournalException("the disk is broken", false, null));
        assertThat(found(next, a).state().isFinal()).isFalse();
        assertThatThrownBy(() -> next.admission.find("nobody")).isInstanceOf(IOException.class).hasMessageContaining("disk is broken");
    }

    @Test
    void an_outcome_on_which_another_journal_comes_is_in_that_one() throws Exception {
        Rig rig = withJournal(Duration.ZERO);
        Announcement a = rig.say("aa");
        FakeJournal other = new FakeJournal();
        other.atUnfinished(() -> ((TrackedAnnouncement) a).end(AnnouncementState.SPOKEN, Optional.empty(), rig.shared.instant()));
        rig.engine.recorder().goes(journal);
        rig.engine.recorder().comes(other);
        settled(rig);
        settled(rig);
        assertThat(other.find(a.id()).map(AnnouncementStatus::state)).contains(AnnouncementState.SPOKEN);
    }

    @Test
    void an_outcome_that_a_damaged_journal_has_lost_is_written_again() throws Exception {
        Rig rig = withJournal(Duration.ZERO);
        Announcement a = rig.say("aa");
        JournalEntry before = journal.unfinished().get(0);
        rig.pipe.readerComes();
        rig.untilDone(a);
        // One that was begun with what could be read of the former.
        FakeJournal other = new FakeJournal();
        other.accept(before);
        rig.engine.recorder().goes(journal);
        rig.engine.recorder().comes(other);
        settled(rig);
        assertThat(other.find(a.id())).contains(a.status());
        assertThat(rig.framesOf(1000)).isEqualTo(20);
    }

    @Test
    void one_that_waits_to_be_taken_up_and_is_cancelled_on_which_another_journal_comes_is_in_that_one() throws Exception {
        Rig before = withJournal(Duration.ZERO);
        before.settle(() -> !before.voicesSeen.all().isEmpty());
        Announcement a = before.say(Request.of("aa").withVoice("english/v"));
        Rig next = new Rig("");
        rigs.add(next);
        comes(next);
        next.settle(() -> found(next, a).cause().isPresent());
        Announcement waiting = next.admission.find(a.id()).orElseThrow();
        FakeJournal other = new FakeJournal();
        other.atAccept(() -> waiting.cancel("nobody needs it"));
        next.engine.recorder().goes(journal);
        next.engine.recorder().comes(other);
        settled(next);
        settled(next);
        assertThat(other.find(a.id()).map(AnnouncementStatus::state)).contains(AnnouncementState.CANCELLED);
        assertThat(other.unfinished()).isEmpty();
    }

    @Test
    void it_waits_for_its_channel_and_for_its_voice_and_fails_when_it_cannot_be_spoken_any_more() throws Exception {
        Rig before = withJournal(Duration.ZERO);
        before.settle(() -> !before.voicesSeen.all().isEmpty());
        Announcement plain = before.say("aa");
        Announcement voiced = before.say(Request.of("aa").withVoice("english/v"));
        Announcement stranger = stranger("hall", Request.of("aa").withChannel("hall"));
        Announcement unfit = stranger("unfit", Request.ofSsml("<speak>aa"));
        Rig next = new Rig("");
        rigs.add(next);
        ChannelSettings main = next.main().settings();
        next.channels.remove(main.pid(), ChannelEnd.REMOVED);
        next.settle(() -> next.channels.find("main").isEmpty());
        comes(next);
        assertThat(next.admission.find(plain.id()).orElseThrow().status().cause().orElseThrow()).contains("no channel \"main\"");
        next.channels.put(main);
        next.settle(() -> found(next, plain).cause().isEmpty());
        next.settle(() -> found(next, voiced).cause().filter(c -> c.contains("no voice")).isPresent());
        next.settle(() -> found(next, unfit).state() == AnnouncementState.FAILED);
        assertThat(found(next, unfit).cause().orElseThrow()).contains("after the restart").contains("SSML");
        assertThat(next.admission.find(stranger.id()).orElseThrow().cancel("nobody needs it")).isTrue();
        assertThat(stored(stranger)).isEqualTo(AnnouncementState.CANCELLED);
        next.add(new FakeEngine("english", Locale.US, 1000), 0);
        next.settle(() -> found(next, voiced).cause().isEmpty());
        next.pipe.readerComes();
        next.until(() -> found(next, voiced).state() == AnnouncementState.SPOKEN);
        assertThat(found(next, plain).state()).isEqualTo(AnnouncementState.SPOKEN);
    }

    @Test
    void an_outcome_that_overtakes_the_hand_over_is_not_undone() throws Exception {
        Rig rig = withJournal(Duration.ZERO);
        Announcement a = rig.say("aa");
        // One that was begun anew, because the former was damaged: it knows nothing.
        FakeJournal other = new FakeJournal();
        AtomicInteger times = new AtomicInteger();
        other.atAccept(() -> {
            if (times.getAndIncrement() == 0) {
                ((TrackedAnnouncement) a).end(AnnouncementState.SPOKEN, Optional.empty(), rig.shared.instant());
            }
        });
        rig.engine.recorder().goes(journal);
        rig.engine.recorder().comes(other);
        settled(rig);
        settled(rig);
        assertThat(other.find(a.id()).orElseThrow().state()).isEqualTo(AnnouncementState.SPOKEN);
        assertThat(other.unfinished()).isEmpty();
    }

    @Test
    void what_waited_is_taken_up_although_the_disk_is_full() throws Exception {
        Announcement before = withJournal(Duration.ZERO).say("aa");
        Rig next = start(Duration.ofSeconds(5));
        Announcement inMemory = next.say("bb");
        journal.full(new JournalException("the disk is full", true, null));
        comes(next);
        assertThat(next.engine.recorder().status().orElseThrow().problem().orElseThrow()).contains("the disk is full");
        next.pipe.readerComes();
        next.untilDone(next.admission.find(before.id()).orElseThrow());
        next.untilDone(inMemory);
        journal.full(null);
        comes(next);
        assertThat(stored(inMemory)).isEqualTo(AnnouncementState.SPOKEN);
        assertThat(stored(before)).isEqualTo(AnnouncementState.SPOKEN);
        assertThat(next.engine.recorder().status().orElseThrow().problem()).isEmpty();
    }

    @Test
    void one_that_waits_for_its_voice_does_not_replace_a_younger_one_with_its_supersede_key() throws Exception {
        Keys key = Keys.NONE.withSupersede("s");
        Rig before = withJournal(Duration.ZERO);
        before.settle(() -> !before.voicesSeen.all().isEmpty());
        Announcement old = before.say(Request.of("aa").withVoice("english/v").withKeys(key));
        Rig next = new Rig("");
        rigs.add(next);
        next.wallStep = Duration.ofSeconds(5);
        comes(next);
        next.settle(() -> found(next, old).cause().filter(c -> c.contains("no voice")).isPresent());
        Announcement young = next.say(Request.of("bb").withKeys(key));
        assertThat(found(next, old).state()).isEqualTo(AnnouncementState.CANCELLED);
        assertThat(found(next, old).cause().orElseThrow()).contains(young.id());
        assertThat(stored(old)).isEqualTo(AnnouncementState.CANCELLED);
        next.add(new FakeEngine("english", Locale.US, 1000), 0);
        next.pipe.readerComes();
        next.untilDone(young);
        assertThat(state(young)).isEqualTo(AnnouncementState.SPOKEN);
    }

    @Test
    void a_clock_that_was_set_back_leaves_no_more_than_its_time_to_live() throws Exception {
        Request r = Request.of("aa").withTimeToLive(Duration.ofSeconds(30));
        Announcement a = withJournal(Duration.ZERO).say(r);
        Announcement begun = begun("begun", r, AnnouncementState.QUEUED, Duration.ofSeconds(20), Proof.NONE);
        Rig next = withJournal(Duration.ofHours(-1));
        next.run(Duration.ofSeconds(28));
        assertThat(List.of(a, begun)).allSatisfy(b -> assertThat(found(next, b).state().isFinal()).isFalse());
        next.run(Duration.ofSeconds(4));
        assertThat(List.of(a, begun)).allSatisfy(b -> assertThat(found(next, b).state()).isEqualTo(AnnouncementState.EXPIRED));
    }

    @Test
    void outcomes_that_could_not_be_written_are_written_at_the_stop() throws Exception {
        Rig rig = withJournal(Duration.ZERO);
        Announcement a = rig.say("aa");
        journal.fail(new JournalException("the disk is broken", false, null));
        rig.pipe.readerComes();
        rig.untilDone(a);
        journal.fail(null);
        assertThat(stored(a)).isNotEqualTo(AnnouncementState.SPOKEN);
        rig.engine.recorder().stop();
        assertThat(stored(a)).isEqualTo(AnnouncementState.SPOKEN);
    }

    @Test
    void dropping_concerns_only_what_was_being_spoken() throws Exception {
        withJournal(Duration.ZERO);
        Instant at = rigs.get(0).shared.instant();
        AnnouncementStatus cut = new AnnouncementStatus("cut", Request.of("aa"), AnnouncementState.QUEUED,
                Optional.of("an emergency was let before it"), Optional.empty(), at, Optional.of(at), Optional.empty(), 1);
        journal.accept(new JournalEntry(cut, at.plusSeconds(600)));
        Rig next = start(Duration.ofSeconds(5));
        next.channels.put(next.main().settings().withAfterRestart(AfterRestart.DROP));
        next.run(Duration.ofMillis(50));
        next.pipe.readerComes();
        comes(next);
        Announcement again = next.admission.find("cut").orElseThrow();
        next.untilDone(again);
        assertThat(state(again)).isEqualTo(AnnouncementState.SPOKEN);
        // It goes on where it was.
        assertThat(again.status().sendings()).isEqualTo(2);
    }

    /** A row of an announcement that began {@code started} after it was accepted, at the first start. */
    private Announcement begun(String id, Request r, AnnouncementState state, Duration started, Proof proof) throws Exception {
        Instant at = rigs.get(0).shared.instant();
        AnnouncementStatus s = new AnnouncementStatus(id, r, state, Optional.empty(), Optional.empty(), at, Optional.of(at.plus(started)),
                Optional.empty(), 1, proof);
        return kept(s, at.plus(r.timeToLive().orElseThrow()));
    }

    /** A row of one that was spoken, that no player received, and that waits for its pause to end. */
    private Announcement unheard(String id, Request r, Duration confirmed) throws Exception {
        Instant at = rigs.get(0).shared.instant().plus(confirmed);
        return begun(id, r, AnnouncementState.QUEUED, confirmed.minusSeconds(1),
                Proof.NONE.withMade(at.minusSeconds(1)).withPlayed(at, at, Optional.of(new Audience(0, 0))));
    }

    private static Request untilHeard(Duration pause) {
        return Request.of("aa").withUntilHeard(new UntilHeard(3, pause)).withTimeToLive(Duration.ofSeconds(60));
    }

    @Test
    void what_never_was_spoken_whole_is_not_told_as_spoken_after_a_restart() throws Exception {
        Rig killed = withJournal(Duration.ZERO);
        killed.pipe.readerComes();
        Announcement a = killed.say(untilHeard(Duration.ofSeconds(10)));
        // Its reader is lost in mid-sentence, twice.
        for (int run = 1; run <= 2; run++) {
            killed.until(() -> state(a) == AnnouncementState.SPEAKING);
            killed.pipe.readerGoes();
            killed.until(() -> state(a) == AnnouncementState.QUEUED);
            assertThat(journal.find(a.id()).orElseThrow().sendings()).isEqualTo(run);
            killed.pusher.nextRun();
            if (run == 1) {
                killed.pipe.readerComes();
            }
        }
        Rig next = withJournal(Duration.ofSeconds(5));
        Announcement again = next.admission.find(a.id()).orElseThrow();
        next.untilDone(again);
        assertThat(again.status().cause().orElseThrow()).contains("time-to-live").doesNotContain("no player");
        assertThat(state(again)).isEqualTo(AnnouncementState.EXPIRED);
    }

    @Test
    void one_that_was_spoken_whole_and_waits_for_a_player_is_told_as_spoken_after_a_restart() throws Exception {
        withJournal(Duration.ZERO);
        Announcement a = unheard("a", untilHeard(Duration.ofSeconds(10)), Duration.ofSeconds(5));
        Rig next = withJournal(Duration.ofSeconds(20));
        Announcement again = next.admission.find(a.id()).orElseThrow();
        next.untilDone(again);
        assertThat(again.status().cause().orElseThrow()).contains("no player received it", "had no reader");
        assertThat(state(again)).isEqualTo(AnnouncementState.SPOKEN);
    }

    @Test
    void one_that_waits_to_be_heard_and_for_its_channel_tells_both_at_its_end() throws Exception {
        withJournal(Duration.ZERO);
        Announcement a = unheard("a", untilHeard(Duration.ofSeconds(10)), Duration.ofSeconds(5));
        Rig next = start(Duration.ofSeconds(20));
        ChannelSettings main = next.main().settings();
        next.channels.remove(main.pid(), ChannelEnd.REMOVED);
        next.settle(() -> next.channels.find("main").isEmpty());
        comes(next);
        next.wallStep = Duration.ofHours(1);
        next.channels.put(main);
        next.settle(() -> found(next, a).state().isFinal());
        assertThat(found(next, a).state()).isEqualTo(AnnouncementState.SPOKEN);
        assertThat(found(next, a).cause().orElseThrow()).contains("no player received it", "there is no channel \"main\"");
    }

    @Test
    void those_that_wait_to_be_heard_are_not_spoken_late_after_a_restart() throws Exception {
        withJournal(Duration.ZERO);
        List<Announcement> all = new ArrayList<>();
        for (String id : List.of("a", "b", "c", "d")) {
            all.add(unheard(id, untilHeard(Duration.ofSeconds(10)), Duration.ofSeconds(2)));
        }
        // Each is due 12 s after it was accepted, and waits for 60 s then.
        Rig next = withJournal(Duration.ofSeconds(5));
        next.run(Duration.ofSeconds(64));
        assertThat(all).allSatisfy(a -> assertThat(found(next, a).state().isFinal()).isFalse());
        next.run(Duration.ofSeconds(4));
        assertThat(all).allSatisfy(a -> assertThat(found(next, a).state()).isEqualTo(AnnouncementState.SPOKEN));
    }

    @Test
    void one_that_waits_to_be_heard_is_spoken_again_though_the_time_to_live_of_its_first_time_is_over() throws Exception {
        withJournal(Duration.ZERO);
        Announcement a = unheard("a", untilHeard(Duration.ofSeconds(120)), Duration.ofSeconds(30));
        // It is due after 150 s, and waits for 60 s then.
        Announcement late = unheard("late", untilHeard(Duration.ofSeconds(10)), Duration.ofSeconds(30));
        Rig next = start(Duration.ofSeconds(205));
        next.pipe.readerComes();
        comes(next);
        assertThat(found(next, late).state()).isEqualTo(AnnouncementState.SPOKEN);
        assertThat(found(next, late).cause().orElseThrow()).contains("no player received it", "while Announcer was not running");
        Announcement again = next.admission.find(a.id()).orElseThrow();
        next.untilDone(again);
        assertThat(again.status().sendings()).isEqualTo(2);
        assertThat(next.framesOf(1000)).isEqualTo(20);
    }

    @Test
    void what_was_cut_after_its_first_deadline_is_spoken_after_an_update() throws Exception {
        Rig updated = withJournal(Duration.ZERO);
        Announcement a = updated.say(Request.of("a".repeat(100)).withTimeToLive(Duration.ofSeconds(60)));
        updated.run(Duration.ofSeconds(50));
        updated.pipe.readerComes();
        updated.until(() -> state(a) == AnnouncementState.SPEAKING);
        updated.run(Duration.ofSeconds(15));
        Announcement emergency = updated.say(Request.of("bb").withPriority(Priority.EMERGENCY));
        updated.until(() -> state(a) == AnnouncementState.QUEUED);
        Rig next = start(Duration.ofSeconds(68));
        next.pipe.readerComes();
        comes(next);
        Announcement again = next.admission.find(a.id()).orElseThrow();
        next.untilDone(again);
        assertThat(state(again)).as("%s", again.status()).isEqualTo(AnnouncementState.SPOKEN);
        assertThat(started(next, emergency)).isBefore(again.status().started().orElseThrow());
        assertThat(next.framesOf(1000)).isEqualTo(1000 + 20);
    }

    @Test
    void one_that_began_in_its_time_is_repeated_within_as_long_and_not_the_next_morning() throws Exception {
        withJournal(Duration.ZERO);
        Request r = Request.of("aa").withTimeToLive(Duration.ofSeconds(60));
        Announcement old = begun("old", r, AnnouncementState.SPEAKING, Duration.ofSeconds(1), Proof.NONE);
        Announcement a = begun("a", r, AnnouncementState.SPEAKING, Duration.ofSeconds(50), Proof.NONE);
        Rig next = withJournal(Duration.ofSeconds(80));
        assertThat(found(next, old).state()).isEqualTo(AnnouncementState.EXPIRED);
        assertThat(found(next, old).cause().orElseThrow()).contains("before it could be spoken again").doesNotContain("not running");
        next.run(Duration.ofSeconds(28));
        assertThat(found(next, a).state().isFinal()).isFalse();
        next.run(Duration.ofSeconds(4));
        assertThat(found(next, a).state()).isEqualTo(AnnouncementState.EXPIRED);
    }

    @Test
    void a_part_that_was_cut_after_its_first_deadline_is_spoken_after_a_restart() throws Exception {
        withJournal(Duration.ZERO);
        Instant at = rigs.get(0).shared.instant();
        Request r = Request.of("aa").withTarget(new Target.Channels(List.of("main"))).withTimeToLive(Duration.ofSeconds(60));
        AnnouncementStatus part = new AnnouncementStatus(AnnouncementStatus.partId("w", "main"), r.onChannel("main"),
                AnnouncementState.QUEUED, Optional.of("an emergency was let before it"), Optional.empty(), at,
                Optional.of(at.plusSeconds(50)), Optional.empty(), 1);
        journal.accept(new JournalEntry(new AnnouncementStatus("w", r, part.state(), part.cause(), part.voice(), at, part.started(),
                Optional.empty(), 1, Proof.NONE, List.of(part)), at.plusSeconds(60)));
        Rig next = start(Duration.ofSeconds(80));
        next.pipe.readerComes();
        comes(next);
        Announcement whole = next.admission.find("w").orElseThrow();
        next.untilDone(whole);
        assertThat(state(whole)).as("%s", whole.status()).isEqualTo(AnnouncementState.SPOKEN);
    }

    @Test
    void a_withdrawn_one_does_not_come_back() throws Exception {
        Rig rig = withJournal(Duration.ZERO);
        Announcement a = rig.say("aa");
        assertThat(a.cancel("nobody needs it")).isTrue();
        Channel main = rig.main();
        rig.channels.remove(main.settings().pid(), ChannelEnd.STOPPED);
        rig.settle(main::isClosed);
        assertThat(stored(a)).isEqualTo(AnnouncementState.CANCELLED);
        assertThat(a.done().toCompletableFuture().get(10, TimeUnit.SECONDS).cause()).contains("nobody needs it");
    }

    @Test
    void who_found_one_before_it_was_taken_up_sees_what_becomes_of_it() throws Exception {
        Rig before = withJournal(Duration.ZERO);
        before.settle(() -> !before.voicesSeen.all().isEmpty());
        Announcement a = before.say(Request.of("aa").withVoice("english/v"));
        Rig next = new Rig("");
        rigs.add(next);
        comes(next);
        Announcement waiting = next.admission.find(a.id()).orElseThrow();
        next.settle(() -> waiting.status().cause().isPresent());
        next.add(new FakeEngine("english", Locale.US, 1000), 0);
        next.settle(() -> waiting.status().cause().isEmpty());
        next.pipe.readerComes();
        next.untilDone(waiting);
        assertThat(state(waiting)).isEqualTo(AnnouncementState.SPOKEN);
        assertThat(waiting.done().toCompletableFuture().get(10, TimeUnit.SECONDS)).isEqualTo(waiting.status());
        assertThat(waiting.cancel("too late")).isFalse();
    }

    @Test
    void the_key_of_one_that_was_refused_late_is_free() throws Exception {
        Rig rig = withJournal(Duration.ZERO);
        Request r = Request.of("aa").withKeys(Keys.NONE.withIdempotency("k"));
        // Written, refused, and not forgotten yet.
        String id = rig.say("x").id();
        Announcement refused = stranger(id.substring(0, id.indexOf('-')) + "-refused", r);
        Announcement a = rig.say(r);
        assertThat(a.id()).isNotEqualTo(refused.id());
        assertThat(rig.say(r).id()).isEqualTo(a.id());
    }

    private static AnnouncementStatus found(Rig rig, Announcement a) {
        return lookUp(rig, a).status();
    }

    private static Announcement lookUp(Rig rig, Announcement a) {
        try {
            return rig.admission.find(a.id()).orElseThrow();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    /** One that another engine accepted. */
    private Announcement stranger(String id, Request r) throws Exception {
        Instant at = rigs.get(0).shared.instant();
        AnnouncementStatus s = new AnnouncementStatus(id, r, AnnouncementState.QUEUED, Optional.empty(), Optional.empty(), at,
                Optional.empty(),
                Optional.empty(), 0);
        return kept(s, at.plusSeconds(600));
    }

    private Announcement kept(AnnouncementStatus s, Instant expires) throws Exception {
        journal.accept(new JournalEntry(s, expires));
        Supplier<AnnouncementStatus> status = () -> s;
        return new Announcement() {
            @Override
            public String id() {
                return s.id();
            }

            @Override
            public AnnouncementStatus status() {
                return status.get();
            }

            @Override
            public boolean cancel(String cause) {
                return false;
            }

            @Override
            public CompletionStage<AnnouncementStatus> done() {
                return new CompletableFuture<>();
            }
        };
    }
}
