package announcer.engine.cache;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import announcer.api.audio.PcmFormat;
import announcer.api.speech.Prosody;

@Timeout(30)
class PhraseCacheTest {
    @TempDir
    Path folder;

    @Test
    void what_was_put_is_found() {
        try (PhraseCache cache = new PhraseCache(folder, new PhraseCache.Limits(100_000, 100_000, Duration.ofDays(1)),
                InstantSource.system())) {
            PhraseCache.Key key = new PhraseCache.Key("e", "1", "v", Prosody.NEUTRAL, "Hello.", new PcmFormat(24_000, 1), "none");
            assertThat(cache.get(key)).isEmpty();
            cache.put(key, new byte[960]);
            assertThat(cache.get(key)).hasValue(new byte[960]);
        }
    }
}
