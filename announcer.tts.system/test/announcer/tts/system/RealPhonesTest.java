package announcer.tts.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import announcer.api.speech.Prosody;
import announcer.api.speech.SpeechRequest;
import announcer.api.speech.Voice;
import announcer.tts.testkit.EspeakPhonemes;
import announcer.tts.testkit.PcmCollector;
import announcer.tts.testkit.Repetitions;

/** The installed espeak-ng says every sound that it is given, and whatever follows. */
class RealPhonesTest {
    private static final List<String> VOWELS = List.of("i", "iː", "ɪ", "a");
    private static SystemEngine engine;

    @BeforeAll
    static void start() {
        engine = RealEspeak.engine(2);
    }

    @AfterAll
    static void stop() throws InterruptedException {
        if (engine != null) {
            engine.deactivate();
        }
    }

    /** Each before a vowel, which would be missing behind a name that espeak-ng does not know; in the thorough run of all languages. */
    @Test
    void every_sound_of_a_language_is_said() throws Exception {
        List<Voice> voices = Stream
                .of("en-us", "de", "fr-fr", "en-gb", "es", "it", "pt", "nl", "pl", "cs", "sk", "sv", "nb", "fi", "hu", "ro", "hr", "sl",
                        "el", "ru", "uk", "bg", "tr", "id", "ca")
                .limit(Repetitions.of(3, 25)).map(name -> RealEspeak.voice(engine, name)).toList();
        EspeakPhonemes phonemes = RealEspeak.raw(engine);
        List<String> wrong = new ArrayList<>();
        for (Voice voice : voices) {
            List<String> sounds = EspeakPhones.sounds(voice).keySet().stream().sorted().toList();
            assertThat(sounds).as(voice.id()).hasSizeGreaterThan(30);
            String vowel = VOWELS.stream().filter(sounds::contains).findFirst().orElseThrow();
            List<String> texts = sounds.stream().map(s -> given(s + "ˈ" + vowel, voice)).toList();
            phonemes.ahead(voice, Stream.concat(texts.stream(), Stream.of(given("ˈ" + vowel, voice))).toList());
            List<String> alone = phonemes.of(voice, given("ˈ" + vowel, voice));
            for (String text : texts) {
                List<String> said = phonemes.of(voice, text);
                if (said.size() <= alone.size() || !said.get(said.size() - 1).equals(alone.get(alone.size() - 1))) {
                    wrong.add(voice.id() + " " + text + " " + said);
                }
            }
        }
        assertThat(wrong).isEmpty();
    }

    private static String given(String ipa, Voice voice) {
        return EspeakPhones.of(ipa, voice).orElseThrow();
    }

    @Test
    void a_word_sounds_as_its_phonemes_and_not_as_its_letters() throws Exception {
        Voice english = RealEspeak.voice(engine, "en-us");
        String ssml = "<speak>Please go to <phoneme alphabet=\"ipa\" ph=\"%s\">Wy</phoneme>, A five.</speak>";
        byte[] hello = speak(english, "Please go to hello, A five.", Optional.empty());
        assertThat(speak(english, "Please go to Wy, A five.", Optional.of(ssml.formatted("həˈloʊ")))).isEqualTo(hello);
        byte[] plain = speak(english, "Please go to Wy, A five.", Optional.empty());
        assertThat(speak(english, "Please go to Wy, A five.", Optional.of(ssml.formatted("ʁœ̃")))).isEqualTo(plain).isNotEqualTo(hello);
    }

    private static byte[] speak(Voice voice, String text, Optional<String> ssml) throws Exception {
        PcmCollector sound = new PcmCollector();
        engine.synthesize(new SpeechRequest(voice, text, ssml, Prosody.NEUTRAL, Duration.ofSeconds(20)), sound);
        return sound.bytes();
    }
}
