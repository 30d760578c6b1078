package announcer.tts.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import announcer.api.speech.Prosody;
import announcer.lib.process.SearchPath;

/** The voice listings and arguments of each system's program. */
class ListingsTest {
    private static final Path FILE = Path.of("out.wav");

    private static final String ESPEAK = """
            Pty Language       Age/Gender VoiceName          File                 Other Languages
             5  af              --/M      Afrikaans          gmw/af
             5  bpy             --/M      Bishnupriya_Manipuri inc/bpy
             5  chr-US-Qaaa-x-west --/M      Cherokee_          iro/chr
             5  cmn             --/M      Chinese_(Mandarin,_latin_as_English) sit/cmn              (zh-cmn 5)(zh 5)
             5  cmn-latn-pinyin --/M      Chinese_(Mandarin,_latin_as_Pinyin) sit/cmn-Latn-pinyin  (zh-cmn 5)(zh 5)
             5  de              --/M      German             gmw/de
             5  en-029          --/M      English_(Caribbean) gmw/en-029           (en 10)
             2  en-gb           --/M      English_(Great_Britain) gmw/en               (en 2)
             2  en-us           --/M      English_(America)  gmw/en-US            (en 3)
             7  de              --/M      german-mbrola-1    mb/mb-de1
             5  nb              --/M      Norwegian_Bokmål  gmq/nb               (no 5)
             5  yue             --/M      Chinese_(Cantonese) sit/yue              (zh-yue 5)(zh 8)
             5  yue             --/M      Chinese_(Cantonese,_latin_as_Jyutping) sit/yue-Latn-jyutping (zh-yue 5)(zh 8)
            something that is no voice
            """;
    private static final String SAY = """
            Alex                en_US    # Most people recognize me by my voice.
            Amélie              fr_CA    # Bonjour! Je m’appelle Amélie.
            Bad News            en_US    # Hello! My name is Bad News.
            Eddy (German (Germany)) de_DE    # Hallo! Ich heiße Eddy.
            Eddy (English (US)) en_US    # Hello! My name is Eddy.
            Fiona               en-scotland # Hello, my name is Fiona.
            Majed               ar_001   # مرحبًا! اسمي ماجد.
            Tingting            zh_CN    # 你好！我叫婷婷。

            """;
    private static final String SAPI = "Microsoft David Desktop\ten-US\r\nMicrosoft Hedda Desktop\tde-DE\r\n\r\nMicrosoft Huihui Desktop\tzh-CN\r\n";

    @Test
    void espeak_lists_its_voices_with_one_for_mandarin_and_none_that_lack_their_data() {
        List<SystemVoice> voices = new Espeak().parse(ESPEAK);
        assertThat(voices).extracting(v -> v.voice().id()).containsExactly("system/af", "system/bpy", "system/chr-us-qaaa-x-west",
                "system/cmn",
                "system/de", "system/en-029", "system/en-gb", "system/en-us", "system/nb", "system/yue", "system/yue-latn-jyutping");
        assertThat(voices).extracting(SystemVoice::key).containsExactly("gmw/af", "inc/bpy", "iro/chr", "sit/cmn-Latn-pinyin", "gmw/de",
                "gmw/en-029", "gmw/en", "gmw/en-US", "gmq/nb", "sit/yue", "sit/yue-Latn-jyutping");
        assertThat(voices.get(3).voice().locale()).isEqualTo(Locale.SIMPLIFIED_CHINESE);
        assertThat(voices.get(7).voice().locale()).isEqualTo(Locale.US);
    }

    @Test
    void an_older_espeak_has_mandarin_under_another_name() {
        String old = """
                Pty Language Age/Gender VoiceName          File          Other Languages
                 5  zh             M  Mandarin             asia/zh       (zh-cmn 5)
                 2  en             M  default              default
                """;
        assertThat(new Espeak().parse(old)).extracting(v -> v.voice().name(), SystemVoice::key)
                .containsExactly(tuple("cmn", "asia/zh"), tuple("en", "default"));
    }

    @Test
    void say_lists_voices_whose_names_have_spaces_and_brackets() {
        List<SystemVoice> voices = new MacSay().parse(SAY);
        assertThat(voices).extracting(v -> v.voice().name()).containsExactly("alex", "amelie", "bad-news", "eddy-german-germany",
                "eddy-english-us", "fiona", "majed", "tingting");
        assertThat(voices).extracting(SystemVoice::key).contains("Amélie", "Eddy (German (Germany))");
        assertThat(voices).extracting(v -> v.voice().locale().toLanguageTag()).containsExactly("en-US", "fr-CA", "en-US", "de-DE", "en-US",
                "en-scotland", "ar-001", "zh-CN");
    }

    @Test
    void sapi_lists_names_and_cultures() {
        List<SystemVoice> voices = new Sapi().parse(SAPI);
        assertThat(voices).extracting(v -> v.voice().id()).containsExactly("system/microsoft-david-desktop",
                "system/microsoft-hedda-desktop",
                "system/microsoft-huihui-desktop");
        assertThat(voices.get(1).voice().locale()).isEqualTo(Locale.GERMANY);
    }

    @Test
    void names_are_given_once() {
        assertThat(new MacSay().parse("Anna de_DE # a\nÄnna de_DE # b\nanna en_US # c\n")).extracting(v -> v.voice().name())
                .containsExactly("anna", "anna-2", "anna-3");
    }

    @Test
    void the_machines_language_comes_first_then_english_then_the_rest() {
        List<SystemVoice> voices = new Espeak().parse(ESPEAK);
        assertThat(VoiceChoice.ordered(voices, Locale.GERMANY)).extracting(v -> v.voice().name()).startsWith("de", "en-gb", "en-us",
                "en-029",
                "af");
        assertThat(VoiceChoice.ordered(voices, Locale.US)).extracting(v -> v.voice().name()).startsWith("en-us", "en-gb", "en-029", "af");
        assertThat(VoiceChoice.ordered(voices, Locale.CHINA)).extracting(v -> v.voice().name()).startsWith("cmn", "en-gb");
    }

    @Test
    void what_is_offered_is_chosen_by_name_id_or_language() {
        List<SystemVoice> voices = new Espeak().parse(ESPEAK);
        assertThat(VoiceChoice.offered(voices, List.of())).hasSameSizeAs(voices);
        assertThat(VoiceChoice.offered(voices, List.of("system/en-us", "ZH", "nb"))).extracting(v -> v.voice().name()).containsExactly(
                "cmn",
                "en-us", "nb");
        assertThat(VoiceChoice.offered(voices, List.of("en"))).hasSize(3);
        assertThat(VoiceChoice.offered(voices, List.of("en_GB"))).hasSize(1);
        assertThat(VoiceChoice.unknown(voices, List.of("en", "klingon", "e"))).containsExactly("klingon", "e");
    }

    @Test
    void say_is_told_its_rate_as_an_option_and_its_pitch_in_semitones() {
        MacSay say = new MacSay();
        SystemVoice anna = say.parse("Anna Maria de_DE # a\n").get(0);
        assertThat(say.speak("x", anna, Prosody.NEUTRAL, FILE)).isEqualTo(new Invocation(
                List.of("-v", "Anna Maria", "-o", "out.wav", "--file-format=WAVE", "--data-format=LEI16@22050", "-f", "-"), Map.of(),
                "x"));
        Invocation fast = say.speak("x", anna, new Prosody(2, 2, 1), FILE);
        assertThat(fast.arguments()).endsWith("-r", "350");
        assertThat(fast.input()).isEqualTo("[[pbas +12.00]] x");
        assertThat(say.prepare("[[slnc 9000]] [[[", anna)).doesNotContain("[[slnc");
    }

    @Test
    void sapi_is_told_by_its_environment_and_gets_markup_for_a_pitch_only() {
        Sapi sapi = new Sapi();
        SystemVoice hedda = sapi.parse(SAPI).get(1);
        Invocation plain = sapi.speak("a < b", hedda, Prosody.NEUTRAL, FILE);
        assertThat(plain.environment()).containsEntry("ANNOUNCER_VOICE", "Microsoft Hedda Desktop").containsEntry("ANNOUNCER_RATE", "0")
                .containsEntry("ANNOUNCER_SSML", "0");
        assertThat(plain.input()).isEqualTo("a < b");
        assertThat(plain.arguments()).noneMatch(a -> a.contains("Hedda"));
        Invocation high = sapi.speak("a < b & c", hedda, new Prosody(3, 1.5, 1), FILE);
        assertThat(high.environment()).containsEntry("ANNOUNCER_RATE", "10").containsEntry("ANNOUNCER_SSML", "1");
        assertThat(high.input()).contains("pitch=\"+50%\"").contains("xml:lang=\"de-DE\"").contains("a &lt; b &amp; c");
        assertThat(sapi.speak("x", hedda, new Prosody(0.25, 1, 1), FILE).environment()).containsEntry("ANNOUNCER_RATE", "-10");
    }

    @Test
    void espeak_is_told_only_what_is_not_its_own_way() {
        Espeak espeak = new Espeak();
        SystemVoice de = espeak.parse(ESPEAK).get(4);
        assertThat(espeak.speak("x", de, Prosody.NEUTRAL, FILE).arguments()).containsExactly("-v", "gmw/de", "--stdin", "-b", "1",
                "--stdout");
        assertThat(espeak.speak("x", de, new Prosody(1.01, 1.01, 1), FILE).arguments()).contains("-s", "-p");
        assertThat(espeak.prepare("a\u0001b [[h@l]] \uD800", de)).isEqualTo("a b [ [h@l]]  ");
        assertThat(EspeakProsody.speed(0.25, Locale.forLanguageTag("de"))).isEqualTo(80);
        assertThat(EspeakProsody.speed(1, Locale.forLanguageTag("tlh"))).isEqualTo(175);
        assertThat(EspeakProsody.speed(4, Locale.forLanguageTag("ru"))).isBetween(600, 800);
        assertThat(List.of(EspeakProsody.pitch(0.5), EspeakProsody.pitch(1), EspeakProsody.pitch(2))).containsExactly(0, 50, 99);
    }

    @Test
    void rates_rise_with_the_factor_in_every_language() {
        for (String language : List.of("en", "en-GB", "de", "fr", "es", "it", "pt", "nl", "sv", "pl", "ru", "tr", "fi", "zh", "any")) {
            int before = 0;
            for (double factor = 0.25; factor <= 4; factor += 0.05) {
                int speed = EspeakProsody.speed(factor, Locale.forLanguageTag(language));
                assertThat(speed).as("%s at %s", language, factor).isGreaterThanOrEqualTo(before);
                before = speed;
            }
        }
    }

    @Test
    void the_program_is_chosen_by_the_system() {
        assertThat(SpeechProgram.of("Linux")).isInstanceOf(Espeak.class);
        assertThat(SpeechProgram.of("Mac OS X")).isInstanceOf(MacSay.class);
        assertThat(SpeechProgram.of("Windows 11")).isInstanceOf(Sapi.class);
        assertThat(new ProgramSearch(new Espeak(), SearchPath.parse("", File.pathSeparator)).find("\0")).isEqualTo(Optional.empty());
        ProgramSearch odd = new ProgramSearch(new Espeak(), SearchPath.parse("\0" + File.pathSeparator + "/nowhere", File.pathSeparator));
        assertThat(odd.find("")).as("an entry of PATH that is no path").isEqualTo(Optional.empty());
        assertThat(odd.missing("")).contains("/nowhere");
    }

    @Test
    void the_defaults_are_pinned() throws Exception {
        assertThat(SystemConfig.class.getMethod("program").getDefaultValue()).isEqualTo("");
        assertThat(SystemConfig.class.getMethod("concurrency").getDefaultValue()).isEqualTo(2);
        assertThat((String[]) SystemConfig.class.getMethod("voices").getDefaultValue()).isEmpty();
    }
}
