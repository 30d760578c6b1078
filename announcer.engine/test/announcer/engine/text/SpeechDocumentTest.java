package announcer.engine.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import announcer.engine.text.sayas.Characters;

class SpeechDocumentTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
            "One. Two. | One. [300] Two.",
            "<p>One. Two.</p><p>Three.</p> | One. [300] Two. [450] Three.",
            "<s>One</s><s>Two</s> | One [300] Two",
            "<s>One. Still one</s> | One. Still one",
            "One. <break time='2s'/> Two. | One. [2000] Two.",
            "<p>One</p><break time='50ms'/><p>Two</p> | One [50] Two",
            "One. <break strength='none'/> Two. | One. Two.",
            "One <break/> two | One [400] two",
            "One<break strength='x-weak'/>two | One [100] two",
            "One <break strength='weak'/> two | One [200] two",
            "One <break strength='medium'/> two | One [400] two",
            "One <break strength='strong'/> two | One [700] two",
            "One <break strength='x-strong'/> two | One [1200] two",
            "One <break time='1.25s'/> two | One [1250] two",
            "One <break strength='strong' time='60s'/> two | One [60000] two",
            "One <break time='100ms'/> <break time='200ms'/> two | One [300] two",
            "<break time='1s'/> One <break time='3s'/> | [1000] One [3000]",
            "<break time='1s'/> | [1000]",
            "Turn <sub alias='to number'>#</sub> 3 | Turn to number 3",
            "<sub alias='Doctor'>Dr.</sub> Smith. Bye. | Doctor Smith. [300] Bye.",
            "A <emphasis level='strong'>big</emphasis> one | A big one",
            "A <phoneme alphabet='ipa' ph='x'>tomato</phoneme> here | A tomato here",
            "Before <audio src='http://example.org/a.wav'><desc>a bell</desc>ding</audio> after | Before ding after",
            "<metadata><x xmlns='urn:x'>hidden <y/></x></metadata><meta name='a' content='b'/><lexicon uri='u'/>Seen | Seen",
            "One <mark name='here'/>two | One two",
            "A <token>word</token> and <w role='x'>another</w> | A word and another",
            "A &amp; B &#233;&lt; <![CDATA[<c>]]> | A & B é< <c>",
            "One <!-- not this --> two | One two",
            "<say-as interpret-as='characters'>A1</say-as> comes | A, one comes",
            "<say-as interpret-as='address'>Room 8:00, 555-0142</say-as> | Room 8:00, 555-0142",
            "<say-as interpret-as='net'>10.0.0.1:8:00 5:30</say-as> | 10.0.0.1:8:00 5:30",
            "<say-as interpret-as='name'>Flight 8:15, ½</say-as> at 8:15 | Flight 8:15, one half at eight fifteen",
            "<say-as interpret-as='date' format='dmy'>1.2.2024</say-as>. Bye. | February first, twenty twenty-four. [300] Bye.",
            "He said <voice name='x/y'>hello</voice> to me. | He said [100] hello [100] to me.",
            "Hello. <voice name='x/y'>Bye.</voice> | Hello. [300] Bye.",
    })
    void a_plain_engine_is_given_words_and_exact_pauses(String inner, String said) throws Exception {
        assertThat(Said.plain("<speak version='1.1' xmlns='http://www.w3.org/2001/10/synthesis'>" + inner + "</speak>")).isEqualTo(said);
    }

    @Test
    void languages_and_voices_are_listed_and_stay_with_their_pieces() throws Exception {
        SpeechDocument script = SpeechDocument
                .ssml("<speak xml:lang='de-DE'>Guten Tag. <voice name='mary/Bad News' xml:lang='en-GB'>Hello.</voice>"
                        + "<voice language='fr'>Salut.</voice><lang xml:lang='zh-CN'>你好。</lang><voice languages='ru:ru-RU es'>a</voice>"
                        + "<voice gender='female'>b</voice></speak>");
        assertThat(script.language()).contains(Locale.GERMANY);
        assertThat(script.voiceNames()).containsExactly("mary/Bad News");
        assertThat(script.languages()).containsExactly(Locale.UK, Locale.FRENCH, Locale.SIMPLIFIED_CHINESE, new Locale("ru"));
        List<Segment> pieces = script.pieces(Locale.ENGLISH);
        assertThat(pieces).extracting(Segment::language).containsExactly(Optional.empty(), Optional.of(Locale.UK),
                Optional.of(Locale.FRENCH), Optional.of(Locale.SIMPLIFIED_CHINESE), Optional.of(new Locale("ru")), Optional.empty());
        assertThat(pieces.get(1).voice()).contains("mary/Bad News");
        assertThat(pieces.get(2).voice()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"'', false", "'  ...  ', false", "'—!?', false", "a, true", "7, true", "你, true", "😀, true", "€, true", "'\u200b', false"})
    void words_are_what_is_neither_space_nor_punctuation(String text, boolean words) {
        assertThat(SpeechDocument.plain(text).hasWords()).isEqualTo(words);
    }

    @Test
    void a_document_of_pauses_has_no_words() throws Exception {
        assertThat(SpeechDocument.ssml("<speak><break time='1s'/> ... </speak>").hasWords()).isFalse();
        assertThat(SpeechDocument.ssml("<speak><metadata>words</metadata></speak>").hasWords()).isFalse();
        assertThat(SpeechDocument.ssml("<speak><sub alias='words'>.</sub></speak>").hasWords()).isTrue();
    }

    @Test
    void length_counts_what_is_spelled_out_as_what_it_comes_to() throws Exception {
        assertThat(SpeechDocument.plain("12345").pieces(Locale.ENGLISH).get(0).length()).isEqualTo(5);
        assertThat(
                SpeechDocument.ssml("<speak><say-as interpret-as='digits'>12345</say-as></speak>").pieces(Locale.ENGLISH).get(0).length())
                .isEqualTo(30);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"'a\tb\nc\r' | 'a b c '", "'a\u0000\u0007b\u009f' | ab", "'a\ud800b\udc00\ufffe' | ab",
            "'\ufeffa\uffff' | a", "'a😀é\u200d中' | 'a😀é\u200d中'", "'a\u2028b' | 'a b'"})
    void control_characters_and_halves_of_characters_are_cleaned_away(String text, String clean) {
        assertThat(Characters.clean(text)).isEqualTo(clean);
    }
}
