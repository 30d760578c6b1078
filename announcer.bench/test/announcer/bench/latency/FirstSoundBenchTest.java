package announcer.bench.latency;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.text.BreakIterator;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import announcer.bench.http.FakeProduct;

@Timeout(60)
class FirstSoundBenchTest {
    @Test
    void no_sentence_comes_twice() {
        FreshTexts texts = new FreshTexts(new Random(1));
        List<String> all = new ArrayList<>();
        for (int n : new int[]{1, 5, 20, 1}) {
            List<String> sentences = sentences(texts.text(n));
            assertThat(sentences).hasSize(n);
            all.addAll(sentences);
        }
        assertThat(new HashSet<>(all)).hasSameSizeAs(all);
        assertThat(new FreshTexts(new Random(2)).text(1)).as("another run").isNotEqualTo(new FreshTexts(new Random(1)).text(1));
    }

    private static List<String> sentences(String text) {
        BreakIterator breaks = BreakIterator.getSentenceInstance(Locale.ENGLISH);
        breaks.setText(text);
        List<String> sentences = new ArrayList<>();
        for (int from = breaks.first(), to = breaks.next(); to != BreakIterator.DONE; from = to, to = breaks.next()) {
            sentences.add(text.substring(from, to).strip());
        }
        return sentences;
    }

    @Test
    void times_are_shown_by_voice_sentences_and_cached_or_not() {
        FirstSounds sounds = new FirstSounds();
        for (int i = 1; i <= 20; i++) {
            sounds.add("freetts/kevin16", 1, false, i * 10, false);
            sounds.add("freetts/kevin16", 1, true, i, i > 1);
        }
        sounds.add("mary/cmu-slt-hsmm", 20, false, 300, false);
        assertThat(sounds.table()).hasToString("""
                | voice             | sentences | cached | tries | median ms | p95 ms | max ms | least ms | cache hits |
                | ----------------- | --------- | ------ | ----- | --------- | ------ | ------ | -------- | ---------- |
                | freetts/kevin16   | 1         | no     | 20    | 100       | 190    | 200    | 10.0     | 0          |
                | freetts/kevin16   | 1         | yes    | 20    | 10.0      | 19.0   | 20.0   | 1.00     | 19         |
                | mary/cmu-slt-hsmm | 20        | no     | 1     | 300       | 300    | 300    | 300      | 0          |
                """);
    }

    @Test
    void each_voice_that_is_there_is_measured_and_each_announcement_cut_short() throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (FakeProduct product = new FakeProduct()) {
            new FirstSoundBench(Duration.ZERO).measure(product.api(), List.of("freetts/kevin16", "system/en-us"), 2,
                    new PrintStream(out, true, StandardCharsets.UTF_8));
            assertThat(product.cancelled()).isEqualTo(3 + 3 * 2 * 2);
        }
        assertThat(out.toString(StandardCharsets.UTF_8)).contains("The voice system/en-us is not there.").containsPattern(
                "\\| freetts/kevin16 \\| 20 +\\| no +\\| 2 +\\| 30.0 +\\| 30.0 +\\| 30.0 +\\| 30.0 +\\| 0 ")
                .containsPattern("\\| freetts/kevin16 \\| 5 +\\| yes +\\| 2 +\\| 30.0 +\\| 30.0 +\\| 30.0 +\\| 30.0 +\\| 2 ");
    }
}
