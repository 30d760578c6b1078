package announcer.itest.product;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import org.junit.jupiter.api.Test;

import announcer.bench.Bench;
import announcer.bench.Tools;

/**
 * Texts that nobody expects, each kind of them through every engine: refused with a reason, or with an outcome; none lost, none hanging.
 * The same driver goes through thousands of them by hand: {@code announcer.bench/bench oddtexts}.
 */
class OddTextsTest {
    private static final String COUNT = "100";

    @Test
    void each_is_spoken_or_refused_with_a_reason_and_all_engines_speak_afterwards() {
        Tools.require("espeak-ng");
        assertThat(Bench.run(List.of("oddtexts", "--count", COUNT, "--minutes", "5"), System.out, System.err)).isZero();
    }
}
