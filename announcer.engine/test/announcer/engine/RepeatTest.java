package announcer.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Locale;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import announcer.api.Announcement;
import announcer.api.AnnouncementState;
import announcer.api.Repeat;
import announcer.api.Request;
import announcer.api.speech.SpeechRequest;

/** An announcement that is spoken several times is one announcement: its sound is made once, and silence of the asked length between. */
class RepeatTest {
    private final Rig rig = new Rig("");
    private final FakeEngine english = new FakeEngine("english", Locale.US, 1000);

    @BeforeEach
    void onAir() {
        rig.add(english, 0);
        rig.pipe.readerComes();
        rig.run(Duration.ofMillis(100));
    }

    @AfterEach
    void close() {
        rig.close();
    }

    private static Request repeated(String text, int times, Duration pause) {
        return Request.of(text).withRepeat(new Repeat(times, pause));
    }

    private static AnnouncementState state(Announcement a) {
        return a.status().state();
    }

    private void isSpoken(Announcement a) {
        rig.untilDone(a);
        assertThat(state(a)).as("%s", a.status()).isEqualTo(AnnouncementState.SPOKEN);
    }

    /** Frames of silence before each run of sound but the first. */
    private java.util.List<Integer> pauses() {
        java.util.List<Integer> pauses = new java.util.ArrayList<>();
        short[] s = rig.pipe.samples();
        int silent = 0;
        boolean heard = false;
        for (int f = 0; f + 480 <= s.length; f += 480) {
            if (s[f + 240] == 0) {
                silent++;
            } else {
                if (heard && silent > 0) {
                    pauses.add(silent);
                }
                heard = true;
                silent = 0;
            }
        }
        return pauses;
    }

    @Test
    void it_is_spoken_as_often_as_asked_with_the_pause_between_and_made_once() throws Exception {
        Announcement a = rig.say(repeated("aaa", 3, Duration.ofMillis(1500)));
        Announcement b = rig.say("bb");
        isSpoken(a);
        isSpoken(b);
        assertThat(rig.framesOf(1000)).isEqualTo(3 * 30 + 20);
        assertThat(pauses()).as("of 1.5 s twice, then the gap of 100 ms").containsExactly(75, 75, 5);
        assertThat(english.asked).extracting(SpeechRequest::text).containsExactly("aaa", "bb");
        assertThat(a.status().sendings()).isEqualTo(1);
        assertThat(b.status().started().orElseThrow()).isAfter(a.status().started().orElseThrow().plusMillis(4700));
    }

    @Test
    void without_a_pause_the_next_time_follows_at_once() throws Exception {
        Announcement a = rig.say(repeated("Aaa. Bbb.", 2, Duration.ZERO));
        isSpoken(a);
        assertThat(rig.framesOf(1000)).isEqualTo(2 * (40 + 40));
        assertThat(english.requests).isEqualTo(2);
    }

    @Test
    void when_its_reader_is_lost_it_begins_again_from_its_start() throws Exception {
        Announcement a = rig.say(repeated("aaa", 3, Duration.ofMillis(500)));
        rig.until(() -> state(a) == AnnouncementState.SPEAKING);
        rig.run(Duration.ofMillis(1500));
        rig.pipe.readerGoes();
        rig.run(Duration.ofSeconds(1));
        assertThat(state(a)).isEqualTo(AnnouncementState.QUEUED);
        rig.pusher.nextRun();
        rig.pipe.readerComes();
        isSpoken(a);
        assertThat(rig.framesOf(1000)).isEqualTo(90);
        assertThat(a.status().sendings()).isEqualTo(2);
        assertThat(english.requests).isEqualTo(1);
    }

    @Test
    void one_that_is_longer_than_what_is_kept_is_made_again_for_each_time_and_after_a_lost_reader() throws Exception {
        rig.limits(Duration.ofSeconds(3));
        Announcement a = rig.say(repeated("Aaaaaaaaa. Bbbbbbbbb. Ccccccccc.", 2, Duration.ofSeconds(10)));
        isSpoken(a);
        assertThat(rig.framesOf(1000)).isEqualTo(2 * 300);
        assertThat(english.requests).isEqualTo(6);
        Announcement b = rig.say(repeated("Aaaaaaaaa. Bbbbbbbbb. Ccccccccc.", 2, Duration.ofSeconds(10)));
        rig.until(() -> state(b) == AnnouncementState.SPEAKING);
        rig.run(Duration.ofSeconds(17));
        rig.pipe.readerGoes();
        rig.run(Duration.ofSeconds(1));
        rig.pusher.nextRun();
        rig.pipe.readerComes();
        isSpoken(b);
        assertThat(rig.framesOf(1000)).isEqualTo(2 * 300);
        assertThat(pauses()).contains(500);
    }

    @Test
    void a_short_one_that_is_repeated_longer_than_what_is_kept_is_made_once_also_after_a_lost_reader() throws Exception {
        rig.limits(Duration.ofSeconds(3));
        Announcement a = rig.say(repeated("aaaaa", 5, Duration.ofMillis(500)));
        rig.until(() -> state(a) == AnnouncementState.SPEAKING);
        rig.run(Duration.ofSeconds(5));
        rig.pipe.readerGoes();
        rig.run(Duration.ofSeconds(1));
        rig.pusher.nextRun();
        rig.pipe.readerComes();
        isSpoken(a);
        assertThat(rig.framesOf(1000)).isEqualTo(5 * 50);
        assertThat(english.requests).isEqualTo(1);
    }

    @Test
    void a_long_pause_holds_no_more_sound_than_is_kept_and_is_exact() throws Exception {
        Announcement a = rig.say(repeated("a", 2, Duration.ofMinutes(10)));
        isSpoken(a);
        assertThat(pauses()).containsExactly(30_000);
    }

    @Test
    void one_that_is_cancelled_in_its_pause_ends_at_once_and_is_not_heard_again() throws Exception {
        Announcement a = rig.say(repeated("aaa", 3, Duration.ofSeconds(5)));
        rig.until(() -> state(a) == AnnouncementState.SPEAKING);
        rig.run(Duration.ofSeconds(2));
        assertThat(a.cancel("a test")).isTrue();
        rig.run(Duration.ofMillis(60));
        assertThat(state(a)).isEqualTo(AnnouncementState.CANCELLED);
        Announcement b = rig.say("bb");
        isSpoken(b);
        rig.run(Duration.ofSeconds(20));
        assertThat(rig.framesOf(1000)).isEqualTo(30 + 20);
    }

    @Test
    void one_whose_time_to_live_ends_in_its_pause_goes_on() throws Exception {
        Announcement a = rig.say(repeated("aaa", 2, Duration.ofSeconds(5)).withTimeToLive(Duration.ofSeconds(2)));
        isSpoken(a);
        assertThat(rig.framesOf(1000)).isEqualTo(60);
    }

    @Test
    void a_smiley_that_is_left_out_is_left_out_each_time() throws Exception {
        Announcement a = rig.say(repeated("Aaaa.\n\n\uD83D\uDE00\n\nBbbb.", 2, Duration.ZERO));
        isSpoken(a);
        assertThat(a.status().sendings()).isEqualTo(1);
    }
}
