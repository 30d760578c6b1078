package announcer.engine.audio;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LoudnessTargetTest {
    @Test
    void it_is_written_as_in_the_keys_of_phrases_that_are_on_disk_already() {
        assertThat(new LoudnessTarget(-23, -1)).hasToString("Loudness[targetLufs=-23.0, ceilingDbtp=-1.0]");
    }
}
