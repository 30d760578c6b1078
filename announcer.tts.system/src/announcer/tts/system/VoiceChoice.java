package announcer.tts.system;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;

import announcer.api.speech.Voice;

/** Which of the system's voices are offered, and in which order. */
final class VoiceChoice {
    private VoiceChoice() {
    }

    /** The voices that one of {@code wanted} names, in their order; all when nothing is wanted. */
    static List<SystemVoice> offered(List<SystemVoice> voices, List<String> wanted) {
        return voices.stream().filter(v -> wanted.isEmpty() || wanted.stream().anyMatch(w -> names(w, v.voice()))).toList();
    }

    /** Returns the entries of {@code wanted} that name no voice. */
    static List<String> unknown(List<SystemVoice> voices, List<String> wanted) {
        return wanted.stream().filter(w -> voices.stream().noneMatch(v -> names(w, v.voice()))).toList();
    }

    /** Best first: the language of the machine (its country before others), then English, then the rest. */
    static List<SystemVoice> ordered(List<SystemVoice> voices, Locale machine) {
        return voices.stream().sorted(Comparator.<SystemVoice>comparingInt(v -> rank(v.voice().locale(), machine))
                .thenComparingInt(SystemVoice::preference)).toList();
    }

    private static int rank(Locale locale, Locale machine) {
        if (locale.getLanguage().equals(machine.getLanguage())) {
            return locale.getCountry().equals(machine.getCountry()) ? 0 : 1;
        }
        return locale.getLanguage().equals(Locale.ENGLISH.getLanguage()) ? 2 : 3;
    }

    private static boolean names(String wanted, Voice voice) {
        String tag = voice.locale().toLanguageTag().toLowerCase(Locale.ROOT);
        String small = wanted.toLowerCase(Locale.ROOT).replace('_', '-');
        return wanted.equalsIgnoreCase(voice.name()) || wanted.equalsIgnoreCase(voice.id()) || tag.equals(small)
                || tag.startsWith(small + "-");
    }
}
