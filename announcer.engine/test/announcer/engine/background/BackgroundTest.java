package announcer.engine.background;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import announcer.api.audio.PcmFormat;
import announcer.engine.FakeServices;
import announcer.engine.Rig;
import announcer.engine.audio.FilterBank;
import announcer.engine.config.BackgroundSettings;
import announcer.engine.config.ChannelSettings;
import announcer.engine.sound.SoundFiles;
import announcer.engine.sound.WavFiles;
import announcer.engine.util.RankedServices;
import announcer.testing.VirtualClock;

/** A channel's background from files: read by a real thread, which tests wait for. */
class BackgroundTest {
    private static final PcmFormat FORMAT = Rig.settings("").format();

    @TempDir
    private Path sounds;
    private Background background;
    private Rig rig;

    @AfterEach
    void close() {
        if (background != null) {
            background.close();
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
        background = new Background(
                new Background.Source(sounds, new SoundFiles(new RankedServices<>(new FakeServices().context())), new FilterBank(),
                        1_000_000),
                settings(-12));
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
        Files.createDirectories(sounds.resolve("music"));
        Files.write(sounds.resolve("music/a.wav"), new byte[100]);
        music("b.wav", 44_100, 2, 0.3);
        until(() -> background.track().ready() == 100);
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
