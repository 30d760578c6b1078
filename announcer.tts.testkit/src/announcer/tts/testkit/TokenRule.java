package announcer.tts.testkit;

import java.util.List;
import java.util.stream.Stream;

import announcer.api.speech.SpeechException;
import announcer.api.speech.Voice;

/**
 * The rule that no token is dropped in silence, for what is no engine: for what a text becomes on its way to one, told by
 * {@link EspeakPhonemes}.
 */
public final class TokenRule {
    private TokenRule() {
    }

    /**
     * Fails with the tokens of seeded texts that are dropped; prints a line with what was refused.
     *
     * @param voice its language is that of the texts
     * @param count how many texts
     */
    public static void verify(PronunciationTrace trace, Voice voice, int count, long seed) throws SpeechException, InterruptedException {
        TokenTexts source = new TokenTexts(voice.locale(), seed);
        List<TokenText> texts = Stream.generate(source::next).limit(count).toList();
        Findings findings = new Findings();
        new TokenCheck(new TracedTexts(trace, voice), token -> !TokenTexts.isOwn(voice.locale(), token), false, findings).check(texts);
        findings.tell(voice, "tokens", count, seed);
        findings.verify();
    }
}
