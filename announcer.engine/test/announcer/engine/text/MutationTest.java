package announcer.engine.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.Random;

import org.junit.jupiter.api.Test;
import announcer.engine.text.sayas.Characters;

/** Documents with mistakes at random: each is understood or refused in words, with a place that exists. */
class MutationTest {
    private static final String SEED = "<?xml version='1.0'?>\n<speak version='1.1' xml:lang='en-US'><p><s>Number <say-as "
            + "interpret-as='characters'>A-023</say-as>, please.</s> <break time='500ms'/> <prosody rate='slow' volume='+6dB'>Go to "
            + "<emphasis level='strong'>counter</emphasis> 3.</prosody></p>\n<voice name='x/y'>AT&amp;T &#233;</voice><sub alias='b'>c</sub>"
            + "<say-as interpret-as='date' format='dmy'>10.3.2024</say-as><![CDATA[<x>]]><!-- c --><audio src='u'>f</audio></speak>";
    private static final String[] SHARDS = {"<", ">", "&", "'", "\"", "</", "/>", "<p>", "</p>", "&#0;", "&x;", "]]>", "<![CDATA[", "<!--",
            "<?", "<!DOCTYPE x [", "\ud800", "\u0000", "\r", "xmlns='u'", "<speak>", "99999999999999999999", "-", "%",
            "<break time='1e9s'/>",
            "<say-as interpret-as='unit'>-1\u00b0C</say-as>", "\ufeff", "xml:lang='x'", "\u202e"};

    @Test
    void two_thousand_mutated_documents_are_spoken_or_refused() {
        Random random = new Random(11);
        int understood = 0;
        int refused = 0;
        for (int i = 0; i < 2_000; i++) {
            String document = mutate(random);
            try {
                for (Segment piece : SpeechDocument.ssml(document).pieces(Locale.ENGLISH)) {
                    for (boolean ssml : new boolean[]{true, false}) {
                        for (RenderedPart part : piece.parts(ssml, Locale.GERMAN)) {
                            assertThat(!(part instanceof RenderedPart.Speech speech) || Characters.hasWords(speech.text())).as(document)
                                    .isTrue();
                        }
                    }
                }
                understood++;
            } catch (MarkupException e) {
                refused++;
                assertThat(e.getMessage()).as(document).isNotBlank();
                assertThat(e.line()).as(document).isBetween(1, 1 + (int) document.chars().filter(c -> c == '\n' || c == '\r').count());
                assertThat(e.column()).as(document).isBetween(1, document.length() + 1);
            }
        }
        assertThat(understood).isGreaterThan(100);
        assertThat(refused).isGreaterThan(500);
    }

    private static String mutate(Random random) {
        StringBuilder document = new StringBuilder(SEED);
        for (int n = random.nextInt(3); n >= 0; n--) {
            int at = random.nextInt(document.length());
            switch (random.nextInt(4)) {
                case 0 -> document.deleteCharAt(at);
                case 1 -> document.insert(at, SHARDS[random.nextInt(SHARDS.length)]);
                case 2 -> document.setCharAt(at, (char) random.nextInt(0x3000));
                default -> document.delete(at, Math.min(document.length(), at + random.nextInt(40)));
            }
        }
        return document.toString();
    }
}
