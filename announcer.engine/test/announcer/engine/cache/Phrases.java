package announcer.engine.cache;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;

import announcer.api.audio.PcmFormat;
import announcer.api.speech.Prosody;
import announcer.engine.cache.PhraseCache.Limits;

/** What the cache's tests need: phrases whose sound shows whose it is, a clock that is set, a look into the folder. */
final class Phrases {
    static final PcmFormat FORMAT = new PcmFormat(24_000, 1);
    static final int FRAME = FORMAT.bytesPerFrame();
    static final Duration DAY = Duration.ofDays(1);

    private Phrases() {
    }

    /** A clock that stands until it is moved. */
    static final class SetClock implements InstantSource {
        private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-11-25T08:00:00Z"));

        @Override
        public Instant instant() {
            return now.get();
        }

        void forward(Duration by) {
            now.updateAndGet(t -> t.plus(by));
        }
    }

    static PhraseCache.Key key(String text) {
        return new PhraseCache.Key("freetts", "1.0.0", "kevin16", Prosody.NEUTRAL, text, FORMAT, "-23 LUFS");
    }

    static PhraseCache.Key key(int n) {
        return key("Number A-" + n + ", please.");
    }

    /** So many frames, filled with what belongs to this key only. */
    static byte[] sound(PhraseCache.Key key, int frames) {
        byte[] pcm = new byte[frames * FRAME];
        Arrays.fill(pcm, (byte) key.hashCode());
        return pcm;
    }

    static Limits memoryOnly(long bytes) {
        return new Limits(bytes, 0, DAY);
    }

    static Limits diskOnly(long bytes) {
        return new Limits(0, bytes, DAY);
    }

    /** What a phrase of so many frames takes on disk. */
    static long fileBytes(PhraseCache.Key key, int frames) {
        return CacheFile.HEAD_BYTES + new CacheFile(key).key().length + (long) frames * FRAME;
    }

    static Path file(Path folder, PhraseCache.Key key) {
        return folder.resolve(new CacheFile(key).name());
    }

    static List<Path> files(Path folder) {
        if (!Files.exists(folder)) {
            return List.of();
        }
        try (Stream<Path> all = Files.list(folder)) {
            return all.toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static long bytes(Path folder) {
        return files(folder).stream().mapToLong(f -> f.toFile().length()).sum();
    }
}
