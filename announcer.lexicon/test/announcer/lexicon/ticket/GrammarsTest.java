package announcer.lexicon.ticket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Locale;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import announcer.api.config.InvalidConfigurationException;
import announcer.api.lexicon.TicketCall;

class GrammarsTest {
    private static final TicketCall CALL = new TicketCall("A-023", "3", "Passports");

    private final Grammars grammars = new Grammars();

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"en|A zero two three, please go to counter three",
            "en-AU|A zero two three, please go to counter three",
            "de-AT|A null zwei drei, bitte zu Schalter drei", "zh-CN|请A零二三号到三号窗口", "cmn|请A零二三号到三号窗口",
            "zh-TW|請A零二三號到三號櫃檯", "zh-Hant|請A零二三號到三號櫃檯", "fr|A z\u00e9ro deux trois: trois"})
    void a_call_is_said_as_is_usual_in_the_language(String tag, String said) {
        Locale locale = Locale.forLanguageTag(tag);
        assertThat(grammars.render(grammars.template(locale), CALL, locale)).isEqualTo(said);
    }

    @Test
    void on_taiwan_one_is_one() {
        assertThat(grammars.ticket("X-1203", Locale.TAIWAN)).isEqualTo("X一二零三號");
    }

    /** Nobody knows its numbers: the speech engine gets the figures, one by one. */
    @Test
    void a_language_without_number_words_has_its_figures_said_one_by_one() {
        assertThat(grammars.ticket("A-023", Locale.forLanguageTag("tlh"))).isEqualTo("A 0 2 3");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"3|counter three", "03|counter three", "12|counter twelve", "A3|counter A three",
            "B-12|counter B twelve", "C|counter C", "000|counter zero", "Room 5|Room 5", "Cashier|Cashier", " Window 2 |Window 2",
            "VIP|VIP"})
    void a_counter_is_a_number_or_a_name(String id, String said) {
        assertThat(grammars.counter(id, Locale.ENGLISH)).isEqualTo(said);
    }

    @Test
    void a_template_has_its_values_wherever_they_stand() {
        assertThat(grammars.render("{service}: {counter} for {ticket}, {ticket}!", CALL, Locale.ENGLISH))
                .isEqualTo("Passports: counter three for A zero two three, A zero two three!");
        assertThat(grammars.render("Closed", new TicketCall("", "", ""), Locale.ENGLISH)).isEqualTo("Closed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "{ticket", "ticket}", "{tickets}", "{{ticket}}", "{Ticket}", "{}", "{ticket} {who}"})
    void what_is_no_template_is_refused_at_the_door(String template) {
        assertThatIllegalArgumentException().isThrownBy(() -> grammars.check(template)).withMessageContaining("template");
        assertThatIllegalArgumentException().isThrownBy(() -> grammars.render(template, CALL, Locale.ENGLISH));
    }

    @Test
    void a_template_that_is_too_long_is_refused() {
        grammars.check("x".repeat(2000));
        assertThatIllegalArgumentException().isThrownBy(() -> grammars.check("x".repeat(2001))).withMessageContaining("2001");
    }

    @Test
    void a_value_that_is_named_and_not_given_is_told() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> grammars.render("{ticket} {counter}", new TicketCall("A1", " ", ""), Locale.UK))
                .withMessage("the template names {counter}, but no counter is given");
    }

    @Test
    void what_is_no_ticket_is_refused_in_words() {
        assertThatIllegalArgumentException().isThrownBy(() -> grammars.ticket("--", Locale.UK)).withMessageContaining("\"--\"");
        assertThatIllegalArgumentException().isThrownBy(() -> grammars.ticket("7".repeat(65), Locale.UK)).withMessageContaining("65");
        assertThat(grammars.ticket("7".repeat(64), Locale.UK)).startsWith("seven seven");
    }

    @Test
    void digits_are_said_as_they_are_configured() throws Exception {
        put("ONE_BY_ONE", 2, 2, true);
        assertThat(List.of(ticket("57"), ticket("A-1203"))).containsExactly("five seven", "A one two zero three");
        put("GROUPS", 2, 2, true);
        assertThat(List.of(ticket("1203"), ticket("A023"), ticket("2034"), ticket("1000"), ticket("5")))
                .containsExactly("twelve, zero three", "A zero, twenty-three", "twenty, thirty-four", "ten, zero zero", "five");
        put("GROUPS", 2, 3, true);
        assertThat(ticket("12345")).isEqualTo("twelve, three hundred forty-five");
        put("NUMBER", 4, 2, true);
        assertThat(List.of(ticket("1203"), ticket("12030"), ticket("0120")))
                .containsExactly("one thousand two hundred three", "one two zero three zero", "zero one two zero");
        put("NUMBER", 2, 2, false);
        assertThat(List.of(ticket("007"), ticket("A-023"), ticket("000"))).containsExactly("seven", "A twenty-three", "zero");
    }

    private String ticket(String id) {
        return grammars.ticket(id, Locale.UK);
    }

    private void put(String digits, int longestNumber, int groupSize, boolean leadingZeros) throws InvalidConfigurationException {
        grammars.put("a", GrammarParser.grammar(new GrammarParser.Written("en", "SPELLED", digits, longestNumber, groupSize, leadingZeros,
                "AS_WRITTEN", List.of(), "", "", "", false)));
    }

    @Test
    void names_forms_and_order_are_configured_and_the_language_of_a_country_comes_first() throws Exception {
        grammars.put("a", GrammarParser.grammar(new GrammarParser.Written("en", "SPELLED", "NUMBER", 2, 2, true, "DIGITS_FIRST",
                List.of("a=Alpha", "0 = oh", "-=dash", "==equals", " "), "number {id}", "window {id}", "{counter} now: {ticket}", false)));
        grammars.put("b", GrammarParser.grammar(new GrammarParser.Written("en-GB", "AS_WRITTEN", "NUMBER", 2, 2, true, "AS_WRITTEN",
                List.of(), "", "", "", false)));
        assertThat(grammars.render(grammars.template(Locale.US), CALL, Locale.US))
                .isEqualTo("window three now: number oh two three Alpha dash");
        assertThat(grammars.ticket("BUS12", Locale.UK)).isEqualTo("BUS twelve");
        grammars.remove("a");
        assertThat(grammars.ticket("A-023", Locale.US)).isEqualTo("A zero two three");
    }

    /** An administrator who wants no 幺 says so by its name. */
    @Test
    void a_name_takes_the_place_of_a_built_in_one() throws Exception {
        grammars.put("a", GrammarParser.grammar(new GrammarParser.Written("zh", "SPELLED", "NUMBER", 2, 2, true, "AS_WRITTEN",
                List.of("1=一"), "", "", "", false)));
        assertThat(grammars.ticket("A-101", Locale.CHINA)).isEqualTo("A一零一号");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"language|''|SPELLED|2|A=Alpha|{id}|{ticket}", "language|english!|SPELLED|2|A=Alpha|{id}|{ticket}",
            "letters|en|spelled|2|A=Alpha|{id}|{ticket}", "longestNumber|en|SPELLED|10|A=Alpha|{id}|{ticket}",
            "names|en|SPELLED|2|Alpha|{id}|{ticket}", "names|en|SPELLED|2|A=|{id}|{ticket}", "names|en|SPELLED|2|A=!|{id}|{ticket}",
            "ticketForm|en|SPELLED|2|A=Alpha|number|{ticket}", "ticketForm|en|SPELLED|2|A=Alpha|{id} {id}|{ticket}",
            "template|en|SPELLED|2|A=Alpha|{id}|{tickt}"})
    void a_configuration_that_cannot_be_used_is_refused_and_its_field_named(String key, String language, String letters, int longest,
            String name, String form, String template) {
        GrammarParser.Written written = new GrammarParser.Written(language, letters, "NUMBER", longest, 2, true, "AS_WRITTEN",
                List.of(name),
                form, "", template, false);
        assertThatThrownBy(() -> GrammarParser.grammar(written)).isInstanceOfSatisfying(InvalidConfigurationException.class,
                e -> assertThat(e.key()).isEqualTo(key)).hasMessageStartingWith(key + " ");
    }
}
