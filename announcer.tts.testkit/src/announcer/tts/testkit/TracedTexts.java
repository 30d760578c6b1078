package announcer.tts.testkit;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import announcer.api.speech.SpeechException;
import announcer.api.speech.UnspeakableTextException;
import announcer.api.speech.Voice;

/** What a voice makes of texts; each is asked for once. One thread. */
final class TracedTexts {
    private final PronunciationTrace trace;
    private final Voice voice;
    private final Map<String, Answer> answers = new HashMap<>();

    /**
     * What it makes of a text.
     *
     * @param sounds phonemes or words; none when the text is refused
     * @param refusal the reason, when the text is refused as unspeakable
     */
    record Answer(List<String> sounds, Optional<String> refusal) {}

    TracedTexts(PronunciationTrace trace, Voice voice) {
        this.trace = trace;
        this.voice = voice;
    }

    void ahead(Collection<String> texts) throws SpeechException, InterruptedException {
        trace.ahead(voice, texts.stream().filter(t -> !answers.containsKey(t)).distinct().toList());
    }

    Answer of(String text) throws SpeechException, InterruptedException {
        Answer answer = answers.get(text);
        if (answer == null) {
            answer = ask(text);
            answers.put(text, answer);
        }
        return answer;
    }

    private Answer ask(String text) throws SpeechException, InterruptedException {
        try {
            return new Answer(List.copyOf(trace.of(voice, text)), Optional.empty());
        } catch (UnspeakableTextException e) {
            return new Answer(List.of(), Optional.of(e.getMessage()));
        }
    }
}
