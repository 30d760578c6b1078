package announcer.engine.chime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import announcer.api.ChimeStatus;
import announcer.api.audio.PcmFormat;
import announcer.api.audio.SoundDecoder;
import announcer.api.audio.SoundStream;
import announcer.engine.FakeServices;
import announcer.engine.audio.FilterBank;
import announcer.engine.audio.LoudnessMeter;
import announcer.engine.audio.LoudnessTarget;
import announcer.engine.sound.SoundFiles;
import announcer.engine.sound.WavFiles;
import announcer.engine.util.RankedServices;
import announcer.testing.Damage;

class ChimeLibraryTest {
    private static final PcmFormat MONO = new PcmFormat(24_000, 1);
    private static final LoudnessTarget USUAL = new LoudnessTarget(-23, -1);

    @TempDir
    private Path folder;
    private final FakeServices services = new FakeServices();
    private final RankedServices<SoundDecoder> decoders = new RankedServices<>(services.context());

    private ChimeLibrary library() {
        return new ChimeLibrary(folder, new SoundFiles(decoders), new FilterBank());
    }

    private Path put(String name, byte[] content) throws IOException {
        return Files.write(folder.resolve(name), content);
    }

    private static short[] samples(byte[] pcm) {
        short[] s = new short[pcm.length / 2];
        ByteBuffer.wrap(pcm).order(ByteOrder.LITTLE_ENDIAN).asShortBuffer().get(s);
        return s;
    }

    @ParameterizedTest
    @CsvSource({"8000,1,-23,-1", "24000,1,-23,-1", "24000,2,-16,-1", "44100,2,-23,-2", "48000,1,-14,-1"})
    void every_built_in_chime_has_the_channels_loudness_no_click_and_a_quiet_end(int rate, int channels, double lufs, double dbtp)
            throws Exception {
        ChimeLibrary library = library();
        PcmFormat format = new PcmFormat(rate, channels);
        assertThat(library.ids()).containsExactly("attention", "ding-dong", "gong", "three-tones");
        for (String id : library.ids()) {
            byte[] pcm = library.sound(id, format, new LoudnessTarget(lufs, dbtp));
            LoudnessMeter.Loudness loudness = LoudnessMeter.measure(pcm, format);
            double lu = loudness.integratedLufs().getAsDouble() - lufs;
            System.out.printf("chime %s at %d Hz, %d channels: %.2f LU from the target, %.2f dBTP, %d ms%n", id, rate, channels, lu,
                    loudness.truePeakDbtp(), pcm.length / format.bytesPerSampleGroup() * 1000L / rate);
            assertThat(lu).as(id).isCloseTo(0, within(0.5));
            assertThat(loudness.truePeakDbtp()).as(id).isLessThanOrEqualTo(dbtp + 0.05);
            short[] s = samples(pcm);
            assertThat(Math.abs(s[0])).as("first sample of %s", id).isLessThan((short) 40);
            assertThat(Math.abs(s[s.length - 1])).as("last sample of %s", id).isLessThan((short) 40);
            assertThat((double) s.length / channels / rate).as("seconds of %s", id).isBetween(1.0, 2.5);
        }
    }

    @ParameterizedTest
    @CsvSource({"44100,2,1,16", "8000,1,1,8", "96000,1,1,24", "11025,2,3,32", "47999,1,1,16", "192000,2,1,32"})
    void a_file_of_any_rate_and_kind_has_the_channels_format_and_loudness(int rate, int channels, int kind, int bits) throws Exception {
        float[] tone = WavFiles.tone(500, rate, channels, 1);
        for (int i = 0; i < tone.length; i++) {
            tone[i] *= 0.1f;
        }
        put("ours.wav", WavFiles.of(kind, bits, rate, channels, tone));
        byte[] pcm = library().sound("ours", MONO, USUAL);
        assertThat(samples(pcm).length / 24_000.0).isCloseTo(1, within(0.01));
        assertThat(LoudnessMeter.measure(pcm, MONO).integratedLufs().getAsDouble()).isCloseTo(-23, within(0.1));
    }

    @Test
    void silence_around_a_file_is_cut_so_that_it_joins_the_speech() throws Exception {
        float[] tone = WavFiles.tone(500, 24_000, 1, 3);
        java.util.Arrays.fill(tone, 0, 24_000, 0);
        java.util.Arrays.fill(tone, 48_000, 72_000, 0);
        put("ours.wav", WavFiles.of(24_000, 1, tone));
        assertThat(samples(library().sound("ours", MONO, USUAL)).length / 24_000.0).isCloseTo(1, within(0.01));
    }

    @Test
    void a_file_goes_before_the_built_in_chime_of_its_name_is_converted_once_and_anew_when_it_was_replaced() throws Exception {
        ChimeLibrary library = library();
        byte[] builtIn = library.sound("gong", MONO, USUAL);
        assertThat(library.sound("gong", MONO, USUAL)).isSameAs(builtIn);
        put("gong.wav", WavFiles.of(24_000, 1, WavFiles.tone(500, 24_000, 1, 1)));
        byte[] own = library.sound("gong", MONO, USUAL);
        assertThat(own).hasSizeBetween(47_000, 48_100);
        assertThat(library.sound("gong", MONO, USUAL)).isSameAs(own);
        put("gong.wav", WavFiles.of(24_000, 1, WavFiles.tone(500, 24_000, 1, 0.5)));
        assertThat(library.sound("gong", MONO, USUAL)).hasSizeBetween(23_000, 24_100);
        Files.delete(folder.resolve("gong.wav"));
        assertThat(library.sound("gong", MONO, USUAL)).isSameAs(builtIn);
    }

    @Test
    void what_is_kept_of_converted_chimes_is_bounded() throws Exception {
        byte[] first = library().sound("gong", MONO, USUAL);
        ChimeLibrary library = new ChimeLibrary(folder, new SoundFiles(decoders), new FilterBank(),
                new ChimeLibrary.Limits(first.length + 10, Duration.ofSeconds(1), Duration.ofSeconds(10)));
        first = library.sound("gong", MONO, USUAL);
        assertThat(library.sound("gong", MONO, USUAL)).isSameAs(first);
        library.sound("attention", MONO, USUAL);
        assertThat(library.sound("gong", MONO, USUAL)).isNotSameAs(first).isEqualTo(first);
    }

    @Test
    void damaged_huge_long_silent_and_odd_files_are_refused_in_words() throws Exception {
        byte[] good = WavFiles.of(24_000, 1, WavFiles.tone(500, 24_000, 1, 1));
        for (Damage d : List.of(Damage.EMPTY, Damage.GARBAGE, Damage.HALF, Damage.ZEROS)) {
            d.to(put(d.name().toLowerCase(java.util.Locale.ROOT) + ".wav", good));
        }
        put("silent.wav", WavFiles.of(24_000, 1, new float[24_000]));
        put("long.wav", WavFiles.of(1, 8, 8_000, 1, WavFiles.tone(500, 8_000, 1, 31)));
        put("large.wav", new byte[20_000_001]);
        put("slow.wav", WavFiles.of(2_000, 1, WavFiles.tone(500, 2_000, 1, 1)));
        put("music.ogg", new byte[100]);
        Files.createDirectory(folder.resolve("folder.wav"));
        ChimeLibrary library = library();
        refused(library, "empty", "not a WAV file");
        refused(library, "garbage", "not a WAV file");
        refused(library, "half", "still being copied");
        refused(library, "zeros", "not a WAV file");
        refused(library, "silent", "silence");
        refused(library, "long", "longer than 30 s");
        refused(library, "large", "20000001 bytes; 20000000 are allowed");
        refused(library, "slow", "2000 Hz");
        refused(library, "music", "convert it to WAV");
        refused(library, "folder", "not a regular file");
        refused(library, "nowhere", "there is no chime \"nowhere\"");
        refused(library, "../" + folder.getFileName() + "/silent", "there is no chime");
        for (ChimeStatus c : library.list()) {
            assertThat(c.problem().isEmpty()).as(c.toString()).isEqualTo(c.source().equals("built-in"));
            assertThat(c.length().isEmpty()).as(c.toString()).isEqualTo(c.problem().isPresent());
        }
        assertThat(library.list()).hasSize(14).anyMatch(c -> c.source().equals(folder.getFileName() + "/music.ogg"));
    }

    private static void refused(ChimeLibrary library, String id, String why) {
        assertThatThrownBy(() -> library.sound(id, MONO, USUAL)).isInstanceOf(ChimeException.class).hasMessageContaining(id)
                .hasMessageContaining(why);
    }

    @Test
    void names_that_are_no_ids_and_other_files_are_no_chimes() throws Exception {
        byte[] good = WavFiles.of(24_000, 1, WavFiles.tone(500, 24_000, 1, 1));
        for (String name : List.of("none.wav", ".hidden.wav", "readme.txt", "wav", "-x.wav", "a".repeat(65) + ".wav", "Our Gong 2.WAV",
                "\u94c3.wav")) {
            put(name, good);
        }
        assertThat(library().ids()).containsExactly("Our Gong 2", "attention", "ding-dong", "gong", "three-tones", "\u94c3");
    }

    /** A decoder of .ogg files: what comes of each is for the test to say. */
    private final class Decoder implements SoundDecoder {
        private final AtomicInteger decoded = new AtomicInteger();
        private volatile Runnable first = () -> {};

        Decoder() {
            decoders.add(services.register((SoundDecoder) this, SoundDecoder.ENDING, "ogg", 0));
        }

        @Override
        public SoundStream decode(InputStream file) {
            decoded.incrementAndGet();
            first.run();
            float[] tone = WavFiles.tone(500, 24_000, 1, 1);
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
                    System.arraycopy(tone, 0, into, 0, 8_000);
                    int n = read ? -1 : 8_000;
                    read = true;
                    return n;
                }

                @Override
                public void close() {
                    // Nothing to close.
                }
            };
        }
    }

    private static ChimeStatus of(ChimeLibrary library, String id) {
        return library.list().stream().filter(c -> c.id().equals(id)).findFirst().orElseThrow();
    }

    private static void hang(CountDownLatch until) {
        boolean over = false;
        while (!over) {
            try {
                over = until.await(10, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                // A share that does not answer does not listen either.
            }
        }
    }

    @Test
    void a_file_that_is_slow_holds_up_neither_lists_nor_other_chimes() throws Exception {
        Decoder ogg = new Decoder();
        CountDownLatch slow = new CountDownLatch(1);
        ogg.first = () -> hang(slow);
        put("slow.ogg", new byte[100]);
        put("ours.wav", WavFiles.of(24_000, 1, WavFiles.tone(500, 24_000, 1, 1)));
        ChimeLibrary library = library();
        try {
            assertTimeoutPreemptively(Duration.ofSeconds(8), () -> {
                ChimeStatus unread = of(library, "slow");
                assertThat(unread.length()).isEmpty();
                assertThat(unread.problem()).isEmpty();
                assertThat(library.sound("ours", MONO, USUAL)).isNotEmpty();
            });
        } finally {
            slow.countDown();
        }
        while (of(library, "slow").length().isEmpty()) {
            LockSupport.parkNanos(1_000_000);
        }
        assertThat(ogg.decoded.get()).as("decoded once, however often it was listed").isEqualTo(1);
    }

    @Test
    void a_file_on_which_a_decoder_hangs_is_given_up_and_the_next_one_is_read() throws Exception {
        Decoder ogg = new Decoder();
        CountDownLatch never = new CountDownLatch(1);
        ogg.first = () -> hang(never);
        put("hangs.ogg", new byte[100]);
        put("ours.wav", WavFiles.of(24_000, 1, WavFiles.tone(500, 24_000, 1, 1)));
        ChimeLibrary library = new ChimeLibrary(folder, new SoundFiles(decoders), new FilterBank(),
                new ChimeLibrary.Limits(1 << 20, Duration.ofSeconds(20), Duration.ofMillis(300)));
        try {
            refused(library, "hangs", "could not be read within 0.3 s");
            assertThat(library.sound("ours", MONO, USUAL)).isNotEmpty();
            assertThat(of(library, "hangs").problem().orElseThrow()).contains("could not be read");
            assertThat(of(library, "ours").length()).contains(Duration.ofSeconds(1));
        } finally {
            never.countDown();
        }
    }

    @Test
    void a_file_that_takes_all_memory_is_a_finding_and_tried_once() throws Exception {
        Decoder ogg = new Decoder();
        ogg.first = () -> {
            throw new OutOfMemoryError("a test");
        };
        put("huge.ogg", new byte[100]);
        ChimeLibrary library = library();
        assertThat(of(library, "huge").problem().orElseThrow()).contains("huge.ogg", "OutOfMemoryError");
        refused(library, "huge", "OutOfMemoryError");
        assertThat(of(library, "huge").problem()).isPresent();
        assertThat(ogg.decoded.get()).isEqualTo(1);
        // Another decoder may do better.
        Decoder better = new Decoder();
        better.first = () -> {};
        ogg.first = () -> {};
        assertThat(of(library, "huge").problem()).isEmpty();
    }

    @Test
    void another_volume_does_not_decode_the_file_anew() throws Exception {
        Decoder ogg = new Decoder();
        put("ours.ogg", new byte[100]);
        ChimeLibrary library = library();
        byte[] usual = library.sound("ours", MONO, USUAL);
        for (double lufs = -40; lufs < -20; lufs += 0.5) {
            assertThat(library.sound("ours", MONO, new LoudnessTarget(lufs, -1))).hasSameSizeAs(usual);
        }
        assertThat(ogg.decoded.get()).isEqualTo(1);
        assertThat(LoudnessMeter.measure(library.sound("ours", MONO, new LoudnessTarget(-31.5, -1)), MONO).integratedLufs().getAsDouble())
                .isCloseTo(-31.5, within(0.1));
    }

    @Test
    void what_is_wrong_with_the_folder_is_told() throws Exception {
        for (int i = 0; i < 1_001; i++) {
            put("c" + i + ".wav", new byte[0]);
        }
        assertThat(library().list()).filteredOn(c -> c.problem().orElse("").contains("more than 1000 sound files")).hasSize(1);
        assertThat(library().ids()).hasSize(1_004);
        Path file = put("file", new byte[0]);
        ChimeLibrary library = new ChimeLibrary(file, new SoundFiles(decoders), new FilterBank());
        assertThat(library.list()).filteredOn(c -> c.problem().orElse("").contains("cannot be read")).hasSize(1);
    }
}
