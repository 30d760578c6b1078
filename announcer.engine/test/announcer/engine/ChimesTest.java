package announcer.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import announcer.api.Announcement;
import announcer.api.AnnouncementState;
import announcer.api.Chime;
import announcer.api.Priority;
import announcer.api.RejectedException;
import announcer.api.Repeat;
import announcer.api.Request;
import announcer.api.audio.SoundDecoder;
import announcer.api.audio.SoundStream;
import announcer.engine.config.ChimeSettings;
import announcer.engine.sound.WavFiles;
import announcer.testing.VirtualClock;

/** Chimes on their way to a reader: speech is known by its steady level, a chime by its samples. */
class ChimesTest {
    private static final int LEVEL = 1000;
    private static final Chime BEFORE = new Chime(Optional.of("ours"), Optional.of(Chime.NONE));

    @TempDir
    private Path sounds;
    private Rig rig;
    private final FakeEngine english = new FakeEngine("english", Locale.US, LEVEL);

    @BeforeEach
    void start() throws Exception {
        // 0.997 s: no whole number of frames.
        Files.write(sounds.resolve("ours.wav"), WavFiles.of(24_000, 1, WavFiles.tone(500, 24_000, 1, 0.997)));
        rig = new Rig("", 0, new VirtualClock(Rig.START), sounds);
        rig.add(english, 0);
        rig.pipe.readerComes();
    }

    @AfterEach
    void close() {
        rig.close();
    }

    private short[] chime(String id) throws Exception {
        byte[] pcm = rig.synthesisServices.chimes().sound(id, rig.main().settings().format(), rig.main().settings().loudness());
        short[] s = new short[pcm.length / 2];
        ByteBuffer.wrap(pcm).order(ByteOrder.LITTLE_ENDIAN).asShortBuffer().get(s);
        return s;
    }

    private void set(ChimeSettings chimes) {
        rig.channels.put(rig.main().settings().withChimes(chimes));
        rig.turn();
    }

    private static ChimeSettings before(String id) {
        return new ChimeSettings(id, Chime.NONE, Map.of(), Map.of(), Duration.ZERO);
    }

    private static Request request(String text, Chime chime) {
        return Request.of(text).withChime(chime);
    }

    /** What the present reader has heard, silence at both ends left out. */
    private short[] heard() {
        short[] s = rig.pipe.samples();
        int first = 0;
        while (first < s.length && s[first] == 0) {
            first++;
        }
        int end = s.length;
        while (end > first && s[end - 1] == 0) {
            end--;
        }
        return Arrays.copyOfRange(s, first, end);
    }

    private static short[] withoutZerosAtTheEnds(short[] s) {
        int first = 0;
        while (s[first] == 0) {
            first++;
        }
        int end = s.length;
        while (s[end - 1] == 0) {
            end--;
        }
        return Arrays.copyOfRange(s, first, end);
    }

    @Test
    void speech_follows_on_the_chime_at_its_next_sample() throws Exception {
        Announcement plain = rig.say("aa");
        rig.untilDone(plain);
        short[] speech = heard();
        rig.pipe.readerGoes();
        rig.run(Duration.ofMillis(100));
        rig.pusher.nextRun();
        rig.pipe.readerComes();
        Announcement a = rig.say(request("aa", BEFORE));
        rig.untilDone(a);
        assertThat(a.status().cause()).isEmpty();
        short[] all = heard();
        // The very first sample of a fade rounds to 0.
        short[] chime = chime("ours");
        int firstSound = 0;
        while (chime[firstSound] == 0) {
            firstSound++;
        }
        short[] heardChime = Arrays.copyOfRange(chime, firstSound, chime.length);
        assertThat(Arrays.copyOf(all, heardChime.length)).isEqualTo(heardChime);
        short[] rest = Arrays.copyOfRange(all, heardChime.length, all.length);
        int join = 0;
        while (rest[join] == 0) {
            join++;
        }
        assertThat(join).as("samples between the chime's last and the speech's first that is heard").isLessThan(5);
        assertThat(Arrays.copyOfRange(rest, join, rest.length)).isEqualTo(speech);
    }

    @Test
    void the_chime_waits_for_the_first_sentence_so_that_nothing_waits_after_it() throws Exception {
        english.hang = new CountDownLatch(1);
        Announcement a = rig.say(request("aa", BEFORE));
        rig.run(Duration.ofSeconds(1));
        assertThat(heard()).as("heard while the sentence is being made").isEmpty();
        english.hang.countDown();
        // Virtual time would pass its deadline before the real thread has gone on.
        rig.settle(() -> !rig.main().isMakingSound());
        rig.untilDone(a);
        assertThat(heard().length).isGreaterThan(23_900 + 9_000);
    }

    @Test
    void a_pause_before_the_first_sentence_does_not_begin_the_chime() throws Exception {
        english.hang = new CountDownLatch(1);
        Announcement a = rig.say(Request.ofSsml("<speak><break time='1s'/><p><s>aa</s></p></speak>").withChime(BEFORE));
        rig.run(Duration.ofSeconds(1));
        assertThat(heard()).isEmpty();
        english.hang.countDown();
        // Virtual time would pass its deadline before the real thread has gone on.
        rig.settle(() -> !rig.main().isMakingSound());
        rig.untilDone(a);
        assertThat(a.status().state()).isEqualTo(AnnouncementState.SPOKEN);
    }

    @Test
    void the_channels_chimes_are_heard_by_priority_and_a_request_may_choose_another_or_none() throws Exception {
        set(new ChimeSettings("ours", Chime.NONE, Map.of(Priority.URGENT, "gong", Priority.BACKGROUND, Chime.NONE),
                Map.of(Priority.URGENT, "ours"), Duration.ZERO));
        int speech = said(request("aa", new Chime(Optional.of(Chime.NONE), Optional.of(Chime.NONE))));
        int ours = withoutZerosAtTheEnds(chime("ours")).length;
        int gong = withoutZerosAtTheEnds(chime("gong")).length;
        assertThat(said(Request.of("aa")) - speech).isBetween(ours, ours + 10);
        assertThat(said(Request.of("aa").withPriority(Priority.BACKGROUND))).isEqualTo(speech);
        // Between the speech's end and the chime after it lies what fills up the frame, too.
        assertThat(said(Request.of("aa").withPriority(Priority.URGENT)) - speech).isBetween(gong + ours, gong + ours + 500);
        assertThat(said(request("aa", new Chime(Optional.of("gong"), Optional.empty()))) - speech).isBetween(gong, gong + 10);
    }

    /** Samples heard of an announcement, from its first sound to its last. */
    private int said(Request r) throws Exception {
        rig.pipe.readerGoes();
        rig.run(Duration.ofMillis(100));
        rig.pusher.nextRun();
        rig.pipe.readerComes();
        rig.untilDone(rig.say(r));
        return heard().length;
    }

    @Test
    void a_pause_between_chime_and_speech_is_as_long_as_it_is_set() throws Exception {
        set(before("ours"));
        int without = said(Request.of("aa"));
        set(new ChimeSettings("ours", Chime.NONE, Map.of(), Map.of(), Duration.ofMillis(150)));
        assertThat(said(Request.of("aa")) - without).isEqualTo(3_600);
    }

    @Test
    void a_chime_sounds_alone_where_one_is_named_and_an_empty_text_is_refused_where_none_is() throws Exception {
        Announcement a = rig.say(request("", BEFORE));
        rig.untilDone(a);
        assertThat(a.status().state()).isEqualTo(AnnouncementState.SPOKEN);
        assertThat(english.requests).isZero();
        assertThat(heard()).isEqualTo(withoutZerosAtTheEnds(chime("ours")));
        set(before("ours"));
        assertThatThrownBy(() -> rig.say(request(" ", Chime.OF_CHANNEL))).isInstanceOf(RejectedException.class)
                .hasMessageContaining("name a chime");
        assertThatThrownBy(() -> rig.say(request("", new Chime(Optional.of(Chime.NONE), Optional.of("ours")))))
                .isInstanceOf(RejectedException.class);
    }

    @Test
    void an_unknown_chime_is_refused_with_what_there_is() {
        assertThatThrownBy(() -> rig.say(request("aa", new Chime(Optional.empty(), Optional.of("bell")))))
                .isInstanceOfSatisfying(RejectedException.class,
                        e -> {
                            assertThat(e.reason()).isEqualTo(RejectedException.Reason.UNKNOWN_CHIME);
                            assertThat(e.field()).isEqualTo("chime.after");
                        })
                .hasMessageContainingAll("\"bell\"", "none, attention, ding-dong, gong, ours, three-tones");
        assertThatThrownBy(() -> rig.admission.preview(request("aa", new Chime(Optional.of("../ours"), Optional.empty()))))
                .isInstanceOf(RejectedException.class);
    }

    @Test
    void a_chime_that_is_damaged_or_gone_keeps_nothing_from_being_spoken_and_the_outcome_says_why() throws Exception {
        Announcement plain = rig.say("a");
        rig.untilDone(plain);
        set(before("ours"));
        Files.write(sounds.resolve("ours.wav"), new byte[100]);
        Announcement damaged = rig.say(Request.of("aa"));
        rig.untilDone(damaged);
        assertThat(damaged.status().state()).isEqualTo(AnnouncementState.SPOKEN);
        assertThat(damaged.status().cause().get()).contains("without its chime", "ours.wav", "not a WAV file");
        Announcement accepted = rig.say(request("aa", BEFORE));
        Files.delete(sounds.resolve("ours.wav"));
        rig.untilDone(accepted);
        assertThat(accepted.status().state()).isEqualTo(AnnouncementState.SPOKEN);
        assertThat(accepted.status().cause().get()).contains("there is no chime \"ours\"");
        assertThat(plain.status().cause()).isEmpty();
        assertThat(rig.heard()).containsExactly(LEVEL, LEVEL, LEVEL);
    }

    @Test
    void a_chime_alone_that_cannot_be_read_has_failed() throws Exception {
        Announcement a = rig.say(request("", BEFORE));
        Files.delete(sounds.resolve("ours.wav"));
        rig.untilDone(a);
        assertThat(a.status().state()).isEqualTo(AnnouncementState.FAILED);
        assertThat(a.status().cause().get()).contains("there is no chime \"ours\"");
    }

    @Test
    void what_is_spoken_twice_has_its_chimes_around_both_times() throws Exception {
        set(new ChimeSettings("ours", "ours", Map.of(), Map.of(), Duration.ZERO));
        int once = said(Request.of("aa"));
        int speech = said(request("aa", new Chime(Optional.of(Chime.NONE), Optional.of(Chime.NONE))));
        int twice = said(Request.of("aa").withRepeat(new Repeat(2, Duration.ofSeconds(1))));
        assertThat(twice - once).isBetween(speech + 23_000, speech + 25_000);
    }

    @Test
    void a_chime_alone_is_heard_as_many_times_as_it_is_repeated() throws Exception {
        Announcement once = rig.say(request("", BEFORE));
        rig.untilDone(once);
        int chime = heard().length;
        rig.run(Duration.ofSeconds(1));
        Announcement a = rig.say(request("", BEFORE).withRepeat(new Repeat(3, Duration.ofSeconds(1))));
        rig.untilDone(a);
        assertThat(a.status().state()).isEqualTo(AnnouncementState.SPOKEN);
        assertThat(Arrays.stream(ups()).count()).as("beginnings of a chime: once, and three times").isEqualTo(4);
        assertThat(heard().length).isGreaterThan(4 * chime + 2 * 23_000);
    }

    /** Where sound begins after half a second of silence or more, in samples. */
    private int[] ups() {
        short[] s = heard();
        int silent = 12_000;
        int[] at = new int[s.length];
        int n = 0;
        for (int i = 0; i < s.length; i++) {
            if (s[i] == 0) {
                silent++;
            } else {
                if (silent >= 12_000 - 1) {
                    at[n++] = i;
                }
                silent = 0;
            }
        }
        return Arrays.copyOf(at, n);
    }

    @Test
    void a_lost_reader_hears_chime_and_speech_again_and_one_that_is_cancelled_in_its_chime_says_nothing() throws Exception {
        Announcement a = rig.say(request("aa", BEFORE));
        rig.until(() -> a.status().state() == AnnouncementState.SPEAKING);
        rig.run(Duration.ofMillis(500));
        rig.pipe.readerGoes();
        rig.run(Duration.ofMillis(500));
        rig.pusher.nextRun();
        rig.pipe.readerComes();
        rig.untilDone(a);
        assertThat(a.status().sendings()).isEqualTo(2);
        assertThat(heard().length).isGreaterThan(23_900 + 9_000);
        assertThat(rig.framesOf(LEVEL)).isEqualTo(20);
        Announcement b = rig.say(request("aa", BEFORE));
        rig.until(() -> b.status().state() == AnnouncementState.SPEAKING);
        rig.run(Duration.ofMillis(200));
        b.cancel("a test");
        rig.untilDone(b);
        rig.run(Duration.ofSeconds(1));
        assertThat(b.status().state()).isEqualTo(AnnouncementState.CANCELLED);
        assertThat(rig.framesOf(LEVEL)).as("the former one's").isEqualTo(20);
    }

    @Test
    void a_slow_chime_holds_speech_up_for_a_second_at_most_and_is_there_the_next_time() throws Exception {
        CountDownLatch slow = new CountDownLatch(1);
        rig.engine.decoders().add(rig.services.register((SoundDecoder) file -> {
            // Virtual time goes on, as while a voice hangs.
            english.hangs.incrementAndGet();
            try {
                slow.await(20, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                throw new java.io.IOException(e);
            }
            return tone();
        }, SoundDecoder.ENDING, "ogg", 0));
        Files.write(sounds.resolve("slow.ogg"), new byte[100]);
        long begun = rig.clock.nanoTime();
        Announcement a = rig.say(request("aa", new Chime(Optional.of("slow"), Optional.of(Chime.NONE))));
        rig.until(() -> a.status().state() == AnnouncementState.SPEAKING);
        assertThat(Duration.ofNanos(rig.clock.nanoTime() - begun)).isBetween(Duration.ofMillis(900), Duration.ofMillis(1_500));
        rig.untilDone(a);
        assertThat(a.status().cause().orElseThrow()).contains("spoken without its chimes", "within 1.0 s");
        slow.countDown();
        chime("slow");
        Announcement b = rig.say(request("aa", new Chime(Optional.of("slow"), Optional.of(Chime.NONE))));
        rig.untilDone(b);
        assertThat(b.status().cause()).isEmpty();
    }

    private static SoundStream tone() {
        float[] tone = WavFiles.tone(500, 24_000, 1, 0.3);
        return new SoundStream() {
            private boolean read;

            @Override
            public int sampleRateHz() {
                return 24_000;
            }

            @Override
            public int channels() {
                return 1;
            }

            @Override
            public int read(float[] into) {
                if (read) {
                    return -1;
                }
                read = true;
                System.arraycopy(tone, 0, into, 0, tone.length);
                return tone.length;
            }

            @Override
            public void close() {
                // Nothing to close.
            }
        };
    }
}
