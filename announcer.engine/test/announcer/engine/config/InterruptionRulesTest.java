package announcer.engine.config;

import static announcer.engine.config.Interruption.CUT_AND_REPEAT;
import static announcer.engine.config.Interruption.CUT_AND_RESUME;
import static announcer.engine.config.Interruption.DUCK;
import static announcer.engine.config.Interruption.WAIT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import announcer.api.Priority;

class InterruptionRulesTest {
    private static InterruptionRules rules(String... lines) throws Exception {
        return InterruptionRules.of(lines);
    }

    @Test
    void without_a_line_an_emergency_cuts_all_others_and_all_else_waits() throws Exception {
        for (InterruptionRules r : new InterruptionRules[]{InterruptionRules.DEFAULT, rules(), rules(" "), InterruptionRules.of(null),
                rules("emergency>urgent = cut, repeat", "emergency>routine = cut, repeat", "emergency>background = cut, repeat")}) {
            for (Priority comes : Priority.values()) {
                for (Priority spoken : Priority.values()) {
                    assertThat(r.of(comes, spoken)).as("%s over %s", comes, spoken)
                            .isEqualTo(comes == Priority.EMERGENCY && spoken != Priority.EMERGENCY ? CUT_AND_REPEAT : WAIT);
                }
            }
        }
    }

    @Test
    void a_line_is_about_its_pair_alone() throws Exception {
        InterruptionRules r = rules("urgent>routine = cut, resume", " EMERGENCY > urgent=wait ", "routine>background = Cut,Repeat");
        assertThat(r.of(Priority.URGENT, Priority.ROUTINE)).isEqualTo(CUT_AND_RESUME);
        assertThat(r.of(Priority.EMERGENCY, Priority.URGENT)).isEqualTo(WAIT);
        assertThat(r.of(Priority.ROUTINE, Priority.BACKGROUND)).isEqualTo(CUT_AND_REPEAT);
        assertThat(r.of(Priority.URGENT, Priority.BACKGROUND)).isEqualTo(WAIT);
        assertThat(r.of(Priority.EMERGENCY, Priority.ROUTINE)).isEqualTo(CUT_AND_REPEAT);
        assertThat(r.cuts(Priority.ROUTINE, Priority.URGENT)).isFalse();
    }

    @Test
    void one_that_ducks_is_heard_at_once_and_cuts_nothing() throws Exception {
        InterruptionRules r = rules("urgent>background = Duck");
        assertThat(r.of(Priority.URGENT, Priority.BACKGROUND)).isEqualTo(DUCK);
        assertThat(r.interrupts(Priority.URGENT, Priority.BACKGROUND)).isTrue();
        assertThat(r.cuts(Priority.URGENT, Priority.BACKGROUND)).isFalse();
        assertThat(r.interrupts(Priority.URGENT, Priority.ROUTINE)).isFalse();
        assertThat(r.interrupts(Priority.EMERGENCY, Priority.BACKGROUND)).isTrue();
    }

    @Test
    void a_comma_that_separated_lines_in_a_file_is_understood() throws Exception {
        InterruptionRules r = rules("urgent>routine = cut", " resume", "urgent>background = cut", "repeat");
        assertThat(r.of(Priority.URGENT, Priority.ROUTINE)).isEqualTo(CUT_AND_RESUME);
        assertThat(r.of(Priority.URGENT, Priority.BACKGROUND)).isEqualTo(CUT_AND_REPEAT);
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {
            "urgent>routine; a line is a higher priority",
            "urgnt>routine = wait; \"urgnt\" is no priority",
            "routine>urgent = cut, repeat; routine is not above urgent",
            "urgent>urgent = cut, repeat; urgent is not above urgent",
            "urgent>routine = cut; say what becomes of the one that is cut",
            "urgent>routine = shout; wait, duck, cut, repeat or cut, resume",
            "repeat; a line is"})
    void what_cannot_be_understood_is_quoted_and_answered(String line, String message) {
        assertThatThrownBy(() -> rules(line)).hasMessageContaining("interruptions").hasMessageContaining("\"" + line + "\"")
                .hasMessageContaining(message);
    }

    @Test
    void two_lines_about_one_pair_are_refused() {
        assertThatThrownBy(() -> rules("urgent>routine = wait", "URGENT>routine = cut, repeat")).hasMessageContaining("same pair");
    }
}
