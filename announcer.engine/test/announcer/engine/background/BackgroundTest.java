package announcer.engine.background;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import announcer.api.audio.PcmFormat;
import announcer.api.BackgroundStatus;
import announcer.api.stream.PlayedStream;
import announcer.api.stream.StreamPlayer;
import announcer.engine.FakeServices;
import announcer.engine.Rig;
import announcer.engine.audio.FilterBank;
import announcer.engine.config.BackgroundSettings;
import announcer.engine.config.ChannelSettings;
import announcer.engine.sound.SoundFiles;
import announcer.engine.sound.WavFiles;
import announcer.engine.util.RankedServices;
import announcer.lib.retry.ExponentialBackoff;
import announcer.testing.VirtualClock;

/** A channel's background from files: read by a real thread, which tests wait for. */
class BackgroundTest {
    private static final PcmFormat FORMAT = Rig.settings("").format();

    @TempDir
    private Path sounds;
    private final FakeServices services = new FakeServices();
    private final RankedServices<StreamPlayer> players = new RankedServices<>(services.context());
    private final VirtualClock clock = new VirtualClock(Rig.START);
    private Backgrounds backgrounds;
    private Background background;
    private Rig rig;

    @AfterEach
    void close() {
        if (background != null) {
            background.close();
            backgrounds.stop(Duration.ofSeconds(10));
        }
        if (rig != null) {
            rig.channels.put(Rig.settings(""));
            rig.turn();
            rig.close();
        }
    }

    private static ChannelSettings settings(double duckDb) {
        return Rig.settings("").withBackground(new BackgroundSettings("music", 0, duckDb));
    }

    private Background begin() {
        return begin("music");
    }

    private Background begin(String source) {
        backgrounds = new Backgrounds(new Backgrounds.Surroundings(sounds, new SoundFiles(new RankedServices<>(services.context())),
                new FilterBank(), players, clock, () -> Instant.EPOCH, new ExponentialBackoff(Duration.ofMillis(1), Duration.ofMillis(2))));
        background = backgrounds.of(Rig.settings("").withBackground(new BackgroundSettings(source, 0, -12)));
        return background;
    }

    private void music(String name, int rate, int channels, double seconds) throws Exception {
        Files.createDirectories(sounds.resolve("music"));
        Files.write(sounds.resolve("music").resolve(name), WavFiles.of(rate, channels, WavFiles.tone(440, rate, channels, seconds)));
    }

    private static void until(BooleanSupplier condition) {
        long last = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime() - last).as("it did not come about within twenty seconds").isNegative();
            LockSupport.parkNanos(1_000_000);
        }
    }

    @Test
    void a_folder_that_comes_later_is_found_and_a_damaged_file_among_others_is_left_out() throws Exception {
        begin();
        isSilent("there is no folder");
        Files.createDirectories(sounds.resolve("music"));
        isSilent("no WAV or OGG files");
        Files.write(sounds.resolve("music/a.wav"), new byte[100]);
        isSilent("a.wav");
        music("b.wav", 44_100, 2, 0.3);
        until(() -> background.track().ready() == 100);
        assertThat(status().state()).isEqualTo(BackgroundStatus.State.PLAYING);
        assertThat(status().cause().orElseThrow()).contains("a.wav is left out");
    }

    @Test
    void other_levels_keep_what_lies_ready_and_another_format_begins_anew() throws Exception {
        music("b.wav", 44_100, 2, 0.3);
        begin();
        until(() -> background.track().ready() == 100);
        var before = background.track();
        background.settings(settings(-20));
        assertThat(background.track()).isSameAs(before);
        background.settings(Rig.settings(""));
        assertThat(background.track()).isNull();
        background.settings(settings(-20));
        until(() -> background.track().ready() == 100);
    }

    @Test
    void music_is_heard_on_the_channel_quieter_under_speech_and_back_after_it() throws Exception {
        music("b.wav", 44_100, 1, 3);
        rig = new Rig("", 0, new VirtualClock(Rig.START), sounds);
        rig.channels.put(settings(-12));
        rig.add(new announcer.engine.FakeEngine("english", java.util.Locale.US, 1_000), 0);
        rig.pipe.readerComes();
        // Virtual time is faster than the thread that reads the files: it is let catch up.
        for (int i = 0; i < 20; i++) {
            ready();
            rig.run(Duration.ofMillis(100));
        }
        double alone = rms();
        var a = rig.say("aaaaaaaaaa");
        for (int i = 0; i < 10; i++) {
            ready();
            rig.run(Duration.ofMillis(100));
        }
        double under = rms();
        while (!a.status().state().isFinal()) {
            ready();
            rig.run(Duration.ofMillis(100));
        }
        for (int i = 0; i < 20; i++) {
            ready();
            rig.run(Duration.ofMillis(100));
        }
        double after = rms();
        System.out.printf("background: %.2f dB of full scale alone, %.2f dB lower under speech, %.2f dB after it%n", 20 * Math.log10(alone),
                20 * Math.log10(alone / under), 20 * Math.log10(after));
        assertThat(20 * Math.log10(alone)).isCloseTo(-9.03, within(0.1));
        assertThat(20 * Math.log10(under / alone)).isCloseTo(-12, within(0.1));
        assertThat(20 * Math.log10(after / alone)).isCloseTo(0, within(0.1));
    }

    /** A stream that gives a steady level until it is told otherwise. */
    private static final class Stream implements PlayedStream {
        volatile boolean ended;
        volatile boolean mute;
        volatile boolean closed;

        @Override
        public int read(byte[] into) {
            if (ended) {
                return -1;
            }
            if (mute) {
                return 0;
            }
            int bytes = Math.min(into.length, 7_001);
            for (int i = 0; i < bytes; i++) {
                into[i] = 1;
            }
            return bytes;
        }

        @Override
        public List<String> output() {
            return List.of("Connection reset by peer");
        }

        @Override
        public void close() {
            closed = true;
        }
    }

    private final List<Stream> streams = new CopyOnWriteArrayList<>();
    private volatile boolean refuses;

    private void stream() {
        StreamPlayer player = (url, format) -> {
            assertThat(url).isEqualTo("http://u:secret@h/music?key=1");
            if (refuses) {
                throw new IOException("http://***@h is not there");
            }
            Stream s = new Stream();
            streams.add(s);
            return s;
        };
        players.add(services.register(player, "test", "player", 0));
    }

    private void beginStream() {
        begin("http://u:secret@h/music?key=1");
    }

    private BackgroundStatus status() {
        return background.status().orElseThrow();
    }

    private void isSilent(String why) {
        until(() -> status().state() == BackgroundStatus.State.SILENT && status().cause().orElse("").contains(why));
    }

    private void sounds() {
        until(() -> status().state() == BackgroundStatus.State.PLAYING);
        assertThat(status().cause()).isEmpty();
    }

    @Test
    void a_stream_that_dies_is_silence_with_a_cause_and_is_opened_again() {
        beginStream();
        isSilent("announcer.ffmpeg");
        stream();
        sounds();
        assertThat(status().source()).isEqualTo("http://***@h/music?***");
        until(() -> background.track().ready() == 100);
        refuses = true;
        streams.get(0).ended = true;
        isSilent("is not there");
        assertThat(streams.get(0).closed).as("what has ended is closed").isTrue();
        refuses = false;
        sounds();
        Stream second = streams.get(streams.size() - 1);
        second.ended = true;
        until(() -> streams.size() > 2);
        sounds();
    }

    @Test
    void a_stream_that_hangs_is_opened_again() {
        stream();
        beginStream();
        sounds();
        streams.get(0).mute = true;
        refuses = true;
        until(() -> {
            clock.pass(1_000_000_000L);
            return status().state() == BackgroundStatus.State.SILENT;
        });
        assertThat(streams.get(0).closed).isTrue();
        refuses = false;
        sounds();
    }

    @Test
    void a_player_that_fails_by_an_exception_is_a_cause_too_and_the_end_closes_the_stream() {
        players.add(services.register((StreamPlayer) (url, format) -> {
            throw new IllegalStateException("it is broken");
        }, "test", "player", 0));
        beginStream();
        isSilent("it is broken");
        players.remove(players.refs().get(0));
        stream();
        sounds();
        background.close();
        backgrounds.stop(Duration.ofSeconds(10));
        assertThat(streams.get(0).closed).isTrue();
        assertThat(Thread.getAllStackTraces().keySet()).noneMatch(t -> t.getName().equals("announcer-background-main"));
    }

    @Test
    void a_moment_without_memory_is_a_cause_too_and_no_end() {
        players.add(services.register((StreamPlayer) (url, format) -> {
            throw new OutOfMemoryError("unable to create native thread");
        }, "test", "player", 0));
        beginStream();
        isSilent("unable to create native thread");
        players.remove(players.refs().get(0));
        stream();
        sounds();
    }

    private void ready() {
        rig.settle(() -> rig.main().backgroundReady() > 50);
    }

    /** Of the tone in the last half second that was heard, in full scale: without the steady level that is the speech. */
    private double rms() {
        short[] s = rig.pipe.samples();
        int n = FORMAT.sampleRateHz() / 2;
        double sum = 0;
        double squares = 0;
        for (int i = s.length - n; i < s.length; i++) {
            sum += s[i] / 32_768.0;
            squares += s[i] / 32_768.0 * s[i] / 32_768.0;
        }
        return Math.sqrt(squares / n - sum / n * sum / n);
    }
}
