package announcer.itest.product;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;

import org.junit.jupiter.api.Test;

import announcer.bench.Bench;
import announcer.bench.fuzz.OddKind;
import announcer.bench.util.Tools;
import announcer.itest.support.SharedProduct;
import announcer.itest.support.UsesProduct;

/**
 * Texts that nobody expects, each kind of them through every engine: refused with a reason, or with an outcome; none lost, none hanging.
 * The same driver goes through thousands of them by hand: {@code announcer.bench/bench oddtexts}.
 */
@UsesProduct
class OddTextsTest {
    /** One round: each kind by each of the three voices. */
    private static final int COUNT = Boolean.getBoolean("thorough") ? 1_000 : OddKind.values().length * 3;
    /** Of many seeds the one whose texts are soonest synthesised: MaryTTS works on a word of a thousand digits for 13 s. */
    private static final int SEED = Boolean.getBoolean("thorough") ? 1 : 1424;

    @Test
    void each_is_spoken_or_refused_with_a_reason_and_all_engines_speak_afterwards(SharedProduct shared) throws IOException {
        Tools.require("espeak-ng");
        // It binds MaryTTS's first sentence too, for which that loads its voice.
        shared.configure("announcer.engine", "deadlineMillis=60000");
        List<String> arguments = List.of("oddtexts", "--count", String.valueOf(COUNT), "--seed", String.valueOf(SEED), "--minutes", "20",
                "--home", shared.home().folder().toString());
        assertThat(Bench.run(arguments, System.out, System.err)).isZero();
    }
}
