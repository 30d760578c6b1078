package announcer.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import announcer.api.Announcement;
import announcer.api.AnnouncementListener;
import announcer.api.AnnouncementState;
import announcer.api.AnnouncementStatus;
import announcer.api.CancelSelector;
import announcer.api.HistoryQuery;
import announcer.api.Keys;
import announcer.api.RejectedException;
import announcer.api.RejectedException.Reason;
import announcer.api.Repeat;
import announcer.api.Request;
import announcer.api.Target;
import announcer.api.journal.JournalException;
import announcer.engine.channel.ChannelEnd;
import announcer.engine.targets.Zone;
import announcer.testing.FakeJournal;

/** One announcement for several channels: one id, and an outcome on each. Another {@link Rig} with the same journal is the next start. */
class TargetsTest {
    private static final Target ALL = Target.ALL;
    private final FakeJournal journal = new FakeJournal();
    private final List<Rig> rigs = new ArrayList<>();
    private final List<AnnouncementStatus> told = new CopyOnWriteArrayList<>();

    @AfterEach
    void close() {
        rigs.forEach(Rig::close);
    }

    /** An engine with the channels c0, c1 and main, and a reader of those that are named. */
    private Rig start(Duration later, String... readers) {
        Rig rig = new Rig("");
        rig.wallStep = later;
        rigs.add(rig);
        rig.add(new FakeEngine("english", Locale.US, 1000), 0);
        rig.engine.listeners().bind(rig.services.register((AnnouncementListener) told::add, "test", "targets", 0));
        rig.addChannels(2);
        rig.run(Duration.ofMillis(100));
        for (String id : readers) {
            (id.equals("main") ? rig.pipe : rig.ownPipes.get(id)).readerComes();
        }
        rig.run(Duration.ofMillis(300));
        return rig;
    }

    private void comes(Rig rig) {
        rig.engine.recorder().comes(journal);
        CountDownLatch done = new CountDownLatch(1);
        rig.engine.recorder().later(done::countDown, Duration.ZERO);
        rig.settle(() -> done.getCount() == 0);
    }

    private Rig withJournal(Duration later, String... readers) {
        Rig rig = start(later, readers);
        comes(rig);
        return rig;
    }

    private static Request to(String text, String... ids) {
        return Request.of(text).withTarget(new Target.Channels(List.of(ids)));
    }

    private static AnnouncementState state(Announcement a) {
        return a.status().state();
    }

    private static AnnouncementStatus on(Announcement a, String channel) {
        return a.status().parts().stream().filter(p -> p.request().channel().equals(channel)).findFirst().orElseThrow();
    }

    private static AnnouncementState stateOn(Announcement a, String channel) {
        return on(a, channel).state();
    }

    private static Reason reason(Throwable t) {
        return ((RejectedException) t).reason();
    }

    private void eventsAreTold(Rig rig) throws InterruptedException {
        rig.channelNews();
    }

    @Test
    void a_blocked_channel_does_not_hold_another() throws Exception {
        Rig rig = start(Duration.ZERO, "main", "c1");
        Announcement a = rig.say(to("aa", "main", "c0", "c1").withTimeToLive(Duration.ofSeconds(30)));
        assertThat(state(a)).isEqualTo(AnnouncementState.QUEUED);
        assertThat(a.status().parts()).extracting(p -> p.request().channel()).containsExactly("main", "c0", "c1");
        rig.run(Duration.ofSeconds(5));
        assertThat(Rig.framesOf(1000, rig.pipe)).isEqualTo(20);
        assertThat(Rig.framesOf(1000, rig.ownPipes.get("c1"))).isEqualTo(20);
        assertThat(stateOn(a, "main")).isEqualTo(AnnouncementState.SPOKEN);
        assertThat(stateOn(a, "c1")).isEqualTo(AnnouncementState.SPOKEN);
        assertThat(stateOn(a, "c0").isFinal()).isFalse();
        assertThat(state(a)).isEqualTo(AnnouncementState.SPEAKING);
        assertThat(a.done().toCompletableFuture()).isNotDone();
        // What comes next on the others does not wait for it either.
        Announcement next = rig.say("bb");
        rig.untilDone(next);
        assertThat(state(next)).isEqualTo(AnnouncementState.SPOKEN);
        rig.untilDone(a);
        assertThat(state(a)).isEqualTo(AnnouncementState.EXPIRED);
        assertThat(stateOn(a, "c0")).isEqualTo(AnnouncementState.EXPIRED);
        assertThat(a.status().cause().orElseThrow()).startsWith("SPOKEN on 2, EXPIRED on 1 of 3 channels; c0 EXPIRED: ")
                .contains("had no reader");
        assertThat(a.done().toCompletableFuture().get(10, TimeUnit.SECONDS)).isEqualTo(a.status());
        eventsAreTold(rig);
        assertThat(told).extracting(AnnouncementStatus::id).containsOnly(a.id(), next.id());
        List<AnnouncementStatus> its = told.stream().filter(s -> s.id().equals(a.id())).toList();
        assertThat(its.get(0).state()).isEqualTo(AnnouncementState.QUEUED);
        assertThat(its).filteredOn(s -> s.state().isFinal()).containsExactly(a.status());
        assertThat(its.get(its.size() - 1)).isEqualTo(a.status());
        assertThat(its).doesNotHaveDuplicates();
    }

    @Test
    void it_is_spoken_when_it_is_on_all() throws Exception {
        Rig rig = start(Duration.ZERO, "main", "c0", "c1");
        Announcement before = rig.say(Request.of("aaaaaa").withChannel("c0"));
        Announcement a = rig.say(Request.of("aa").withTarget(ALL).withRepeat(new Repeat(2, Duration.ZERO)));
        rig.until(() -> stateOn(a, "main") == AnnouncementState.SPOKEN);
        assertThat(state(a)).isEqualTo(AnnouncementState.SPEAKING);
        rig.untilDone(a);
        assertThat(state(a)).isEqualTo(AnnouncementState.SPOKEN);
        assertThat(a.status().cause()).isEmpty();
        assertThat(a.status().voice()).contains("english/v");
        assertThat(a.status().proof().confirmed()).contains(on(a, "c0").proof().confirmed().orElseThrow());
        assertThat(a.status().started())
                .contains(a.status().parts().stream().map(p -> p.started().orElseThrow()).sorted().findFirst().orElseThrow());
        assertThat(on(a, "c0").started().orElseThrow()).isAfter(before.status().started().orElseThrow());
        for (String id : List.of("c0", "c1")) {
            assertThat(Rig.framesOf(1000, rig.ownPipes.get(id))).isEqualTo(id.equals("c0") ? 100 : 40);
        }
    }

    @Test
    void a_full_queue_is_the_outcome_of_its_channel() throws Exception {
        Rig rig = start(Duration.ZERO, "main");
        for (int i = 0; i < 5 + 2; i++) {
            // The first two are taken from the queue to have their sound made.
            rig.say(Request.of("x").withChannel("c0"));
            rig.turn();
        }
        Announcement a = rig.say(to("aa", "c0", "main"));
        assertThat(stateOn(a, "c0")).isEqualTo(AnnouncementState.FAILED);
        assertThat(on(a, "c0").cause().orElseThrow()).contains("has 5 announcements waiting");
        rig.untilDone(a);
        assertThat(stateOn(a, "main")).isEqualTo(AnnouncementState.SPOKEN);
        assertThat(state(a)).isEqualTo(AnnouncementState.FAILED);
        assertThatThrownBy(() -> rig.say(to("aa", "c0"))).satisfies(e -> assertThat(reason(e)).isEqualTo(Reason.QUEUE_FULL));
    }

    @Test
    void what_a_target_names_must_be_there() {
        Rig rig = start(Duration.ZERO);
        assertThatThrownBy(() -> rig.say(to("aa", "nowhere", "elsewhere"))).hasMessageContaining("channels nowhere, elsewhere")
                .hasMessageContaining("c0, c1, main")
                .satisfies(e -> assertThat(reason(e)).isEqualTo(Reason.UNKNOWN_CHANNEL));
        assertThatThrownBy(() -> rig.say(to("aa", "main", "main"))).hasMessageContaining("twice");
        assertThatThrownBy(() -> rig.say(to("aa"))).hasMessageContaining("empty");
        assertThatThrownBy(() -> rig.say(Request.of("aa").withTarget(new Target.Zone("west")))).hasMessageContaining("no zone \"west\"")
                .satisfies(e -> assertThat(reason(e)).isEqualTo(Reason.UNKNOWN_ZONE));
        assertThatThrownBy(() -> rig.say(to("aa", "main", "c0").withVoice("no/such")))
                .satisfies(e -> assertThat(reason(e)).isEqualTo(Reason.UNKNOWN_VOICE));
        assertThat(rig.admission.recent(10)).isEmpty();
    }

    @Test
    void one_channel_that_is_not_there_does_not_silence_the_others() throws Exception {
        Rig rig = start(Duration.ZERO, "main");
        Announcement a = rig.say(to("aa", "main", "gone"));
        rig.untilDone(a);
        assertThat(a.status().parts()).extracting(p -> p.request().channel() + " " + p.state()).containsExactly("main SPOKEN",
                "gone FAILED");
        assertThat(on(a, "gone").cause().orElseThrow()).contains("no channel \"gone\"").contains("c0, c1, main");
    }

    @Test
    void what_comes_while_the_engine_stops_is_refused_for_that_and_no_part_fails_for_it() throws Exception {
        Rig rig = withJournal(Duration.ZERO);
        journal.atAccept(() -> stops(rig, "main"));
        assertThatThrownBy(() -> rig.say("aa")).satisfies(e -> assertThat(reason(e)).isEqualTo(Reason.STOPPING));
        assertThat(journal.unfinished()).as("it was not accepted").isEmpty();
        assertThatThrownBy(() -> rig.say(to("aa", "main"))).satisfies(e -> assertThat(reason(e)).isEqualTo(Reason.STOPPING));

        Rig second = withJournal(Duration.ZERO);
        journal.atAccept(() -> stops(second, "main"));
        Announcement a = second.say(to("aa", "main", "c0"));
        journal.atAccept(() -> {});
        assertThat(stateOn(a, "main")).isEqualTo(AnnouncementState.QUEUED);
        stops(second, "c0");

        Rig next = withJournal(Duration.ofSeconds(5), "main", "c0");
        Announcement again = next.admission.find(a.id()).orElseThrow();
        next.untilDone(again);
        assertThat(stateOn(again, "main")).isEqualTo(AnnouncementState.SPOKEN);
        assertThat(stateOn(again, "c0")).isEqualTo(AnnouncementState.SPOKEN);
    }

    /** As Declarative Services stops the bundle: the channels' components go first. */
    private static void stops(Rig rig, String channel) {
        rig.admission.close();
        rig.channels.remove("announcer.channel~" + channel, ChannelEnd.STOPPED);
        rig.turn();
    }

    @Test
    void a_zone_means_its_channels_and_one_that_is_not_there_fails() throws Exception {
        Rig rig = start(Duration.ZERO, "main", "c1");
        rig.engine.zones().put(new Zone("announcer.zone~w", "west", "The West", List.of("c1", "gone")));
        rig.engine.zones().put(new Zone("announcer.zone~v", "west", "another", List.of("main")));
        assertThat(rig.admission.zones()).singleElement().satisfies(z -> {
            assertThat(z.channels()).containsExactly("c1", "gone");
            assertThat(z.problem().orElseThrow()).contains("names channel gone").contains("announcer.zone~w");
        });
        Announcement a = rig.say(Request.of("aa").withTarget(new Target.Zone("west")));
        // What the zone becomes later does not matter to it.
        rig.engine.zones().put(new Zone("announcer.zone~w", "west", "The West", List.of("main")));
        rig.untilDone(a);
        assertThat(a.status().parts()).extracting(p -> p.request().channel() + " " + p.state()).containsExactly("c1 SPOKEN", "gone FAILED");
        assertThat(state(a)).isEqualTo(AnnouncementState.FAILED);
        assertThat(a.status().cause().orElseThrow()).contains("no channel \"gone\"");
        assertThat(rig.framesOf(1000)).isZero();
        rig.engine.zones().remove("announcer.zone~w");
        assertThat(rig.admission.zones()).singleElement().satisfies(z -> assertThat(z.title()).isEqualTo("another"));
        rig.engine.zones().put(new Zone("announcer.zone~e", "east", "", List.of("gone")));
        assertThatThrownBy(() -> rig.say(Request.of("aa").withTarget(new Target.Zone("east"))))
                .hasMessageContaining("none of its channels");
    }

    @Test
    void it_is_cancelled_on_all_channels_or_on_one() throws Exception {
        Rig rig = start(Duration.ZERO, "main");
        rig.pause(true);
        Announcement a = rig.say(to("aa", "main", "c0"));
        assertThat(a.cancel("nobody needs it")).isTrue();
        rig.untilDone(a);
        assertThat(state(a)).isEqualTo(AnnouncementState.CANCELLED);
        assertThat(a.status().cause()).contains("nobody needs it");
        assertThat(a.cancel("again")).isFalse();
        Announcement b = rig.say(to("bb", "main", "c0").withKeys(Keys.NONE.withGroup("g")));
        CancelSelector onC0 = new CancelSelector(Optional.of("c0"), Optional.empty(), Optional.of("g"));
        assertThat(rig.admission.cancel(onC0, "not there")).isEqualTo(1);
        assertThat(rig.admission.cancel(onC0, "not there")).isZero();
        rig.run(Duration.ofSeconds(1));
        assertThat(stateOn(b, "c0")).isEqualTo(AnnouncementState.CANCELLED);
        assertThat(stateOn(b, "main").isFinal()).isFalse();
        String part = on(b, "main").id();
        assertThat(rig.main().status().queued()).extracting(AnnouncementStatus::id).containsExactly(part);
        assertThat(rig.admission.find(part).orElseThrow().cancel("nor here")).isTrue();
        rig.untilDone(b);
        assertThat(state(b)).isEqualTo(AnnouncementState.CANCELLED);
        assertThat(b.status().cause().orElseThrow()).contains("main CANCELLED: nor here").contains("c0 CANCELLED: not there");
        assertThat(rig.admission.find(part).orElseThrow().status()).isEqualTo(on(b, "main"));
        assertThat(rig.admission.find(a.id() + ".c1")).isEmpty();
    }

    @Test
    void keys_and_places_work_on_each_channel() throws Exception {
        Rig rig = start(Duration.ZERO);
        rig.pause(true);
        Keys call = Keys.NONE.withSupersede("42");
        Announcement first = rig.say(to("aa", "main", "c0", "c1").withKeys(call.withIdempotency("k")));
        assertThat(rig.say(to("aa", "main", "c0", "c1").withKeys(call.withIdempotency("k"))).id()).isEqualTo(first.id());
        assertThatThrownBy(() -> rig.say(to("aa", "main", "c0").withKeys(call.withIdempotency("k"))))
                .satisfies(e -> assertThat(reason(e)).isEqualTo(Reason.KEY_REUSED));
        Announcement second = rig.say(to("bb", "main", "c1").withKeys(call));
        rig.run(Duration.ofSeconds(1));
        assertThat(stateOn(first, "main")).isEqualTo(AnnouncementState.CANCELLED);
        assertThat(stateOn(first, "c1")).isEqualTo(AnnouncementState.CANCELLED);
        assertThat(stateOn(first, "c0").isFinal()).isFalse();
        for (int i = 0; i < 3; i++) {
            rig.say("x");
        }
        Announcement last = rig.say(to("cc", "main", "c0"));
        rig.run(Duration.ofSeconds(1));
        assertThat(rig.admission.move(last.id(), 0)).isTrue();
        assertThat(rig.main().status().queued().stream().map(AnnouncementStatus::id).toList().indexOf(on(last, "main").id())).isLessThan(3);
        assertThat(rig.admission.recent(10)).extracting(Announcement::id).contains(first.id(), second.id(), last.id());
        assertThat(rig.admission.search(onChannel("c0"))).extracting(AnnouncementStatus::id).containsExactly(last.id(), first.id());
    }

    private static HistoryQuery onChannel(String id) {
        return new HistoryQuery(Optional.of(id), java.util.Set.of(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(),
                10);
    }

    @Test
    void a_part_whose_channel_is_removed_ends_and_the_others_go_on() throws Exception {
        Rig rig = start(Duration.ZERO, "main");
        Announcement a = rig.say(to("aa", "main", "c0"));
        rig.channels.remove("announcer.channel~c0", ChannelEnd.REMOVED);
        rig.untilDone(a);
        assertThat(stateOn(a, "main")).isEqualTo(AnnouncementState.SPOKEN);
        assertThat(stateOn(a, "c0")).isEqualTo(AnnouncementState.CANCELLED);
    }

    @Test
    void all_of_it_is_durable_at_once_and_each_outcome_before_it_is_told() throws Exception {
        Rig rig = withJournal(Duration.ZERO, "main", "c0");
        Announcement a = rig.say(to("aa", "main", "c0", "c1"));
        assertThat(journal.unfinished()).singleElement().satisfies(e -> assertThat(e.status()).isEqualTo(a.status()));
        rig.until(() -> stateOn(a, "main") == AnnouncementState.SPEAKING && stateOn(a, "c0") == AnnouncementState.SPEAKING);
        journal.hold();
        rig.run(Duration.ofSeconds(3));
        assertThat(stateOn(a, "main")).isEqualTo(AnnouncementState.SPEAKING);
        assertThat(journal.held()).isPositive();
        journal.release();
        rig.run(Duration.ofMillis(50));
        assertThat(stateOn(a, "main")).isEqualTo(AnnouncementState.SPOKEN);
        assertThat(stateOn(a, "c0")).isEqualTo(AnnouncementState.SPOKEN);
        assertThat(journal.find(a.id()).orElseThrow().parts()).extracting(AnnouncementStatus::state)
                .containsExactly(AnnouncementState.SPOKEN, AnnouncementState.SPOKEN, stateOn(a, "c1"));
        rig.ownPipes.get("c1").readerComes();
        journal.hold();
        rig.run(Duration.ofSeconds(3));
        assertThat(a.done().toCompletableFuture()).isNotDone();
        journal.release();
        assertThat(a.done().toCompletableFuture().get(10, TimeUnit.SECONDS).state()).isEqualTo(AnnouncementState.SPOKEN);
        assertThat(journal.find(a.id())).contains(a.status());
        eventsAreTold(rig);
        assertThat(told).filteredOn(s -> s.state().isFinal()).singleElement().isEqualTo(a.status());
    }

    @Test
    void after_a_kill_each_channel_goes_on_where_it_was() throws Exception {
        Rig killed = withJournal(Duration.ZERO, "main");
        Announcement a = killed
                .say(to("aa", "main", "c0", "c1").withTimeToLive(Duration.ofMinutes(5)).withKeys(Keys.NONE.withIdempotency("k")));
        killed.until(() -> stateOn(a, "main") == AnnouncementState.SPOKEN);
        Rig next = start(Duration.ofSeconds(20), "main", "c0");
        next.channels.remove("announcer.channel~c1", ChannelEnd.REMOVED);
        next.settle(() -> next.channels.find("c1").isEmpty());
        comes(next);
        Announcement again = next.admission.find(a.id()).orElseThrow();
        assertThat(again.status().request()).isEqualTo(a.status().request());
        assertThat(again.status().submitted()).isEqualTo(a.status().submitted());
        assertThat(next.admission.recent(10)).extracting(Announcement::id).containsExactly(a.id());
        assertThat(next.say(a.status().request()).id()).isEqualTo(a.id());
        next.until(() -> stateOn(again, "c0") == AnnouncementState.SPOKEN);
        // Nothing twice: it had been spoken there.
        next.run(Duration.ofSeconds(2));
        assertThat(Rig.framesOf(1000, next.pipe)).isZero();
        assertThat(stateOn(again, "main")).isEqualTo(AnnouncementState.SPOKEN);
        // A channel that is not there holds none, and its part waits for it.
        assertThat(stateOn(again, "c1")).isEqualTo(AnnouncementState.QUEUED);
        assertThat(on(again, "c1").cause().orElseThrow()).contains("no channel \"c1\"");
        assertThat(next.admission.find(on(again, "c1").id()).orElseThrow().cancel("it is gone")).isTrue();
        next.untilDone(again);
        assertThat(state(again)).isEqualTo(AnnouncementState.CANCELLED);
        assertThat(journal.find(a.id())).contains(again.status());
        Rig last = withJournal(Duration.ofSeconds(60));
        assertThat(last.admission.recent(10)).isEmpty();
        assertThat(last.admission.find(a.id()).orElseThrow().status()).isEqualTo(again.status());
        assertThat(last.admission.find(a.id() + ".c0").orElseThrow().status()).isEqualTo(on(again, "c0"));
    }

    @Test
    void after_a_start_its_parts_have_the_rest_of_their_time() throws Exception {
        Announcement a = withJournal(Duration.ZERO).say(to("aa", "main", "c0").withTimeToLive(Duration.ofSeconds(30)));
        Announcement b = rigs.get(0).say(to("aa", "main", "c0").withTimeToLive(Duration.ofSeconds(90)));
        Rig next = withJournal(Duration.ofSeconds(60));
        assertThat(journal.find(a.id()).orElseThrow().state()).isEqualTo(AnnouncementState.EXPIRED);
        assertThat(next.admission.cancel(new CancelSelector(Optional.of("c0"), Optional.empty(), Optional.empty()), "why not"))
                .isEqualTo(1);
        Announcement again = next.admission.find(b.id()).orElseThrow();
        next.run(Duration.ofSeconds(20));
        assertThat(state(again).isFinal()).isFalse();
        next.run(Duration.ofSeconds(20));
        assertThat(stateOn(again, "main")).isEqualTo(AnnouncementState.EXPIRED);
        assertThat(state(again)).isEqualTo(AnnouncementState.EXPIRED);
    }

    @Test
    void a_journal_that_fails_or_comes_later_knows_all_in_the_end() throws Exception {
        Rig rig = start(Duration.ZERO, "main");
        Announcement early = rig.say(to("aa", "main", "c0"));
        rig.until(() -> stateOn(early, "main") == AnnouncementState.SPOKEN);
        comes(rig);
        assertThat(journal.unfinished()).singleElement().satisfies(e -> {
            assertThat(e.status().id()).isEqualTo(early.id());
            assertThat(e.status().parts().get(0)).isEqualTo(on(early, "main"));
        });
        journal.fail(new JournalException("the disk is full; make room", true, null));
        assertThatThrownBy(() -> rig.say(to("bb", "main", "c0"))).satisfies(e -> assertThat(reason(e)).isEqualTo(Reason.STORE_FULL));
        assertThat(rig.admission.recent(10)).hasSize(1);
        rig.ownPipes.get("c0").readerComes();
        rig.untilDone(early);
        assertThat(state(early)).isEqualTo(AnnouncementState.SPOKEN);
        journal.fail(null);
        comes(rig);
        assertThat(journal.find(early.id())).contains(early.status());
    }
}
