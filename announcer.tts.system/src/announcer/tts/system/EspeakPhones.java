package announcer.tts.system;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import announcer.api.speech.Voice;

/**
 * The International Phonetic Alphabet in espeak-ng's own phoneme names, which differ from language to language and are no IPA (1.51 passes over
 * SSML's phonemes too). What names a language has and what 1.51 writes for each in IPA stands in {@code espeak-phones.txt}. espeak-ng drops
 * whatever follows a name that it does not know: nothing but these names is ever given to it.
 */
final class EspeakPhones {
    private static final int LONGEST_SYMBOL = 4;
    private static final String STRESS = "'";
    private static final String WEAK_STRESS = ",";
    private static final String WORD = "||";
    private static final Set<String> MARKS = Set.of(STRESS, WEAK_STRESS, WORD);
    private static final Map<String, Map<String, String>> NAMES = names();
    /** For a sound that a language has not: other ways to write it, and what is nearest, the best first. */
    private static final Map<String, String> NEAREST = pairs("""
            r ɹ,ʁ,ɾ,ʀ ɹ r,ʁ,ɾ ʁ r,ʀ,ɹ ʀ ʁ,r ɾ r,ɹ ɫ l l\u0329 əl,l n\u0329 ən,n m\u0329 əm,m ʍ w ʧ tʃ ʤ dʒ
            ʦ ts ʏ y,yː ø øː,œ œ ø,øː ɭ l l ɭ
            e ɛ,eː ɛ e,æ a æ,ɐ,ɑ,aː ɑ a,ɑː o ɔ,oː,oʊ ɔ o,ɒ ɐ ɜ,ə,ʌ,a ʌ ɐ,a ɒ ɔ,ɑː æ ɛ,a ɪ i ʊ u i ɪ,iː u ʊ,uː ɨ ɪ,i ᵻ ɪ,i
            əʊ oʊ,ɔʊ oʊ əʊ,oː ɜ ɜː,ə ɝ ɜː,ɚ,ə ɚ ɜː,ə eə ɛə,eː ɔɪ ɔø,ɔʏ ɔʏ ɔø,ɔɪ ʋ v β b ɣ ɡ ð d χ x""");

    private EspeakPhones() {
    }

    private static Map<String, Map<String, String>> names() {
        try (InputStream in = EspeakPhones.class.getResourceAsStream("espeak-phones.txt")) {
            Map<String, Map<String, String>> names = new HashMap<>();
            new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().filter(l -> !l.startsWith("#")).map(l -> l.split(" ", 2))
                    .forEach(row -> names.put(row[0], pairs(row[1])));
            return names;
        } catch (IOException e) {
            throw new UncheckedIOException("the bundle announcer.tts.system is incomplete: espeak-phones.txt", e);
        }
    }

    private static Map<String, String> pairs(String row) {
        String[] words = row.strip().split("\\s+");
        Map<String, String> pairs = new HashMap<>();
        for (int i = 0; i < words.length; i += 2) {
            pairs.put(words[i], words[i + 1]);
        }
        return Map.copyOf(pairs);
    }

    /** What stands in a text for these sounds; empty when the voice's language has not all of them, or is not among those that were measured. */
    static Optional<String> of(String ipa, Voice voice) {
        return names(voice).flatMap(names -> of(plain(ipa), names));
    }

    private static Optional<Map<String, String>> names(Voice voice) {
        return Stream.of(voice.name(), voice.locale().toLanguageTag().toLowerCase(Locale.ROOT), voice.locale().getLanguage())
                .map(NAMES::get).filter(Objects::nonNull).findFirst();
    }

    /** The sounds of a voice's language; none when it was not measured. For tests. */
    static Map<String, String> sounds(Voice voice) {
        return names(voice).orElse(Map.of());
    }

    /** Without the signs that tell no sound from another here: ties, aspiration, half length, syllables, slashes. */
    private static String plain(String ipa) {
        return Normalizer.normalize(ipa, Normalizer.Form.NFC).replaceAll("[\u0361\u035c\u032fʰˑ‿./\\[\\]]", "").replace('g', 'ɡ').strip();
    }

    private static Optional<String> of(String text, Map<String, String> names) {
        List<String> phones = new ArrayList<>();
        boolean sound = false;
        int i = 0;
        while (i < text.length()) {
            char c = text.charAt(i);
            int length = longest(text, i, names);
            if (length > 0) {
                phones.addAll(own(text.substring(i, i + length), names).orElseThrow());
                sound = true;
                i += length;
            } else if (c == 'ˈ' || c == 'ˌ') {
                phones.add(c == 'ˈ' ? STRESS : WEAK_STRESS);
                i++;
            } else if (c == 'ː' && sound) {
                // The language has this vowel in one length only.
                i++;
            } else if (Character.isWhitespace(c)) {
                phones.add(WORD);
                i++;
            } else {
                return Optional.empty();
            }
        }
        if (!phones.contains(STRESS)) {
            // A word of one syllable is written without; espeak-ng would mumble it.
            phones.add(0, STRESS);
        }
        return sound ? Optional.of("[[" + joined(phones) + "]]") : Optional.empty();
    }

    /** How many characters the longest sound has that begins here; 0 when none does. */
    private static int longest(String text, int from, Map<String, String> names) {
        for (int length = Math.min(LONGEST_SYMBOL, text.length() - from); length > 0; length--) {
            if (own(text.substring(from, from + length), names).isPresent()) {
                return length;
            }
        }
        return 0;
    }

    /** The names for a sound, or for what is nearest to it: one, or one for each of its characters. */
    private static Optional<List<String>> own(String sound, Map<String, String> names) {
        String name = names.get(sound);
        return name != null
                ? Optional.of(List.of(name))
                : Stream.of(NEAREST.getOrDefault(sound, "").split(",")).map(near -> all(near, names)).flatMap(Optional::stream).findFirst();
    }

    private static Optional<List<String>> all(String near, Map<String, String> names) {
        if (names.containsKey(near)) {
            return Optional.of(List.of(names.get(near)));
        }
        List<String> each = near.chars().mapToObj(Character::toString).toList();
        return near.isEmpty() || !names.keySet().containsAll(each) ? Optional.empty() : Optional.of(each.stream().map(names::get).toList());
    }

    /** A bar keeps two names from being read as one. */
    private static String joined(List<String> phones) {
        StringBuilder out = new StringBuilder();
        boolean name = false;
        for (String phone : phones) {
            boolean mark = MARKS.contains(phone);
            out.append(name && !mark ? "|" : "").append(phone);
            name = !mark;
        }
        return out.toString();
    }
}
