package announcer.engine.intake;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

import announcer.api.RejectedException;
import announcer.api.RejectedException.Reason;
import announcer.api.Request;
import announcer.api.speech.Voice;
import announcer.engine.voice.VoiceCatalog.Candidate;
import announcer.engine.text.SpeechDocument;
import announcer.engine.voice.VoiceCatalog;
import announcer.lib.text.EditDistance;

/** Whether the voices and languages that a request names are there; who asks for what is not learns what comes near. Any thread. */
public final class VoiceRequestValidator {
    private static final int SHOWN = 60;
    private static final int NEAR = 8;

    private final VoiceCatalog voices;

    VoiceRequestValidator(VoiceCatalog voices) {
        this.voices = voices;
    }

    /** The voice that the request names. Asks engines at most once: each may take seconds to answer. */
    Optional<Voice> voices(Request r, SpeechDocument script) throws RejectedException {
        if (!namesAny(r, script)) {
            return Optional.empty();
        }
        return check(r, script, voices.all());
    }

    private static boolean namesAny(Request r, SpeechDocument script) {
        return r.voice().isPresent() || r.locale().isPresent() || script.language().isPresent() || !script.voiceNames().isEmpty()
                || !script.languages().isEmpty();
    }

    private static Optional<Voice> check(Request r, SpeechDocument script, List<Candidate> all) throws RejectedException {
        for (String id : script.voiceNames()) {
            find(id, "text", all);
        }
        for (Locale l : script.languages()) {
            language(l, "text", all);
        }
        if (r.voice().isPresent()) {
            return Optional.of(find(r.voice().get(), "voice", all));
        }
        Optional<Locale> wanted = r.locale().or(script::language);
        if (wanted.isPresent()) {
            language(wanted.get(), r.locale().isPresent() ? "locale" : "text", all);
        }
        return Optional.empty();
    }

    private static Voice find(String id, String field, List<Candidate> among) throws RejectedException {
        Optional<Voice> found = among.stream().map(Candidate::voice).filter(v -> v.id().equals(id)).findFirst();
        if (found.isPresent()) {
            return found.get();
        }
        List<String> all = among.stream().map(c -> c.voice().id()).toList();
        List<String> near = nearest(id, all);
        throw new RejectedException(Reason.UNKNOWN_VOICE, field, id, "there is no voice \"" + shown(id) + "\"; "
                + (all.isEmpty() ? "there is none at all now" : near.size() == all.size() ? "there are: " : "near to it are: ")
                + String.join(", ", near) + (near.size() < all.size() ? " (of " + all.size() + " in all)" : ""));
    }

    private static void language(Locale l, String field, List<Candidate> among) throws RejectedException {
        // Without any engine it may still come, as for an announcement that names nothing.
        if (!among.isEmpty() && among.stream().noneMatch(c -> c.language().equals(VoiceCatalog.language(l)))) {
            throw new RejectedException(Reason.UNKNOWN_LANGUAGE, field, l.toLanguageTag(),
                    "no voice speaks \"" + shown(l.toLanguageTag()) + "\"; there are voices for: "
                            + among.stream().map(Candidate::language).distinct().sorted().collect(Collectors.joining(", ")));
        }
    }

    /** The ids that are likest, by the fewest letters to change, small and capital ones alike; best first. */
    public static List<String> nearest(String id, List<String> among) {
        String wanted = shown(id).toLowerCase(Locale.ROOT);
        Map<String, Integer> distances = among.stream().distinct().collect(Collectors.toMap(a -> a, a -> distance(wanted, a)));
        return distances.entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue().thenComparing(Comparator.comparing(Map.Entry::getKey)))
                .limit(NEAR).map(Map.Entry::getKey).toList();
    }

    /** To the whole id, or to the voice's name alone, whichever is nearer: many leave the engine out. */
    private static int distance(String wanted, String id) {
        String lower = id.toLowerCase(Locale.ROOT);
        String name = lower.substring(lower.indexOf('/') + 1);
        return Math.min(EditDistance.between(wanted, lower), EditDistance.between(wanted, name));
    }

    private static String shown(String s) {
        return s.length() <= SHOWN ? s : s.substring(0, SHOWN) + "...";
    }
}
