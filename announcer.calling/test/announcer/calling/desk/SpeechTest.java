package announcer.calling.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import announcer.api.Markup;
import announcer.api.calling.Words;
import announcer.api.lexicon.TicketCall;
import announcer.api.lexicon.TicketGrammar;

class SpeechTest {
    private final Office office = new Office();

    /** Says who asked for what. */
    private static final class Grammar implements TicketGrammar {
        @Override
        public String ticket(String id, Locale locale) {
            return id;
        }

        @Override
        public String counter(String id, Locale locale) {
            return id;
        }

        @Override
        public String template(Locale locale) {
            return locale.getLanguage().equals("fr") ? "{ticket} au {counter}" : "{ticket} to {counter}";
        }

        @Override
        public String render(String template, TicketCall values, Locale locale) {
            if (template.contains("boom")) {
                throw new IllegalArgumentException("cannot be said");
            }
            return locale.getLanguage() + "[" + template.replace("{ticket}", "<" + values.ticket() + ">")
                    .replace("{counter}", values.counter()).replace("{service}", values.service()) + "]";
        }

        @Override
        public void check(String template) {
            // All are right.
        }
    }

    private List<String> words(String counter, Optional<String> service) throws Exception {
        return office.desk.words(counter, "a-7", service).words().stream().map(Words.InLanguage::text).toList();
    }

    @Test
    void withoutAGrammarTheNumberIsSaidAsItIsWritten() throws Exception {
        office.house = office.house(Map.of("languages", new String[]{"en", "zh", "fr"}));

        assertThat(words("c3", Optional.of("a"))).containsExactly("A-7, please go to counter three.", "\u8bf7A-7\u52303\u3002", "A-7, 3");
    }

    @Test
    void theGrammarPutsItIntoWords() throws Exception {
        office.grammar = Optional.of(new Grammar());
        office.house = office.house(Map.of("languages", new String[]{"fr", "en"}, "templates", new String[]{"en={ticket} for {service}"}));

        assertThat(words("c3", Optional.of("a"))).containsExactly("fr[<A-7> au 3]", "en[<A-7> for Accounts]");
    }

    @Test
    void aTemplateThatCannotBeSaidLosesNoCall() throws Exception {
        office.grammar = Optional.of(new Grammar());
        office.house = office.house(Map.of("templates", new String[]{"en=boom {ticket} {counter}"}));

        assertThat(words("c3", Optional.empty())).containsExactly("boom A-7 counter three");
    }

    @Test
    void severalLanguagesAreOneAnnouncement() throws Exception {
        office.house = office.house(Map.of("languages", new String[]{"en", "zh-CN"}, "voices", new String[]{"zh=system/cmn"},
                "templates", new String[]{"en={ticket} & <{counter}>"}));
        var request = office.desk.words("c3", "a-7", Optional.empty()).request();

        assertThat(request.markup()).isEqualTo(Markup.SSML);
        assertThat(request.text()).isEqualTo("<speak xml:lang=\"en\"><voice xml:lang=\"en\"><s>A-7 &amp; &lt;counter three&gt;</s></voice>"
                + "<break time=\"500ms\"/><voice xml:lang=\"zh-CN\" name=\"system/cmn\"><s>\u8bf7A-7\u52303\u3002</s></voice></speak>");
    }
}
