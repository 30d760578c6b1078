package announcer.tts.system;

import java.lang.Character.UnicodeScript;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import announcer.api.speech.Prosody;
import announcer.lib.pronunciation.LetterA;

/** espeak-ng, or its forerunner espeak: what Linux systems have. */
final class Espeak implements SpeechProgram {
    /** The one Mandarin voice's name. */
    static final String MANDARIN = "cmn";
    /** A word that all its English voices speak as the letter: a lone A is the article. */
    private static final String LETTER_A = "eigh";
    /** Priority, language, gender, name, file, other languages. */
    private static final Pattern VOICE = Pattern.compile("\\s*(\\d+)\\s+([A-Za-z][\\w-]*)\\s+\\S+\\s+\\S+\\s+(\\S+)(\\s.*)?");
    /** Ways to have Mandarin, the best first: on espeak-ng 1.51 "cmn" spells hanzi out in English. */
    private static final List<String> MANDARIN_LANGUAGES = List.of("cmn-latn-pinyin", "cmn", "zh");

    /** Raised figures behind others: dropped beside quotes and commas. */
    private static final Pattern RAISED = Pattern.compile("(?<=[0-9])[\u2070\u00b9\u00b2\u00b3\u2074-\u2079]+");
    /** What every language of 1.51 says: by a voice of the script's language, or by the names of the letters. */
    private static final Set<UnicodeScript> SPELLED = EnumSet.of(UnicodeScript.GREEK, UnicodeScript.CYRILLIC, UnicodeScript.ARMENIAN,
            UnicodeScript.HEBREW, UnicodeScript.ARABIC, UnicodeScript.DEVANAGARI, UnicodeScript.BENGALI, UnicodeScript.GURMUKHI,
            UnicodeScript.GUJARATI, UnicodeScript.TAMIL, UnicodeScript.TELUGU, UnicodeScript.KANNADA, UnicodeScript.MALAYALAM,
            UnicodeScript.SINHALA, UnicodeScript.GEORGIAN, UnicodeScript.HANGUL);
    /** Its Japanese and its Korean do not know the characters that they share with Chinese, and its Hakka is written in Latin letters. */
    private static final Set<String> HANZI_LANGUAGES = Set.of("zh", "cmn", "yue");

    @Override
    public List<String> names() {
        return List.of("espeak-ng", "espeak");
    }

    @Override
    public String advice() {
        return "install the package espeak-ng (Debian, Ubuntu: apt install espeak-ng; Fedora: dnf install espeak-ng;"
                + " Alpine: apk add espeak-ng)";
    }

    @Override
    public Invocation listing() {
        return new Invocation(List.of("--voices"), Map.of(), "");
    }

    @Override
    public List<SystemVoice> parse(String listing) {
        List<Matcher> rows = listing.lines().map(VOICE::matcher).filter(Matcher::matches).toList();
        String mandarin = MANDARIN_LANGUAGES.stream().filter(l -> rows.stream().anyMatch(r -> r.group(2).equals(l))).findFirst().orElse("");
        VoiceNames names = new VoiceNames();
        List<SystemVoice> voices = new ArrayList<>();
        for (Matcher row : rows) {
            String language = row.group(2);
            // The file, for a voice is not always found by its language; languages may have two. What lies in "mb" are descriptions of
            // mbrola voices, whose data is mostly missing and whose rate is another.
            String file = row.group(3);
            int preference = Integer.parseInt(row.group(1));
            if (language.equals(mandarin)) {
                voices.add(SystemVoice.of(names.next(MANDARIN), Locale.SIMPLIFIED_CHINESE, file, preference));
            } else if (!MANDARIN_LANGUAGES.contains(language) && !file.startsWith("mb/")) {
                String base = file.substring(file.lastIndexOf('/') + 1);
                voices.add(SystemVoice.of(names.next(language, base), Locale.forLanguageTag(language), file, preference));
            }
        }
        return voices;
    }

    @Override
    public String prepare(String text, SystemVoice voice) {
        // Two brackets begin phonemes.
        String plain = RAISED.matcher(TextSanitizer.sanitize(text)).replaceAll(m -> " " + lowered(m.group())).replace("[[", "[ [");
        Locale locale = voice.voice().locale();
        String spoken = SpokenSigns.spoken(LatinLetters.folded(plain, locale), locale);
        if (locale.getLanguage().equals("en")) {
            return LetterA.named(spoken, LETTER_A);
        }
        return mandarin(voice) ? MandarinText.expand(spoken) : spoken;
    }

    private static String lowered(String raised) {
        return Normalizer.normalize(raised, Normalizer.Form.NFKC);
    }

    @Override
    public Optional<String> unsaid(String prepared, SystemVoice voice) {
        Locale locale = voice.voice().locale();
        Set<UnicodeScript> scripts = Scripts.of(locale);
        if (!HANZI_LANGUAGES.contains(locale.getLanguage())) {
            scripts.remove(UnicodeScript.HAN);
        }
        scripts.addAll(SPELLED);
        return Scripts.unsaid(prepared, scripts).or(() -> SpokenSigns.unsaid(prepared, locale));
    }

    @Override
    public Optional<String> sounds(String ipa, SystemVoice voice) {
        return EspeakPhones.of(ipa, voice.voice());
    }

    @Override
    public Invocation speak(String text, SystemVoice voice, Prosody prosody, Path file) {
        // -b 1: UTF-8, whatever the locale of the process.
        List<String> arguments = new ArrayList<>(List.of("-v", voice.key(), "--stdin", "-b", "1", "--stdout"));
        if (prosody.rate() != 1) {
            arguments.addAll(List.of("-s", Integer.toString(EspeakProsody.speed(prosody.rate(), voice.voice().locale()))));
        }
        if (prosody.pitch() != 1) {
            arguments.addAll(List.of("-p", Integer.toString(EspeakProsody.pitch(prosody.pitch()))));
        }
        return new Invocation(arguments, Map.of(), text);
    }

    private static boolean mandarin(SystemVoice voice) {
        return voice.voice().name().equals(MANDARIN);
    }
}
