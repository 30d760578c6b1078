package announcer.engine.text.normal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What becomes of a text at the door, whatever its language. */
class TextNormalizerTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', ignoreLeadingAndTrailingWhitespace = false, value = {
            // composed
            "Mu\u0308ller|M\u00fcller", "cafe\u0301|caf\u00e9", "Vie\u0323\u0302t|Vi\u1ec7t", "\u1112\u1161\u11ab|\ud55c",
            "\u212b \u212a|\u00c5 K",
            // digits
            "\uff14\uff12 please|42 please", "\u0664\u0662|42", "\u06f4\u06f2|42", "\u096a\u0968|42", "\u0e54\u0e52|42",
            "\ud835\udfd2\ud835\udfd0|42", "Gate \uff21\uff22\uff17|Gate AB7", "4\ufe0f\u20e32\ufe0f\u20e3|42",
            // numbers that are one character
            "\u2460|1", "No. \u246b please|No. 12 please", "5\u2460|5 1", "\u2460\u2461|1 2", "\u2460st|1 st", "\u24ff|0", "\u325f|35",
            "\u3289|10",
            "\u7b2c\u2460\u9879|\u7b2c1\u9879", "\u2488 Go|1 Go", "\u2474|1", "\u2776|1", "\u32bf|50", "Gate \u24b7|Gate B",
            "\ud83c\udd31|B", "\ud83d\udd1f please|10 please", "\ud83d\udcaf|100", "Counter \ud83c\udd70\ufe0f|Counter A", "\ud83c\udd7f|P",
            "Gate \u2163|Gate 4", "\u2169\u2164|15", "Mark\u2161|Mark 2", "\u33e0|1\u65e5", "\u3358\u3359|0\u70b91\u70b9",
            // fractions and exponents keep one written form
            "Room 3\u00bd|Room 3 1\u20442", "3 \u00be|3 3\u20444", "Room\u00bd|Room 1\u20442", "\u00bdh|1\u20442 h",
            "1\u00b9\u2044\u2082|1 1\u20442",
            "\u00b9/\u2083|1\u20443", "\u215f\u2085|1\u20445", "m\u00b2|m\u00b2", "\u33a1|m\u00b2", "25 \u33a5|25 m\u00b3",
            "10\u207b\u00b3|10\u207b\u00b3", "\u00b2 see|2 see",
            "H\u2082O|H2O", "x\u2081\u2082|x12", "1\u2080|1 0", "5\u1d57\u02b0|5th",
            // letters
            "o\ufb03ce \ufb01ve|office five", "\ud835\udd0e|K", "\uff76\uff9e\uff7d|\u30ac\u30b9", "\u0132|IJ", "\u017ft|st",
            "\ufefb|\u0644\u0627",
            // apostrophes and quotes
            "Don\u2019t|Don't", "We\u02bcre|We're", "l\u2018eau|l'eau", "\u201cStop.\u201d|`Stop.`", "\u201eHalt\u201c|`Halt`",
            "\u00ab\u202fBonjour\u202f\u00bb, dit-il| Bonjour , dit-il", "a \u2033 b|a  b",
            // spaces, hyphens, what does not show
            "a\u00a0b\u2003c\u3000d|a b c d", "10\u00a0000\u00a0000|10000000", "10\u202f000 Euro|10000 Euro",
            "030\u00a0123\u00a0456|030 123 456",
            "-10\u00a0000|-10000", "A-10\u00a0000|A-10 000", "1\u00a02345|1 2345", "4\u00a0100 20|4100 20", "A\u2011023|A-023",
            "A\u2010B|A-B", "A\u2012B|A-B", "8\u201312|8-12",
            "Berlin\u2013Hamburg|Berlin-Hamburg",
            "a \u2013 b|a - b", "a\u2014b|a - b", "Haupt\u00adbahn\u200bhof|Hauptbahnhof", "4\u200b2|4 2", "4\u200b\u200b\u0662|4 2",
            "a\u200db|ab",
            "\u202a42\u202c|42",
            "Wait\u2026|Wait...", "\u22125|\u22125", "\u2103|\u00b0C", "\uff0d5\uff05|-5%", "\uff18\uff1a\uff10\uff10|8:00", "3\uff0e5|3.5",
    })
    void one_thing_is_written_in_one_way(String text, String normal) {
        assertThat(TextNormalizer.normalize(text)).isEqualTo(normal.replace('`', '"'));
        assertThat(TextNormalizer.normalize(normal)).isEqualTo(normal);
    }

    @Test
    void what_other_scripts_need_stays() {
        for (String text : List.of(
                "\u8bf7A-023\u53f7\u5230\uff13\u53f7\u7a97\u53e3\uff0c\u8c22\u8c22\u2026\u2026\uff01\u300c\u597d\u300d\u2014\u2014"
                        .replace('\uff13', '3'),
                "Xin m\u1eddi s\u1ed1 ti\u1ebfp theo", "\u05e9\u05b8\u05c1\u05dc\u05d5\u05b9\u05dd",
                "\u0645\u064f\u062d\u064e\u0645\u0651\u064e\u062f", "\ufdfa", "\u0645\u06cc\u200c\u0631\u0648\u0645",
                "\u0915\u094d\u200d\u0937 \u0958", "\u09dc\u09df",
                "\u0e2a\u0e27\u0e31\u0e2a\u0e14\u0e35\u200b\u0e04\u0e23\u0e31\u0e1a \u0e01\u0e33",
                "\ud83d\udc68\u200d\ud83d\udc69\u200d\ud83d\udc67 \u2764\ufe0f \ud83c\udde9\ud83c\uddea",
                "Today \u3297 \u3299 \u24c2 \u24c2\ufe0f", "\u00dcber \u00f1 \u00e7 \u00df \u0142",
                "\u00ba \u00aa \u20ac \u00a3 \u00b0 \u00d7 \u00b1 \u2122",
                "\u3042\u3044\u3046\u3001\u30a2\u30a4\u30a6\u3002", "\ud55c\uad6d\uc5b4", "o\u02bbzbek")) {
            assertThat(TextNormalizer.normalize(text)).isEqualTo(text);
        }
    }
}
