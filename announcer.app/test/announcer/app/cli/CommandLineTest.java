package announcer.app.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CommandLineTest {
    private static final Path HOME = Path.of("/somewhere/announcer-home");

    private static Command parse(String... words) throws UsageException {
        return CommandLine.parse(List.of(words), HOME);
    }

    @Test
    void nothing_at_all_runs_on_the_default_home() throws UsageException {
        assertThat(parse()).isEqualTo(new Command.Run(HOME, OptionalInt.empty(), OptionalInt.empty()));
    }

    @Test
    void run_is_understood_with_and_without_its_name() throws UsageException {
        Command expected = new Command.Run(Path.of("/h"), OptionalInt.of(0), OptionalInt.of(65535));

        assertThat(parse("--home", "/h", "--http-port", "0", "--rtsp-port=65535")).isEqualTo(expected);
        assertThat(parse("run", "--home=/h", "--http-port=0", "--rtsp-port", "65535")).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"say,Gr\uFFFD\uFFFDe", "--home,/srv/Gr\uFFFD\uFFFDe", "say,--voice=\uFFFD"})
    void an_argument_that_java_could_not_read_is_refused_and_shown(String first, String second) {
        assertThatThrownBy(() -> parse(first, second)).isInstanceOf(UsageException.class)
                .hasMessageContaining("an argument is not UTF-8: " + second);
    }

    @Test
    void a_later_home_rules() throws UsageException {
        assertThat(parse("status", "--home", "/a", "--home", "/b", "--json")).isEqualTo(new Command.Status(Path.of("/b"), true));
    }

    @Test
    void say_takes_options_up_to_the_first_word_of_the_text() throws UsageException {
        assertThat(parse("say", "--channel", "lobby", "--voice", "freetts/kevin16", "--priority", "urgent", "--ttl", "30", "--wait",
                "Number", "42",
                "--wait")).isEqualTo(new Command.Say(HOME, Optional.of("lobby"), voice("freetts/kevin16"),
                        Command.Turn.USUAL.with("urgent", Duration.ofSeconds(30)), true, false, List.of("Number", "42", "--wait")));
    }

    private static Command.Manner voice(String id) {
        return new Command.Manner(Optional.of(id), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    @Test
    void say_takes_language_rate_pitch_volume_and_a_document() throws UsageException {
        Command.Manner manner = new Command.Manner(Optional.empty(), Optional.of("zh-CN"), Optional.of(new BigDecimal("1.5")),
                Optional.of(new BigDecimal("0.50")), Optional.of(BigDecimal.ZERO));

        assertThat(parse("say", "--locale", "zh-CN", "--rate=1.5", "--pitch", "0.50", "--volume", "0", "--ssml", "-")).isEqualTo(
                new Command.Say(HOME, Optional.empty(), manner, Command.Turn.USUAL, false, true, List.of("-")));
    }

    @Test
    void say_takes_keys_a_repeat_and_chimes() throws UsageException {
        Command.Turn turn = new Command.Turn(Optional.of("emergency"), Optional.empty(), Optional.of("k1"), Optional.of("A12"),
                Optional.of("hall 3"), OptionalInt.of(2), Optional.of(new BigDecimal("1.5")), Optional.of("gong"), Optional.of("none"));

        assertThat(parse("say", "--priority", "emergency", "--idempotency-key", "k1", "--supersede=A12", "--group", "hall 3", "--repeat", "2",
                "--pause", "1.5", "--chime", "gong", "--chime-after=none", "x"))
                .isEqualTo(new Command.Say(HOME, Optional.empty(), Command.Manner.USUAL, turn, false, false, List.of("x")));
        assertThat(((Command.Say) parse("say", "--idempotency-key", "k", "--ssml", "-")).turn().idempotencyKey()).contains("k");
    }

    @Test
    void voices_takes_a_language() throws UsageException {
        assertThat(parse("voices")).isEqualTo(new Command.Voices(HOME, Optional.empty(), false));
        assertThat(parse("voices", "--locale=de", "--json", "--home", "/h"))
                .isEqualTo(new Command.Voices(Path.of("/h"), Optional.of("de"), true));
        assertThat(parse("voices", "--help")).isInstanceOf(Command.Help.class);
    }

    @Test
    void say_takes_a_text_that_begins_with_a_dash_after_two_dashes() throws UsageException {
        assertThat(((Command.Say) parse("say", "--", "--wait")).text()).containsExactly("--wait");
    }

    @Test
    void a_single_dash_is_standard_input() throws UsageException {
        assertThat(((Command.Say) parse("say", "-")).fromStandardInput()).isTrue();
        assertThat(((Command.Say) parse("say", "-", "more")).fromStandardInput()).isFalse();
    }

    @Test
    void help_and_version_are_understood_everywhere_they_are_looked_for() throws UsageException {
        assertThat(parse("--help")).isInstanceOf(Command.Help.class);
        assertThat(parse("say", "--help")).isInstanceOf(Command.Help.class);
        assertThat(parse("run", "-h")).isInstanceOf(Command.Help.class);
        assertThat(parse("--version")).isInstanceOf(Command.Version.class);
    }

    @ParameterizedTest
    @CsvSource({"--http-port 65536, 65536", "--http-port -1, -1", "--rtsp-port eight, eight", "--rtsp-port +1, +1",
            "--http-port, needs a value",
            "--nonsense, --nonsense", "dance, dance", "run away, away", "status now, now", "say, text", "say --ttl 0 x, 0",
            "say --priority high x, high", "say --repeat 0 x, 1 or more", "say --pause soon x, seconds",
            "say --idempotency-key k -, several",
            "--home= , folder", "status --wait, --wait", "say --rate fast x, fast", "say --rate -1 x, -1", "say --pitch NaN x, NaN",
            "say --volume 1e999 x, 1e999", "say --volume, needs a value", "say --ssml, text", "voices de, de", "voices --ssml, --ssml",
            "dance, voices"})
    void what_is_wrong_is_named(String line, String named) {
        assertThatThrownBy(() -> parse(line.split(" "))).isInstanceOf(UsageException.class).hasMessageContaining(named);
    }
}
