package announcer.app.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WindowsArgumentsTest {
    @Test
    void blanks_separate_and_quotes_keep_together() {
        assertThat(WindowsArguments.split("say  --wait \"one two\" 三 四")).containsExactly("say", "--wait", "one two", "三", "四");
        assertThat(WindowsArguments.split("")).isEmpty();
        assertThat(WindowsArguments.split("say \"\"")).containsExactly("say", "");
    }

    @Test
    void a_backslash_counts_only_before_a_quote() {
        assertThat(WindowsArguments.split("--home C:\\a\\b")).containsExactly("--home", "C:\\a\\b");
        assertThat(WindowsArguments.split("--home \"C:\\My home\\\\\" x")).containsExactly("--home", "C:\\My home\\", "x");
        assertThat(WindowsArguments.split("say \\\"one\\\"")).containsExactly("say", "\"one\"");
        assertThat(WindowsArguments.split("a\\")).containsExactly("a\\");
    }

    @Test
    void a_quote_is_written_twice_within_quotes() {
        assertThat(WindowsArguments.split("say \"he said \"\"yes\"\"\"")).containsExactly("say", "he said \"yes\"");
    }
}
