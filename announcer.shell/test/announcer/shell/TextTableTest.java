package announcer.shell;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TextTableTest {
    @Test
    void columns_are_as_wide_as_their_widest_word() {
        assertThat(new TextTable("A", "LONG TITLE", "C").row("wide word", 1, "x").row("", "y", "").toString()).isEqualTo("""
                A          LONG TITLE  C
                wide word  1           x
                           y""");
    }

    @Test
    void words_that_would_break_a_line_are_mended() {
        assertThat(new TextTable("A").row("one\r\ntwo\u001b[2J").toString()).isEqualTo("A\none two [2J");
    }

    @Test
    void shortening_never_cuts_a_character() {
        assertThat(TextTable.shortened("12345", 5)).isEqualTo("12345");
        assertThat(TextTable.shortened("123456", 5)).isEqualTo("12...");
        assertThat(TextTable.shortened("\uD83D\uDE00".repeat(6), 5)).isEqualTo("\uD83D\uDE00\uD83D\uDE00...");
    }
}
