package announcer.engine.synthesis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import announcer.api.RejectedException;
import announcer.api.Request;
import announcer.api.audio.PcmSource;
import announcer.engine.FakeEngine;
import announcer.engine.Rig;
import announcer.engine.announcement.AnnouncementObserver;
import announcer.engine.announcement.TrackedAnnouncement;
import announcer.engine.channel.ChannelEnd;
import announcer.engine.text.SpeechDocument;
import announcer.engine.voice.CalibrationStore;
import announcer.engine.voice.LoudnessCalibrator;
import announcer.engine.voice.VoiceCatalog;

class PreviewSourceTest {
    private final Rig rig = new Rig("", 1 << 20);
    private final FakeEngine english = new FakeEngine("english", Locale.US, 1000);
    private final FakeEngine british = new FakeEngine("british", Locale.UK, 2000);

    @AfterEach
    void close() {
        rig.close();
    }

    /** Reads on a thread of its own, and drives the control loop meanwhile; virtual time passes only while the reader waits. */
    private <T> T driven(PcmSource pcm, Callable<T> reading) throws Exception {
        FutureTask<T> read = new FutureTask<>(reading);
        new Thread(read, "test-reader").start();
        long last = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (!read.isDone()) {
            if (System.nanoTime() - last > 0) {
                pcm.close();
                throw new AssertionError("the preview was not read within thirty seconds");
            }
            rig.turn();
            if (((PreviewSource) pcm).isAwaited()) {
                rig.run(Duration.ofMillis(1));
            }
        }
        try {
            return read.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof Exception cause ? cause : e;
        }
    }

    private int read(PcmSource pcm) throws Exception {
        return driven(pcm, () -> pcm.read(ByteBuffer.allocate(100)));
    }

    private short[] whole(PcmSource pcm) throws Exception {
        return driven(pcm, () -> samples(pcm));
    }

    private static short[] samples(PcmSource pcm) throws Exception {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        // Not a whole number of frames, nor of sample groups.
        ByteBuffer b = ByteBuffer.allocate(701);
        try (pcm) {
            while (pcm.read(b) >= 0) {
                all.write(b.array(), 0, b.position());
                b.clear();
            }
        }
        short[] samples = new short[all.size() / 2];
        ByteBuffer.wrap(all.toByteArray()).order(ByteOrder.LITTLE_ENDIAN).asShortBuffer().get(samples);
        return samples;
    }

    /** Frames by their level, runs of the same as one: {level, frames, level, frames, ...}. */
    private static int[] runs(short[] samples) {
        java.util.List<Integer> runs = new java.util.ArrayList<>();
        for (int f = 0; f + 480 <= samples.length; f += 480) {
            int level = samples[f + 240];
            if (runs.isEmpty() || runs.get(runs.size() - 2) != level) {
                runs.add(level);
                runs.add(0);
            }
            runs.set(runs.size() - 1, runs.get(runs.size() - 1) + 1);
        }
        return runs.stream().mapToInt(i -> i).toArray();
    }

    @Test
    void it_is_what_the_channel_would_send_and_nobody_else_hears_it() throws Exception {
        rig.add(english, 0);
        rig.pipe.readerComes();
        rig.run(Duration.ofMillis(200));
        Request r = Request.of("Aaaa. Bb.");
        short[] heard = whole(rig.admission.preview(r));
        assertThat(heard.length % 480).isZero();
        rig.run(Duration.ofSeconds(5));
        assertThat(rig.framesOf(1000)).as("frames on the air").isZero();
        assertThat(rig.admission.recent(10)).isEmpty();
        assertThat(english.requests).isEqualTo(2);
        rig.untilDone(rig.say(r));
        assertThat(english.requests).as("the air has it from the cache").isEqualTo(2);
        int[] previewed = runs(heard);
        int[] aired = runs(rig.pipe.samples());
        // On the air there is silence before and behind.
        assertThat(java.util.Arrays.copyOfRange(aired, 2, 2 + previewed.length - 2)).isEqualTo(
                java.util.Arrays.copyOfRange(previewed, 0, previewed.length - 2));
        assertThat(previewed[0]).isEqualTo(1000);
        assertThat(previewed[1]).isEqualTo(50);
    }

    @Test
    void it_is_heard_on_a_paused_channel_without_a_reader_and_with_a_full_queue() throws Exception {
        rig.add(english, 0);
        rig.pause(true);
        rig.run(Duration.ofMillis(50));
        for (int i = 0; i < 5; i++) {
            rig.say("x");
        }
        assertThat(runs(whole(rig.admission.preview(Request.of("aa"))))).startsWith(1000, 20);
    }

    @Test
    void it_goes_through_the_same_door() {
        rig.add(english, 0);
        assertThatThrownBy(() -> rig.admission.preview(Request.of(" "))).isInstanceOf(RejectedException.class)
                .hasMessageContaining("empty");
        assertThatThrownBy(() -> rig.admission.preview(Request.of("x".repeat(101)))).hasMessageContaining("101");
        assertThatThrownBy(() -> rig.admission.preview(Request.of("x").withChannel("nope"))).hasMessageContaining("nope");
        assertThatThrownBy(() -> rig.admission.preview(Request.of("x").withVoice("no/body"))).hasMessageContaining("no/body");
        assertThatThrownBy(() -> rig.admission.preview(Request.ofSsml("<speak>"))).isInstanceOf(RejectedException.class);
    }

    @Test
    void another_voice_goes_on_where_the_first_one_failed() throws Exception {
        rig.add(english, 1);
        rig.add(british, 0);
        english.failAfterFrames = 3;
        assertThat(runs(whole(rig.admission.preview(Request.of("aaaa"))))).startsWith(2000, 40);
    }

    @Test
    void what_cannot_be_spoken_says_why_and_gives_its_place_back() throws Exception {
        rig.add(english, 0);
        english.refusal = "no letters in it";
        for (int i = 0; i < 3; i++) {
            PcmSource pcm = rig.admission.preview(Request.of("aa"));
            assertThatThrownBy(() -> read(pcm)).isInstanceOf(IOException.class)
                    .hasMessageContaining("english/v").hasMessageContaining("no letters in it");
        }
    }

    @Test
    void with_no_engine_it_waits_for_one_as_an_announcement_does_and_then_says_so() throws Exception {
        PcmSource pcm = rig.admission.preview(Request.of("aa"));
        long before = rig.clock.nanoTime();
        assertThatThrownBy(() -> read(pcm)).isInstanceOf(IOException.class)
                .hasMessageContaining("no speech engine");
        assertThat(Duration.ofNanos(rig.clock.nanoTime() - before)).isBetween(Duration.ofSeconds(3), Duration.ofSeconds(4));
    }

    @Test
    void an_engine_that_hangs_costs_one_deadline() throws Exception {
        english.hang = new CountDownLatch(1);
        rig.add(english, 1);
        rig.add(british, 0);
        assertThat(runs(whole(rig.admission.preview(Request.of("aa"))))).startsWith(2000, 20);
        english.hang.countDown();
    }

    @Test
    void the_third_at_a_time_is_refused_until_one_was_closed_or_read_to_its_end() throws Exception {
        rig.add(english, 0);
        PcmSource first = rig.admission.preview(Request.of("aa"));
        PcmSource second = rig.admission.preview(Request.of("bb"));
        assertThatThrownBy(() -> rig.admission.preview(Request.of("cc"))).isInstanceOf(RejectedException.class)
                .hasMessageContaining("2 previews")
                .satisfies(e -> assertThat(((RejectedException) e).reason()).isEqualTo(RejectedException.Reason.QUEUE_FULL));
        first.close();
        first.close();
        assertThatThrownBy(() -> first.read(ByteBuffer.allocate(100))).isInstanceOf(IOException.class).hasMessageContaining("closed");
        PcmSource third = rig.admission.preview(Request.of("cc"));
        assertThatThrownBy(() -> rig.admission.preview(Request.of("dd"))).isInstanceOf(RejectedException.class);
        whole(second);
        whole(rig.admission.preview(Request.of("dd")));
        third.close();
    }

    @Test
    void one_that_nobody_reads_for_a_minute_gives_its_place_to_another() throws Exception {
        rig.add(english, 0);
        PcmSource forgotten = rig.admission.preview(Request.of("aa"));
        PcmSource read = rig.admission.preview(Request.of("bb"));
        rig.run(Duration.ofSeconds(50));
        assertThat(read(read)).isPositive();
        rig.run(Duration.ofSeconds(11));
        rig.admission.preview(Request.of("cc"));
        assertThatThrownBy(() -> forgotten.read(ByteBuffer.allocate(100))).isInstanceOf(IOException.class).hasMessageContaining("minute");
        assertThat(read(read)).isPositive();
    }

    @Test
    void closing_it_ends_a_read_that_waits() throws Exception {
        english.hang = new CountDownLatch(1);
        rig.add(english, 0);
        PcmSource pcm = rig.admission.preview(Request.of("aa"));
        FutureTask<Integer> read = readWhileEnglishHangs(pcm);
        pcm.close();
        english.hang.countDown();
        assertThatThrownBy(() -> read.get(10, TimeUnit.SECONDS)).hasCauseInstanceOf(IOException.class).hasMessageContaining("closed");
    }

    @Test
    void a_read_that_waits_is_parked_and_the_control_loop_alone_gives_an_engine_up() throws Exception {
        english.hang = new CountDownLatch(1);
        rig.add(english, 1);
        rig.add(british, 0);
        PcmSource pcm = rig.admission.preview(Request.of("aa"));
        FutureTask<Integer> read = readWhileEnglishHangs(pcm);
        long before = rig.clock.nanoTime();
        // A reader that looked for itself would move the virtual clock to its next look.
        assertThatThrownBy(() -> read.get(200, TimeUnit.MILLISECONDS)).isInstanceOf(TimeoutException.class);
        assertThat(rig.clock.nanoTime()).isEqualTo(before);
        rig.run(Duration.ofSeconds(3));
        assertThat(read.get(10, TimeUnit.SECONDS)).isPositive();
        english.hang.countDown();
        pcm.close();
    }

    @Test
    void it_ends_when_no_thread_is_left_to_make_it() throws Exception {
        rig.add(english, 0);
        PreviewService noThreads = new PreviewService(rig.shared.withPool(new SynthesisExecutor("test-none-", 0, 0)),
                look -> rig.control.task("a test", look::applyAsLong)::wake);
        PcmSource pcm = noThreads.open(new TrackedAnnouncement("preview", Request.of("aa"), Optional.empty(), SpeechDocument.plain("aa"),
                Instant.EPOCH, 0, Long.MAX_VALUE, AnnouncementObserver.NOBODY, () -> {}), Rig.settings(""));
        long before = rig.clock.nanoTime();
        assertThatThrownBy(() -> read(pcm)).isInstanceOf(IOException.class).hasMessageContaining("within 64 s");
        assertThat(Duration.ofNanos(rig.clock.nanoTime() - before)).isBetween(Duration.ofSeconds(64), Duration.ofSeconds(65));
    }

    @Test
    void what_nobody_reads_is_not_made() throws Exception {
        rig.add(english, 0);
        PcmSource pcm = rig.admission.preview(Request.of("Aaaa. Bb. Cc. Dd."));
        rig.run(Duration.ofSeconds(5));
        assertThat(english.requests).as("before the first read").isZero();
        assertThat(read(pcm)).isPositive();
        rig.run(Duration.ofSeconds(5));
        assertThat(english.requests).as("the one that is read, and the next").isEqualTo(2);
        pcm.close();
    }

    /** A reader that waits for an engine that hangs, while no virtual time passes. */
    private FutureTask<Integer> readWhileEnglishHangs(PcmSource pcm) {
        FutureTask<Integer> read = new FutureTask<>(() -> pcm.read(ByteBuffer.allocate(100)));
        new Thread(read, "test-reader").start();
        rig.settle(() -> english.requests == 1 && ((PreviewSource) pcm).isAwaited());
        return read;
    }

    @Test
    void when_announcer_stops_who_listens_is_told_so() throws Exception {
        rig.add(english, 0);
        PcmSource pcm = rig.admission.preview(Request.of("aa"));
        rig.previews.close(ChannelEnd.STOPPED.cause());
        assertThatThrownBy(() -> read(pcm)).isInstanceOf(IOException.class).hasMessageContaining("stopped");
        assertThatThrownBy(() -> rig.admission.preview(Request.of("aa")))
                .satisfies(e -> assertThat(((RejectedException) e).reason()).isEqualTo(RejectedException.Reason.STOPPING));
    }

    // --- figures

    @Test
    void sentences_are_counted_by_voice_where_they_are_made_and_where_they_come_from_the_cache() throws Exception {
        rig.add(english, 1);
        rig.add(british, 0);
        whole(rig.admission.preview(Request.of("Aaaa. Bb.")));
        whole(rig.admission.preview(Request.of("Aaaa. Cc.")));
        var figures = rig.synthesisServices.engineStatuses(() -> java.time.Instant.EPOCH).get(0).figures().get("english/v");
        assertThat(figures.made()).isEqualTo(3);
        assertThat(figures.fromCache()).isEqualTo(1);
        assertThat(rig.synthesisServices.engineStatuses(() -> java.time.Instant.EPOCH).get(1).figures().get("british/v").made()).isZero();
        assertThat(figures.loudnessLufs()).as("one that nobody measured").isEmpty();
    }

    @Test
    void the_loudness_of_a_voice_is_what_it_was_measured_to_be(@TempDir Path folder) {
        VoiceCatalog.Candidate c = new VoiceCatalog.Candidate(rig.add(english, 0), english.voice);
        CalibrationStore levels = new CalibrationStore(folder.resolve("levels.txt"));
        LoudnessCalibrator calibration = new LoudnessCalibrator(levels);
        assertThat(calibration.measuredLufs(c)).isEmpty();
        levels.measured(LoudnessCalibrator.key(c), -19.5);
        assertThat(calibration.measuredLufs(c)).hasValue(-19.5);
    }
}
