package announcer.engine.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import javax.xml.parsers.SAXParserFactory;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.xml.sax.InputSource;
import org.xml.sax.helpers.DefaultHandler;

import announcer.api.speech.Prosody;

class SegmentRenderingTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
            "just words | ``",
            "<prosody rate='slow' pitch='high'>all of it</prosody> | ``",
            "one <break time='250ms'/> two | one <break time=\"250ms\"/>two",
            "a <emphasis>b</emphasis> c | a <emphasis level=\"moderate\">b</emphasis> c",
            "<emphasis level='none'>b</emphasis> | <emphasis level=\"none\">b</emphasis>",
            "<phoneme alphabet='ipa' ph='t&quot;&lt;'>b</phoneme> | <phoneme alphabet=\"ipa\" ph=\"t&quot;&lt;\">b</phoneme>",
            "a <prosody rate='120%' pitch='-5%'>b</prosody> &amp; c | a <prosody rate=\"120%\" pitch=\"-5%\">b</prosody> &amp; c",
            "a <prosody rate='50%'><prosody pitch='+10%'>b</prosody></prosody> | a <prosody rate=\"50%\" pitch=\"+10%\">b</prosody>",
            "<say-as interpret-as='ordinal'>3</say-as> <emphasis>b</emphasis> | third <emphasis level=\"moderate\">b</emphasis>",
    })
    void an_engine_that_understands_ssml_gets_what_is_more_than_text(String inner, String ssml) throws Exception {
        assertThat(Said.inside("<speak>" + inner + "</speak>")).isEqualTo(ssml);
    }

    @Test
    void what_holds_for_the_whole_piece_is_asked_for_beside_the_text() throws Exception {
        String document = "<speak><prosody rate='50%' volume='50'>all <emphasis>of</emphasis> it</prosody>.</speak>";
        RenderedPart.Speech speech = Said.only(document, true);
        assertThat(speech.prosody()).isEqualTo(new Prosody(0.5, 1, 0.5));
        assertThat(speech.ssml().orElseThrow()).doesNotContain("prosody").contains("xml:lang=\"en\"");
        assertThat(Said.only(document, false)).isEqualTo(new RenderedPart.Speech("all of it.", Optional.empty(), new Prosody(0.5, 1, 0.5)));
    }

    @Test
    void a_plain_engine_gets_each_way_of_speaking_as_a_request_of_its_own() throws Exception {
        assertThat(Said.parts("<speak>one <prosody rate='200%'>two</prosody>, three <break time='10ms'/> four</speak>", false))
                .containsExactly(new RenderedPart.Speech("one", Optional.empty(), Prosody.NEUTRAL),
                        new RenderedPart.Speech("two", Optional.empty(), Prosody.NEUTRAL.withRate(2)),
                        new RenderedPart.Speech(", three", Optional.empty(), Prosody.NEUTRAL),
                        new RenderedPart.Pause(Duration.ofMillis(10)),
                        new RenderedPart.Speech("four", Optional.empty(), Prosody.NEUTRAL));
    }

    @Test
    void volume_is_ours_to_change_so_it_parts_requests() throws Exception {
        List<RenderedPart> parts = Said.parts("<speak>one <prosody volume='silent'>two</prosody> three <break time='9ms'/> x</speak>",
                true);
        assertThat(parts).hasSize(3);
        assertThat(((RenderedPart.Speech) parts.get(1)).prosody().volume()).isZero();
        assertThat(((RenderedPart.Speech) parts.get(2)).ssml().orElseThrow()).contains("<break time=\"9ms\"/>");
    }

    @Test
    void a_break_of_more_than_a_second_is_always_ours_and_so_is_one_at_an_end() throws Exception {
        assertThat(Said.parts("<speak>one <break time='1001ms'/> two</speak>", true)).hasSize(3)
                .contains(new RenderedPart.Pause(Duration.ofMillis(1_001)));
        assertThat(Said.parts("<speak>one <break time='1s'/> two</speak>", true)).hasSize(1);
        assertThat(Said.parts("<speak>one <break time='9ms'/> <prosody volume='soft'>two</prosody></speak>", true)).hasSize(3);
    }

    @Test
    void what_engines_get_is_a_document_of_its_own_with_all_the_words() throws Exception {
        String document = "<speak>A &lt;b&gt; &amp; 'c' \"d\" <emphasis>é😀</emphasis> <break time='5ms'/> x ]]&gt; y"
                + " <phoneme ph=\"&amp;&quot;'\">&gt;z</phoneme> <prosody rate='33.333%'>w</prosody> <sub alias='&lt;s&#1234;'>t</sub></speak>";
        String made = Said.only(document, true).ssml().orElseThrow();
        StringBuilder words = new StringBuilder();
        SAXParserFactory.newDefaultNSInstance().newSAXParser().parse(new InputSource(new StringReader(made)), new DefaultHandler() {
            @Override
            public void characters(char[] chars, int start, int length) {
                words.append(chars, start, length);
            }
        });
        assertThat(words.toString().replaceAll("\\s+", "")).isEqualTo("A<b>&'c'\"d\"é😀x]]>y>zw<s\u04d2");
    }

    @Test
    void the_same_script_gives_the_same_pieces() throws Exception {
        String document = "<speak>One. <break/> <prosody rate='slow'>Two</prosody> three.</speak>";
        assertThat(SpeechDocument.ssml(document).pieces(Locale.ENGLISH)).isEqualTo(SpeechDocument.ssml(document).pieces(Locale.ENGLISH));
    }
}
