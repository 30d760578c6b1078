package announcer.engine.cache;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import announcer.api.audio.PcmFormat;
import announcer.api.speech.Prosody;

/** A folder of phrases that was written by the code of 49a8ebb: it stays readable. */
class OldPhrasesTest {
    private static final Path OLD = Path.of("test/announcer/engine/cache/phrases-of-49a8ebb");
    private static final InstantSource MADE = InstantSource.fixed(Instant.parse("2026-01-01T00:00:00Z"));
    private static final PhraseCache.Limits LIMITS = new PhraseCache.Limits(1 << 20, 1 << 20, Duration.ofDays(30));

    @TempDir
    Path folder;

    static PhraseCache.Key key(int n) {
        return new PhraseCache.Key("freetts", "0.9." + n, "freetts/kevin16", new Prosody(1 + n / 4.0, 1, 0.5),
                "[Speech[text=Grüße \uD83D\uDE00 \uD800 " + n + ", ssml=Optional.empty]]", new PcmFormat(8_000 * (n + 1), n + 1),
                "Loudness[-23]");
    }

    static byte[] sound(int n) {
        byte[] pcm = new byte[key(n).format().bytesPerFrame() * (n + 1)];
        for (int i = 0; i < pcm.length; i++) {
            pcm[i] = (byte) (i * 31 + n);
        }
        return pcm;
    }

    @Test
    void phrases_that_an_older_announcer_wrote_are_found_and_written_the_same_today() throws Exception {
        List<Path> old;
        try (Stream<Path> all = Files.list(OLD)) {
            old = all.sorted().toList();
        }
        assertThat(old).hasSize(2);
        Path copy = Files.createDirectory(folder.resolve("old"));
        for (Path p : old) {
            Files.copy(p, copy.resolve(p.getFileName()));
        }
        try (PhraseCache cache = new PhraseCache(copy, LIMITS, MADE);
                PhraseCache fresh = new PhraseCache(folder.resolve("new"), LIMITS, MADE)) {
            for (int n = 0; n < 2; n++) {
                assertThat(cache.get(key(n))).hasValueSatisfying(pcm -> assertThat(pcm).isNotEmpty());
                assertThat(cache.get(key(n)).orElseThrow()).isEqualTo(sound(n));
                fresh.put(key(n), sound(n));
            }
            cache.flush();
            assertThat(cache.figures().diskEntries()).isEqualTo(2);
            fresh.flush();
        }
        for (Path p : old) {
            assertThat(folder.resolve("new").resolve(p.getFileName())).hasSameBinaryContentAs(p);
        }
    }
}
