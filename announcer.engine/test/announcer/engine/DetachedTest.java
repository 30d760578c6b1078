package announcer.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import announcer.api.Announcement;
import announcer.api.AnnouncementState;
import announcer.api.Keys;
import announcer.api.Request;
import announcer.engine.channel.Channel;
import announcer.engine.channel.ChannelEnd;
import announcer.engine.config.ChannelSettings;

/** A channel's component is disabled and enabled again while the engine runs. */
class DetachedTest {
    private final Rig rig = new Rig("");
    private final ChannelSettings settings = rig.main().settings();

    @BeforeEach
    void voice() {
        rig.add(new FakeEngine("english", Locale.US, 1000), 0);
    }

    @AfterEach
    void close() {
        rig.close();
    }

    private void rests() {
        Channel main = rig.main();
        rig.channels.remove(settings.pid(), ChannelEnd.RESTING);
        rig.settle(main::isClosed);
    }

    private void comesBack() {
        rig.channels.put(settings);
        rig.settle(() -> rig.channels.find("main").isPresent());
        rig.turn();
        rig.pipe.readerComes();
    }

    private static AnnouncementState state(Announcement a) {
        return a.status().state();
    }

    @Test
    void what_was_spoken_and_what_waited_is_spoken_when_it_is_enabled_again() throws Exception {
        rig.pipe.readerComes();
        Announcement a = rig.say("aaaaaaaaaa");
        Announcement b = rig.say("b");
        rig.until(() -> state(a) == AnnouncementState.SPEAKING);
        rests();
        assertThat(state(a)).isEqualTo(AnnouncementState.QUEUED);
        assertThat(a.status().cause().get()).contains("component of its channel");
        assertThat(state(b)).isEqualTo(AnnouncementState.QUEUED);
        comesBack();
        Announcement c = rig.say("c");
        rig.untilDone(c);
        assertThat(state(a)).isEqualTo(AnnouncementState.SPOKEN);
        assertThat(state(b)).isEqualTo(AnnouncementState.SPOKEN);
        assertThat(a.status().started().get()).isBefore(b.status().started().get());
        assertThat(b.status().started().get()).isBefore(c.status().started().get());
        assertThat(b.status().sendings()).isEqualTo(1);
    }

    @Test
    void one_that_is_cancelled_meanwhile_ends() throws Exception {
        Announcement a = rig.say("a");
        rests();
        assertThat(a.cancel("nobody needs it")).isTrue();
        rig.turn();
        assertThat(a.done().toCompletableFuture().get(10, TimeUnit.SECONDS).state()).isEqualTo(AnnouncementState.CANCELLED);
    }

    @Test
    void one_whose_time_is_over_meanwhile_ends_and_tells_why() throws Exception {
        Announcement a = rig.say("a");
        rests();
        rig.run(settings.timeToLive().plusSeconds(1));
        assertThat(state(a)).isEqualTo(AnnouncementState.EXPIRED);
        assertThat(a.status().cause().get()).contains("the component of its channel did not run");
    }

    @Test
    void one_that_waited_is_replaced_by_a_later_one_with_its_key_and_can_be_cancelled() throws Exception {
        Keys key = Keys.NONE.withSupersede("counter 3");
        Announcement a = rig.say(Request.of("a").withKeys(key));
        Announcement b = rig.say("b");
        rests();
        rig.channels.put(settings);
        rig.settle(() -> rig.channels.find("main").isPresent());
        rig.turn();
        Announcement c = rig.say(Request.of("c").withKeys(key));
        b.cancel("nobody needs it");
        rig.turn();
        assertThat(state(a)).isEqualTo(AnnouncementState.CANCELLED);
        assertThat(state(b)).isEqualTo(AnnouncementState.CANCELLED);
        rig.pipe.readerComes();
        rig.untilDone(c);
        assertThat(state(c)).isEqualTo(AnnouncementState.SPOKEN);
    }

    @Test
    void what_waits_without_a_journal_when_the_engine_stops_is_told_so() throws Exception {
        Announcement a = rig.say("a");
        rests();
        Thread stops = new Thread(() -> rig.channels.closeAll(10, TimeUnit.SECONDS));
        stops.start();
        rig.settle(() -> state(a).isFinal());
        stops.join(10_000);
        assertThat(state(a)).isEqualTo(AnnouncementState.CANCELLED);
        assertThat(a.status().cause()).isEqualTo(Optional.of("Announcer was stopped"));
    }
}
