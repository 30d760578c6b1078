package announcer.lib.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ExcerptTest {
    @Test
    void a_short_text_stays_and_a_long_one_is_cut() {
        assertThat(Excerpt.of("", 3)).isEmpty();
        assertThat(Excerpt.of("abc", 3)).isEqualTo("abc");
        assertThat(Excerpt.of("abcd", 3)).isEqualTo("abc...");
        assertThat(Excerpt.quoted("abcd", 3)).isEqualTo("\"abc...\"");
    }

    @Test
    void no_character_is_cut_in_two_and_none_controls_a_log() {
        assertThat(Excerpt.of("a\uD83D\uDE00b", 2)).isEqualTo("a\uD83D\uDE00...");
        assertThat(Excerpt.of("a\nb\u0007", 10)).isEqualTo("a\uFFFDb\uFFFD");
    }
}
