package announcer.calling.ticket;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TypedNumberTest {
    @ParameterizedTest
    @CsvSource({"a-23, A-23", "57, 57", "' b 017 ', B 017", "01.02.03, 01.02.03", "\uff21-\uff10\uff12\uff13, A-023",
            "\u7532\uff13, \u75323",
            "A/7, A/7"})
    void whatIsANumberIsPrintedAsOne(String typed, String printed) {
        assertThat(TypedNumber.of(typed)).contains(printed);
    }

    /** A board shows it to everybody: no names, no markup, no line ends. */
    @ParameterizedTest
    @ValueSource(strings = {"", " ", "Mr Smith", "SMITH 1", "abc", "-1", "1-", "<b>1", "1\n2", "{1}", "12345678901234567", "\ufdfa1"})
    void whatIsNoneIsRefused(String typed) {
        assertThat(TypedNumber.of(typed)).isEmpty();
    }

    @Test
    void aLongTextCostsNothing() {
        assertThat(TypedNumber.of("\ufdfa".repeat(1_000_000))).isEmpty();
    }
}
