package announcer.bench.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import announcer.bench.http.FakeProduct;

/** The driver of odd texts, against a product of which the test decides what it does. */
@Timeout(60)
class OddTextBenchTest {
    private FakeProduct product;
    private FuzzRun run;

    @BeforeEach
    void start() throws Exception {
        product = new FakeProduct();
        run = new FuzzRun(product.api(), Duration.ofMillis(300));
    }

    @AfterEach
    void stop() {
        product.close();
    }

    private FuzzRun.Result visit(OddKind kind, String text) throws InterruptedException {
        return run.run(new OddText(1, kind, text), "odd1", "freetts/kevin16");
    }

    @Test
    void every_way_to_end_is_told_apart() throws Exception {
        assertThat(visit(OddKind.ORDINARY, "hello").outcome()).isEqualTo(FuzzOutcome.CUT_SHORT);
        assertThat(product.cancelled()).isEqualTo(1);
        assertThat(visit(OddKind.EMPTY, "").outcome()).isEqualTo(FuzzOutcome.REFUSED);
        assertThat(visit(OddKind.LONE_SURROGATE, "\ud800").outcome()).as("a text that is no Unicode reaches whoever reads it")
                .isIn(FuzzOutcome.REFUSED, FuzzOutcome.CUT_SHORT);
        assertThat(visit(OddKind.ORDINARY, "fail")).isEqualTo(new FuzzRun.Result(FuzzOutcome.FAILED, "no voice could speak \"fail\""));
        assertThat(visit(OddKind.ORDINARY, "lose").outcome()).isEqualTo(FuzzOutcome.LOST);
        assertThat(visit(OddKind.ORDINARY, "hang").outcome()).isEqualTo(FuzzOutcome.HANGING);
        assertThat(visit(OddKind.ORDINARY, "mute").outcome()).isEqualTo(FuzzOutcome.UNEXPLAINED);
        assertThat(visit(OddKind.ORDINARY, "crash").outcome()).isEqualTo(FuzzOutcome.UNEXPLAINED);
        assertThat(visit(OddKind.BOMB, "welcome").outcome()).isEqualTo(FuzzOutcome.WRONGLY_ACCEPTED);
    }

    @Test
    void a_product_that_has_gone_is_an_outcome_too() throws Exception {
        product.close();
        assertThat(visit(OddKind.ORDINARY, "hello").outcome()).isEqualTo(FuzzOutcome.NO_ANSWER);
    }

    @Test
    void all_are_submitted_and_counted_by_kind_and_voice() throws Exception {
        List<String> voices = OddTextBench.voices(product.api());
        assertThat(voices).containsExactly("freetts/kevin16", "mary/cmu-slt-hsmm");
        FuzzReport report = OddTextBench.submitAll(product.api(), List.of("odd1", "odd2", "odd3"), voices, new OddTexts(1, 500), 200,
                Duration.ofSeconds(5), Duration.ofSeconds(40));
        assertThat(report.count()).isEqualTo(200);
        assertThat(report.wrong()).as("texts that are too long, which this product takes").isEqualTo(8);
        assertThat(report.text()).containsPattern("\\| empty +\\| 8 ").containsPattern("\\| freetts/kevin16 +\\| ")
                .containsPattern("\\| mary/cmu-slt-hsmm +\\| ")
                .contains("WRONG: WRONGLY_ACCEPTED by ", "there is nothing to say in \"...\"");
    }

    @Test
    void it_ends_when_time_is_up() throws Exception {
        FuzzReport report = OddTextBench.submitAll(product.api(), List.of("odd1"), List.of("freetts/kevin16"), new OddTexts(1, 500), 1_000,
                Duration.ofSeconds(5), Duration.ZERO);
        assertThat(report.count()).isZero();
    }

    @Test
    void every_kind_meets_every_voice() {
        for (int n = 1; n <= 5; n++) {
            List<String> voices = List.of("a", "b", "c", "d", "e").subList(0, n);
            OddTexts texts = new OddTexts(1, 100);
            Set<String> met = new HashSet<>();
            for (int i = 0; i < OddKind.values().length * (n + 1); i++) {
                OddText text = texts.next();
                met.add(text.kind() + OddTextBench.voice(text, voices));
            }
            assertThat(met).hasSize(n * OddKind.values().length);
        }
    }
}
