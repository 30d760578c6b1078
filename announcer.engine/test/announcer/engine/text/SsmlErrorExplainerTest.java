package announcer.engine.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SsmlErrorExplainerTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
            "<speak>a & b</speak> | 1 | 10 | bare &; write &amp;",
            "<speak>AT&T</speak> | 1 | 10 | write &amp;",
            "<speak>a &nbsp; b</speak> | 1 | 10 | &nbsp; is not known",
            "<speak>3 < 5</speak> | 1 | 10 | write &lt;",
            "<speak>~ <p>x~</speak> | 3 | 1 | </speak> stands where <p> is to be closed",
            "<speak>~ <p>x | 2 | 2 | <p> is not closed; add </p>",
            "<speak>x</spaek> | 1 | 9 | write </speak> first",
            "hello | 1 | 1 | this is text, not SSML",
            "~  hello | 2 | 3 | this is text, not SSML",
            "<spaek>x</spaek> | 1 | 1 | begins with <speak>",
            "<p xmlns='urn:x'>x</p> | 1 | 1 | begins with <speak>",
            "~<?xml version='1.0'?><speak>x</speak> | 2 | 1 | nothing may come before <?xml",
            "<speak>~  <brake/></speak> | 2 | 3 | <brake> is not an element of SSML; there are audio, break",
            "<speak>~ é😀 <m:x xmlns:m='urn:m'/></speak> | 2 | 6 | <m:x> is not an element of SSML",
            "<speak>~  <break tim='1s'/></speak> | 2 | 10 | <break> has no attribute tim; it may have strength, time",
            "<speak>~  <break~    time='1h'/></speak> | 3 | 5 | time=\"1h\" is not a time; write",
            "<speak><break time='61s'/></speak> | 1 | 15 | too long; a break is at most 60s",
            "<speak><break strength='huge'/></speak> | 1 | 15 | use one of none, x-weak",
            "<speak><say-as>1</say-as></speak> | 1 | 8 | <say-as> needs the attribute interpret-as",
            "<speak><say-as interpret-as='foo'>1</say-as></speak> | 1 | 16 | use one of address, cardinal, characters",
            "<speak><say-as interpret-as='date'>1<p/></say-as></speak> | 1 | 37 | <p> stands within <say-as>, which may only hold text",
            "<speak><prosody rate='quick'>x</prosody></speak> | 1 | 17 | rate=\"quick\" is not understood",
            "<speak><prosody pitch='50dB'>x</prosody></speak> | 1 | 17 | pitch=\"50dB\" is not understood",
            "<speak><emphasis level='loud'>x</emphasis></speak> | 1 | 18 | use one of strong, moderate",
            "<speak><voice xml:lang='!!'>x</voice></speak> | 1 | 15 | is not a language",
            "<speak><lang>x</lang></speak> | 1 | 8 | <lang> needs the attribute xml:lang",
            "<speak><sub>x</sub></speak> | 1 | 8 | <sub> needs the attribute alias",
            "<speak><speak>x</speak></speak> | 1 | 8 | there is one <speak>",
            "<speak>x</speak><p/> | 1 | 17 | nothing may follow </speak>",
            "<speak>x</speak>~ trail | 2 | 2 | nothing may follow </speak>",
            "<speak>x</speak | 1 | 9 | </speak is not finished",
            "<speak>&#xD800;</speak> | 1 | 8 | is not known",
            "<!DOCTYPE speak><speak>x</speak> | 1 | 1 | document type",
    })
    void the_place_and_the_remedy_are_told(String document, int line, int column, String message) {
        MarkupException e = catchThrowableOfType(MarkupException.class, () -> SpeechDocument.ssml(document.replace('~', '\n')));
        assertThat(e).as(document).isNotNull();
        assertThat(e.getMessage()).contains(message);
        assertThat(e.line() + ":" + e.column()).isEqualTo(line + ":" + column);
    }

    @Test
    void an_empty_document_is_refused() {
        assertThatThrownBy(() -> SpeechDocument.ssml(" \n ")).isInstanceOf(MarkupException.class)
                .hasMessageContaining("the document is empty");
    }

    @Test
    void places_are_right_deep_in_a_long_document_with_carriage_returns() {
        String line = "words and <emphasis>more</emphasis> words 😀 \r\n";
        MarkupException e = catchThrowableOfType(MarkupException.class,
                () -> SpeechDocument.ssml("\ufeff<speak>\r" + line.repeat(3_000) + "  <brake/></speak>"));
        assertThat(e.line()).isEqualTo(3_002);
        assertThat(e.column()).isEqualTo(3);
    }

    @Test
    void nothing_outside_the_document_is_read_and_no_entity_is_known() {
        String[] attacks = {"<!DOCTYPE speak SYSTEM 'http://127.0.0.1:1/x.dtd'><speak>x</speak>",
                "<!DOCTYPE speak [<!ENTITY x SYSTEM 'file:///etc/hostname'>]><speak>&x;</speak>",
                "<!DOCTYPE speak [<!ENTITY a 'aaaa'><!ENTITY b '&a;&a;&a;&a;'><!ENTITY c '&b;&b;&b;&b;'>]><speak>&c;</speak>",
                "<!DOCTYPE speak [<!ENTITY % p SYSTEM 'file:///etc/hostname'> %p;]><speak>x</speak>"};
        for (String attack : attacks) {
            assertThatThrownBy(() -> SpeechDocument.ssml(attack)).isInstanceOf(MarkupException.class).hasMessageContaining("document type");
        }
    }

    @Test
    void fifty_elements_deep_is_enough() throws Exception {
        assertThat(SpeechDocument.ssml("<speak>" + "<emphasis>".repeat(49) + "x" + "</emphasis>".repeat(49) + "</speak>").hasWords())
                .isTrue();
        assertThatThrownBy(() -> SpeechDocument.ssml("<speak>" + "<emphasis>".repeat(50) + "x")).isInstanceOf(MarkupException.class)
                .hasMessageContaining("more than 50 deep");
        assertThatThrownBy(() -> SpeechDocument.ssml("<speak><metadata>" + "<x>".repeat(100_000))).isInstanceOf(MarkupException.class)
                .hasMessageContaining("more than 50 deep");
    }

    @Test
    void silence_has_a_limit_in_all() throws Exception {
        String minute = "<break time='60s'/>";
        assertThat(SpeechDocument.ssml("<speak>a" + minute.repeat(10) + "</speak>").hasWords()).isTrue();
        assertThatThrownBy(() -> SpeechDocument.ssml("<speak>a" + minute.repeat(11) + "</speak>")).isInstanceOf(MarkupException.class)
                .hasMessageContaining("more than 10 minutes");
    }

    @Test
    void attributes_have_limits() {
        assertThatThrownBy(() -> SpeechDocument.ssml("<speak><sub alias='" + "x".repeat(2_001) + "'>a</sub></speak>"))
                .isInstanceOf(MarkupException.class).hasMessageContaining("at most 2000");
        StringBuilder many = new StringBuilder();
        for (int i = 0; i < 20_000; i++) {
            many.append(" a").append(i).append("=''");
        }
        assertThatThrownBy(() -> SpeechDocument.ssml("<speak" + many + ">x</speak>")).isInstanceOf(MarkupException.class);
    }
}
