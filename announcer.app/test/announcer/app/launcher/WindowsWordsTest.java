package announcer.app.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WindowsWordsTest {
    @Test
    void blanks_separate_and_quotes_keep_together() {
        assertThat(WindowsWords.split("say  --wait \"one two\" 三 四")).containsExactly("say", "--wait", "one two", "三", "四");
        assertThat(WindowsWords.split("")).isEmpty();
        assertThat(WindowsWords.split("say \"\"")).containsExactly("say", "");
    }

    @Test
    void a_backslash_counts_only_before_a_quote() {
        assertThat(WindowsWords.split("--home C:\\a\\b")).containsExactly("--home", "C:\\a\\b");
        assertThat(WindowsWords.split("--home \"C:\\My home\\\\\" x")).containsExactly("--home", "C:\\My home\\", "x");
        assertThat(WindowsWords.split("say \\\"one\\\"")).containsExactly("say", "\"one\"");
        assertThat(WindowsWords.split("a\\")).containsExactly("a\\");
    }

    @Test
    void a_quote_is_written_twice_within_quotes() {
        assertThat(WindowsWords.split("say \"he said \"\"yes\"\"\"")).containsExactly("say", "he said \"yes\"");
    }
}
