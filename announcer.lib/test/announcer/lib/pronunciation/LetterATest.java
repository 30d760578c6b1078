package announcer.lib.pronunciation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LetterATest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"A zero two three, please go to counter three|ay zero two three, please go to counter three",
            "A one two, please|ay one two, please", "A twelve, please|ay twelve, please", "A twenty-one|ay twenty-one", "A five|ay five",
            "Number A twelve and A five go to A seven|Number ay twelve and ay five go to ay seven",
            "A B zero one two|ay B zero one two", "Go to counter A.|Go to counter ay.", "Go to counter A|Go to counter ay",
            "Counter A, please. A five, now|Counter ay, please. ay five, now", "Counter A three|Counter ay three",
            "twelve A is next|twelve ay is next",
            "A A five, please|ay ay five, please", "A five to counter three|ay five to counter three",
            "A one B two, please|ay one B two, please"})
    void the_letter_of_a_ticket_is_named(String text, String said) {
        assertThat(LetterA.named(text, "ay")).isEqualTo(said);
    }

    @ParameterizedTest
    @ValueSource(strings = {"A two hour delay is expected", "A five minute walk", "A two-hour delay", "A train", "Wait. A train comes",
            "a five, b",
            "A", "", "AB five", "Once Upon A Time", "Number A 23, please", "A one time offer", "All five, please"})
    void an_article_stays_one(String text) {
        assertThat(LetterA.named(text, "ay")).isEqualTo(text);
    }

    /** Seconds, if a letter cost what follows it. */
    @Test
    @Timeout(5)
    void a_row_of_letters_costs_its_length() {
        String text = "A ".repeat(500_000);
        assertThat(LetterA.named(text, "ay")).isEqualTo(text);
    }
}
