package announcer.itest.timing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import com.google.gson.JsonObject;

import announcer.bench.audio.Recording;
import announcer.bench.audio.SampleRange;
import announcer.bench.audio.Voicing;
import announcer.bench.http.ApiClient;
import announcer.bench.product.Home;
import announcer.bench.product.ProductProcess;
import announcer.bench.rtsp.RtpTimeline;
import announcer.bench.rtsp.RtspProbe;
import announcer.bench.util.Until;
import announcer.itest.support.AudioAssertions;
import announcer.itest.support.Ffmpeg;
import announcer.itest.support.ThrowingRunnable;

/**
 * Some of the stream, with many announcements submitted at once: 20 s and 20, 60 s and 100 under {@code -Dthorough}. The codec is L16, so that what is heard are the product's own samples:
 * silence is exactly zero, and every "one" is the same "one".
 */
class SteadyStreamTest {
    private static final boolean THOROUGH = Boolean.getBoolean("thorough");
    private static final int COUNT = THOROUGH ? 100 : 20;
    private static final Duration HEARD = Duration.ofSeconds(THOROUGH ? 60 : 20);
    /** Two utterances are two when half of the gap that the product leaves between them, 300 ms, is silent. */
    private static final Voicing APART = new Voicing(-40, -66, 150, 50);

    @Test
    void many_at_once_are_spoken_in_order_without_overlap_and_the_stream_keeps_the_time_of_the_wall() throws Exception {
        Ffmpeg.require();
        Home home = Home.quiet().conf("announcer.ffmpeg", "codec=L16").conf("announcer.channel~main", "id=main", "queueCapacity=200");
        try (ProductProcess product = ProductProcess.start(home)) {
            ApiClient api = product.api();
            api.awaitOnAir("main", Duration.ofSeconds(30));
            try (RtspProbe player = RtspProbe.playWhenThere(product.rtspUrl(), Duration.ofSeconds(10))) {
                long began = System.nanoTime();
                Recording one = heard(player, () -> api.awaitSpoken(api.say("one"), Duration.ofSeconds(20)));
                SampleRange voice = AudioAssertions.heardOnce(one);
                AudioAssertions.noClickAtTheEnds(one, voice);
                assertThat(one.firstNonZero(new SampleRange(0, voice.start() - one.groupsIn(30)))).as("not exactly silent before")
                        .isEqualTo(-1);
                assertThat(one.firstNonZero(new SampleRange(voice.end() + one.groupsIn(300), one.length()))).as("not exactly silent after")
                        .isEqualTo(-1);

                List<JsonObject> spoken = new ArrayList<>();
                Recording all = heard(player, () -> {
                    List<String> ids = new ArrayList<>();
                    for (int i = 0; i < COUNT; i++) {
                        ids.add(api.say("one"));
                    }
                    api.awaitSpoken(ids.get(COUNT - 1), Duration.ofMinutes(2));
                    for (String id : ids) {
                        spoken.add(api.announcement(id));
                    }
                });
                assertThat(spoken).extracting(a -> a.get("state").getAsString()).containsOnly("SPOKEN");
                inOrder(spoken, one.millisOf(voice.length()));
                assertThat(APART.segments(all)).as("utterances with silence between them").hasSize(COUNT);
                assertThat(all.energy(all.whole()) / one.energy(one.whole())).as("so many times the energy of one, lossless")
                        .isCloseTo(COUNT, within(1.0));

                Until.isTrue("it was heard for long enough", HEARD.plusSeconds(5), () -> System.nanoTime() - began > HEARD.toNanos());
                RtpTimeline.Drift drift = player.timeline().drift();
                assertThat(drift.millisPerMinute()).as("drift in ms a minute, " + drift).isCloseTo(0, within(20.0));
                assertThat(player.timeline().faults()).isEmpty();
                assertThat(api.push("main").orElseThrow().get("restarts").getAsInt()).isZero();
            }
        } finally {
            home.delete();
        }
    }

    /** What the player hears while something is done, with half a second before and a second after. */
    private static Recording heard(RtspProbe player, ThrowingRunnable action) throws Exception {
        int from = player.count();
        player.await(25, Duration.ofSeconds(10));
        action.run();
        player.await(50, Duration.ofSeconds(10));
        return player.soundFrom(from);
    }

    /**
     * A stall of the machine delays one start and the next catches up, so that two may fall into one moment: half a voice is allowed for
     * that. Of two in the wrong order the starts are a whole one and a gap apart.
     */
    private static void inOrder(List<JsonObject> spoken, double voiceMillis) {
        for (int i = 1; i < spoken.size(); i++) {
            assertThat(started(spoken.get(i))).as("start of announcement " + i + ", after that of the one before")
                    .isAfter(started(spoken.get(i - 1)).minusMillis((long) (voiceMillis / 2)));
        }
        Duration all = Duration.between(started(spoken.get(0)), started(spoken.get(spoken.size() - 1)));
        assertThat(all.toMillis()).as("ms from the first start to the last")
                .isGreaterThan((long) (voiceMillis * 0.8 * (spoken.size() - 1)));
    }

    private static Instant started(JsonObject announcement) {
        return Instant.parse(announcement.get("started").getAsString());
    }
}
