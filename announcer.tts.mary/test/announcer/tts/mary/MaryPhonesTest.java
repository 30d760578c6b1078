package announcer.tts.mary;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import javax.xml.parsers.DocumentBuilderFactory;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;

import announcer.api.audio.PcmFormat;
import announcer.api.speech.Voice;

/** IPA in MaryTTS's own sounds. */
class MaryPhonesTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {"waɪ|' w AI", "ˈwaɪ|' w AI", "həˈloʊ|h @ - ' l @U", "həlˈəʊ|h @ l - ' @U",
            "ˈlʌf.bə.rə|' l V f - b @ - r @",
            "ˈlʌfbərə|' l V f - b r= - @", "t͡ʃɜːt͡ʃ|' tS r= tS", "ɪkˈstrim|I k - ' s t r i m", "ˌɪn.tɚˈnæʃ(ə)nəl|",
            "ˈɛkstrə|' E k - s t r @", "ˈbɒtl̩|' b A - t @ l",
            "/ɡuːɡl/|' g u g l", "ˈsɪŋɪŋ|' s I N - I N", "sˈtɑː|' s t A", "waɪ njuː|' w AI - n j u"})
    void sounds_of_english_are_known_and_parted_into_syllables(String ipa, String phones) {
        assertThat(MaryPhones.of(ipa)).isEqualTo(Optional.ofNullable(phones));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "ʁy", "ˈmʏnçn", "pst", "kʲi", "ma˥˩", "ɓa", "wa\uD83D\uDE00"})
    void what_is_no_sound_of_english_or_no_syllable_is_not_said(String ipa) {
        assertThat(MaryPhones.of(ipa)).isEmpty();
    }

    /** All that may come out, against the voice's own list. */
    @Test
    void every_sound_is_one_of_marytts() throws Exception {
        Set<String> known = new TreeSet<>(Set.of("'", ",", "-"));
        Document list = allophones();
        for (String kind : List.of("vowel", "consonant")) {
            NodeList all = list.getElementsByTagName(kind);
            for (int i = 0; i < all.getLength(); i++) {
                known.add(all.item(i).getAttributes().getNamedItem("ph").getNodeValue());
            }
        }
        Set<String> used = new TreeSet<>();
        List<Integer> letters = IntStream.concat(IntStream.range('a', 0x2b0), IntStream.of(0x3b8)).boxed().toList();
        for (int c : letters) {
            for (String more : List.of("", "\u02d0", "\u026a", "\u028a", "\u0259", "\u0329", "r", "\u0283", "\u0292", "\u02d0r",
                    "\u0279")) {
                MaryPhones.of(Character.toString(c) + more + "i").ifPresent(phones -> used.addAll(Stream.of(phones.split(" ")).toList()));
            }
        }
        assertThat(known).containsAll(used);
        assertThat(used).containsAll(known.stream().filter(p -> !p.equals(",") && !p.equals("'")).toList());
    }

    private static Document allophones() throws Exception {
        try (InputStream in = MaryPhonesTest.class.getClassLoader()
                .getResourceAsStream("marytts/language/en_US/lexicon/allophones.en_US.xml")) {
            return DocumentBuilderFactory.newDefaultInstance().newDocumentBuilder().parse(Objects.requireNonNull(in));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void only_american_voices_have_these_sounds() {
        assertThat(Stream.of(Locale.US, Locale.UK, Locale.ENGLISH, Locale.GERMANY)
                .filter(l -> MaryPhones.isKnown(new Voice("mary", "v", l, new PcmFormat(48_000, 1))))).containsExactly(Locale.US);
    }
}
