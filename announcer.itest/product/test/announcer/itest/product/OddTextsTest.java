package announcer.itest.product;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import org.junit.jupiter.api.Test;

import announcer.bench.Bench;
import announcer.bench.fuzz.OddKind;
import announcer.bench.util.Tools;

/**
 * Texts that nobody expects, each kind of them through every engine: refused with a reason, or with an outcome; none lost, none hanging.
 * The same driver goes through thousands of them by hand: {@code announcer.bench/bench oddtexts}.
 */
class OddTextsTest {
    /** One round: each kind by each of the three voices. */
    private static final int COUNT = Boolean.getBoolean("thorough") ? 1_000 : OddKind.values().length * 3;

    @Test
    void each_is_spoken_or_refused_with_a_reason_and_all_engines_speak_afterwards() {
        Tools.require("espeak-ng");
        assertThat(Bench.run(List.of("oddtexts", "--count", String.valueOf(COUNT), "--minutes", "20"), System.out, System.err)).isZero();
    }
}
