package announcer.tts.example;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;

import announcer.api.audio.PcmFormat;
import announcer.api.audio.PcmSource;
import announcer.api.speech.PcmSink;
import announcer.api.speech.SpeechEngine;
import announcer.api.speech.SpeechException;
import announcer.api.speech.SpeechRequest;
import announcer.api.speech.UnspeakableTextException;
import announcer.api.speech.Voice;

/**
 * The speech engine "morse": it speaks Morse code, and is there to be read. It has no threads: the sound is made by whoever reads it.
 * Methods may be called by any thread.
 */
// Last of all engines, so that nobody hears Morse code who did not ask for it.
@Component(property = {SpeechEngine.NAME + "=" + MorseEngine.ENGINE, "service.ranking:Integer=-1000"})
public final class MorseEngine implements SpeechEngine {
    static final String ENGINE = "morse";
    /** English: its alphabet is that of the code. A voice without a language could be found by its name only. */
    static final Voice SOUNDER = new Voice(ENGINE, "sounder", Locale.ENGLISH, new PcmFormat(16_000, 1));

    private final Set<MorseSource> open = ConcurrentHashMap.newKeySet();

    @Override
    public List<Voice> voices() {
        return List.of(SOUNDER);
    }

    @Override
    public void synthesize(SpeechRequest request, PcmSink sink) throws SpeechException, InterruptedException {
        try (PcmSource source = open(request)) {
            ByteBuffer buffer = ByteBuffer.allocate(8192);
            while (source.read(buffer.clear()) >= 0) {
                sink.write(buffer.flip());
            }
        } catch (IOException e) {
            throw new SpeechException(e.getMessage(), e);
        }
    }

    PcmSource open(SpeechRequest request) throws SpeechException, InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException("interrupted before " + request.voice().id() + " began");
        }
        if (!request.voice().equals(SOUNDER)) {
            throw new SpeechException("the engine morse has no voice " + request.voice() + "; it has " + SOUNDER.id());
        }
        String keying = MorseCode.keying(request.text());
        if (keying.isEmpty()) {
            throw new UnspeakableTextException(
                    SOUNDER.id() + " knows no letter of this text; it speaks the letters A to Z, digits and a few signs");
        }
        MorseSource source = new MorseSource(request, keying, System::nanoTime, open::remove);
        open.add(source);
        return source;
    }

    /** Whoever still reads is told at once, and can have the text spoken by another engine. */
    @Deactivate
    void deactivate() {
        open.forEach(MorseSource::stop);
    }
}
