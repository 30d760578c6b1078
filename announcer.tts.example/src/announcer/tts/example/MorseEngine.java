package announcer.tts.example;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import org.osgi.service.component.annotations.Component;

import announcer.api.audio.PcmFormat;
import announcer.api.speech.PcmSink;
import announcer.api.speech.SpeechEngine;
import announcer.api.speech.SpeechException;
import announcer.api.speech.SpeechRequest;
import announcer.api.speech.UnspeakableTextException;
import announcer.api.speech.Voice;

/** The speech engine "morse": it speaks Morse code, and is there to be read. Methods may be called by any thread. */
// Last of all engines, so that nobody hears Morse code who did not ask for it.
@Component(property = {SpeechEngine.NAME + "=" + MorseEngine.ENGINE, "service.ranking:Integer=-1000"})
public final class MorseEngine implements SpeechEngine {
    static final String ENGINE = "morse";
    /** English: its alphabet is that of the code. A voice without a language could be found by its name only. */
    static final Voice SOUNDER = new Voice(ENGINE, "sounder", Locale.ENGLISH, new PcmFormat(16_000, 1));

    private static final String SIGNS = "it speaks the letters A to Z, digits and a few signs";

    @Override
    public List<Voice> voices() {
        return List.of(SOUNDER);
    }

    @Override
    public void synthesize(SpeechRequest request, PcmSink sink) throws SpeechException, InterruptedException {
        if (!request.voice().equals(SOUNDER)) {
            throw new SpeechException("the engine morse has no voice " + request.voice() + "; it has " + SOUNDER.id());
        }
        String keying = keying(request.text());
        long start = System.nanoTime();
        Sounder sounder = new Sounder(keying, SOUNDER.format(), request.prosody());
        ByteBuffer unit = ByteBuffer.allocate(sounder.bytesPerUnit());
        for (int i = 0; i < keying.length(); i++) {
            if (Thread.interrupted()) {
                throw new InterruptedException("interrupted while " + SOUNDER.id() + " was speaking");
            }
            if (System.nanoTime() - start > request.deadline().toNanos()) {
                throw new SpeechException(SOUNDER.id() + " did not finish within " + request.deadline().toMillis() + " ms");
            }
            sounder.sound(i, unit.clear());
            sink.write(unit.flip());
        }
    }

    /** All of the text or nothing of it: what would be left out might be what somebody waits for. */
    static String keying(String text) throws UnspeakableTextException {
        Optional<String> unknown = MorseCode.unknown(text);
        if (unknown.isPresent()) {
            throw new UnspeakableTextException(SOUNDER.id() + " has no sign for \"" + unknown.get() + "\"; " + SIGNS);
        }
        String keying = MorseCode.keying(text);
        if (keying.isEmpty()) {
            throw new UnspeakableTextException(SOUNDER.id() + " knows no letter of this text; " + SIGNS);
        }
        return keying;
    }
}
