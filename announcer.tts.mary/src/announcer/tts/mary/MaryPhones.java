package announcer.tts.mary;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import announcer.api.speech.Voice;

/**
 * The International Phonetic Alphabet in the sounds of MaryTTS's American English ({@code allophones.en_US.xml}). Sounds of other kinds of English
 * become what an American would say for them; foreign ones there are none.
 */
final class MaryPhones {
    private static final String STRESS = "'";
    private static final String WEAK_STRESS = ",";
    private static final String BOUNDARY = "-";
    private static final int LONGEST_SYMBOL = 3;
    private static final Map<String, String> SYMBOLS = symbols("""
            p=p t=t k=k b=b d=d g=g f=f v=v θ=T ð=D s=s z=z ʃ=S ʒ=Z h=h l=l ɫ=l m=m n=n ŋ=N r=r ɹ=r ɻ=r
            w=w ʍ=w j=j ɾ=d tʃ=tS dʒ=dZ ʧ=tS ʤ=dZ l\u0329=@,l n\u0329=@,n m\u0329=@,m
            ɑ=A ɑː=A aː=A ɒ=A ɔ=O ɔː=O oː=@U u=u uː=u i=i iː=i æ={ a={ ʌ=V ɐ=V ɛ=E e=E ɪ=I
            ɨ=I ᵻ=I ʊ=U ə=@ ɚ=r= ɝ=r= ɜ=r= ɜː=r= ər=r= əɹ=r= ɜr=r= ɜɹ=r=
            ɜːr=r= ɜːɹ=r= ɝː=r= aʊ=aU ɑʊ=aU ɔɪ=OI oɪ=OI oʊ=@U əʊ=@U o=@U eɪ=EI
            ɛɪ=EI eː=EI aɪ=AI ɑɪ=AI ɪə=I,r eə=E,r ɛə=E,r ʊə=U,r ɛː=E,r""");
    private static final Set<String> VOWELS = Set.of("A", "O", "u", "i", "{", "V", "E", "I", "U", "@", "r=", "aU", "OI", "@U", "EI", "AI");
    /** What two or three consonants a syllable of English begins with. */
    private static final Set<String> ONSETS = Set.of("p l", "p r", "p j", "b l", "b r", "b j", "t r", "t w", "d r", "d w", "k l", "k r",
            "k w",
            "k j", "g l", "g r", "g w", "f l", "f r", "f j", "v j", "T r", "T w", "S r", "h j", "m j", "s p", "s t", "s k", "s l", "s m",
            "s n",
            "s w", "s f", "s p l", "s p r", "s t r", "s k r", "s k w");

    private MaryPhones() {
    }

    private static Map<String, String> symbols(String table) {
        Map<String, String> symbols = new HashMap<>();
        for (String pair : table.strip().split("\\s+")) {
            int equals = pair.indexOf('=');
            symbols.put(pair.substring(0, equals), pair.substring(equals + 1).replace(',', ' '));
        }
        return Map.copyOf(symbols);
    }

    /** Whether the voice has these sounds. */
    static boolean isKnown(Voice voice) {
        return voice.locale().getLanguage().equals(Locale.US.getLanguage()) && voice.locale().getCountry().equals(Locale.US.getCountry());
    }

    /** What a token's {@code ph} is, with its syllables; empty when there is a sound that the voices have not, or none that is a vowel. */
    static Optional<String> of(String ipa) {
        String text = plain(ipa);
        List<String> phones = new ArrayList<>();
        int i = 0;
        while (i < text.length()) {
            int end = Math.min(text.length(), i + LONGEST_SYMBOL);
            while (end > i && !SYMBOLS.containsKey(text.substring(i, end))) {
                end--;
            }
            char c = text.charAt(i);
            if (end > i) {
                phones.addAll(List.of(SYMBOLS.get(text.substring(i, end)).split(" ")));
                i = end;
            } else if (c == '\u02c8' || c == '\u02cc') {
                phones.add(BOUNDARY);
                phones.add(c == '\u02c8' ? STRESS : WEAK_STRESS);
                i++;
            } else if (c == '.' || c == ' ' || c == '-') {
                phones.add(BOUNDARY);
                i++;
            } else {
                return Optional.empty();
            }
        }
        if (!phones.contains(STRESS)) {
            // A word of one syllable is written without, and a longer one is not to sound like a row of articles.
            phones.add(0, STRESS);
        }
        return phones.stream().anyMatch(VOWELS::contains) ? Optional.of(syllables(phones)) : Optional.empty();
    }

    /** Without the signs that tell no sound of English from another: ties, aspiration, half length, linking, slashes. */
    private static String plain(String ipa) {
        return Normalizer.normalize(ipa, Normalizer.Form.NFD).replaceAll("[\u0361\u035c\u02b0\u02d1\u203f/\\[\\]]", "")
                .replace('\u0261', 'g')
                .replaceAll("\\s+", " ").strip();
    }

    /** As MaryTTS writes them: sounds parted by spaces, syllables by hyphens; a syllable with its stress in front. */
    private static String syllables(List<String> phones) {
        List<List<String>> syllables = new ArrayList<>();
        List<String> syllable = new ArrayList<>();
        boolean vowel = false;
        for (String phone : phones) {
            boolean next = phone.equals(BOUNDARY) || vowel && VOWELS.contains(phone);
            if (next) {
                List<String> onset = phone.equals(BOUNDARY) ? List.of() : onset(syllable);
                syllables.add(List.copyOf(syllable.subList(0, syllable.size() - onset.size())));
                syllable = new ArrayList<>(onset);
            }
            if (!phone.equals(BOUNDARY)) {
                syllable.add(phone);
            }
            vowel = !next && vowel || VOWELS.contains(phone);
        }
        syllables.add(syllable);
        return joined(syllables);
    }

    /** The consonants at the end that belong to the next syllable: as many as one can begin with, and none when a vowel is the last. */
    private static List<String> onset(List<String> syllable) {
        int size = syllable.size();
        int most = 0;
        for (int n = 1; n <= LONGEST_SYMBOL && n < size; n++) {
            List<String> last = syllable.subList(size - n, size);
            if (last.stream().anyMatch(VOWELS::contains)) {
                break;
            }
            boolean begins = n == 1 ? !last.get(0).equals("N") : ONSETS.contains(String.join(" ", last));
            most = begins ? n : most;
        }
        return List.copyOf(syllable.subList(size - most, size));
    }

    /** What has no vowel is part of the syllable before it, or of the one behind. */
    private static String joined(List<List<String>> syllables) {
        List<List<String>> whole = new ArrayList<>();
        for (List<String> syllable : syllables) {
            boolean vowel = syllable.stream().anyMatch(VOWELS::contains);
            if (whole.isEmpty() || vowel && whole.get(whole.size() - 1).stream().anyMatch(VOWELS::contains)) {
                whole.add(new ArrayList<>(syllable));
            } else {
                whole.get(whole.size() - 1).addAll(syllable);
            }
        }
        return whole.stream().map(MaryPhones::stressed).collect(Collectors.joining(" " + BOUNDARY + " "));
    }

    private static String stressed(List<String> syllable) {
        String stress = syllable.contains(STRESS) ? STRESS + " " : syllable.contains(WEAK_STRESS) ? WEAK_STRESS + " " : "";
        return stress + syllable.stream().filter(p -> !p.equals(STRESS) && !p.equals(WEAK_STRESS)).collect(Collectors.joining(" "));
    }
}
