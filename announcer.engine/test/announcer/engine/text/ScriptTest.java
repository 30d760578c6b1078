package announcer.engine.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;

import org.junit.jupiter.api.Test;

class ScriptTest {
    @Test
    void plain_text_is_cut_into_sentences() {
        assertThat(Script.plain("Number one, please. Counter three.").pieces(Locale.ENGLISH)).hasSize(2);
    }

    @Test
    void a_document_is_cut_into_sentences() throws Exception {
        assertThat(Script.ssml("<speak>Number one, please. <break time='2s'/> Counter three.</speak>").pieces(Locale.ENGLISH)).hasSize(2);
    }
}
