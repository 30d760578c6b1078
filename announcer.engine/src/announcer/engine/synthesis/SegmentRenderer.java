package announcer.engine.synthesis;

import java.util.List;

import announcer.api.audio.PcmFormat;
import announcer.api.speech.Prosody;
import announcer.api.speech.SpeechEngine;
import announcer.api.speech.SpeechException;
import announcer.api.speech.SpeechRequest;
import announcer.api.speech.UnspeakableTextException;
import announcer.api.speech.Voice;
import announcer.engine.audio.Converter;
import announcer.engine.audio.ConverterSettings;
import announcer.engine.audio.FilterBank;
import announcer.engine.audio.Level;
import announcer.engine.audio.PcmBuilder;
import announcer.engine.text.RenderedPart;
import announcer.engine.voice.EngineInvoker;

/** Has the parts of one sentence spoken by one voice, converts them once, and joins them with their pauses. One thread. */
final class SegmentRenderer {
    /** Below this there is nothing that 16 bits could tell from silence. */
    private static final double LEAST_GAIN_DB = -60;

    private final Voice voice;
    private final SpeechEngine engine;
    private final EngineInvoker invoker;
    private final PcmFormat to;
    private final Level level;
    private final FilterBank filters;

    SegmentRenderer(Voice voice, SpeechEngine engine, EngineInvoker invoker, PcmFormat to, Level level, FilterBank filters) {
        this.voice = voice;
        this.engine = engine;
        this.invoker = invoker;
        this.to = to;
        this.level = level;
        this.filters = filters;
    }

    /** Returns whole frames. */
    byte[] speak(List<RenderedPart> parts, Prosody prosody) throws SpeechException, InterruptedException {
        PcmBuilder out = new PcmBuilder(to);
        boolean heard = false;
        UnspeakableTextException unspeakable = null;
        for (RenderedPart part : parts) {
            if (part instanceof RenderedPart.Pause pause) {
                out.pause(pause.duration());
            } else if (part instanceof RenderedPart.Speech speech) {
                try {
                    speak(speech, prosody.times(speech.prosody()), out);
                    heard = true;
                } catch (UnspeakableTextException e) {
                    // A dash between two words is no reason to refuse the words.
                    if (hasWords(speech.text())) {
                        throw e;
                    }
                    unspeakable = e;
                }
            }
        }
        if (!heard && unspeakable != null) {
            throw unspeakable;
        }
        return out.frames();
    }

    private void speak(RenderedPart.Speech speech, Prosody prosody, PcmBuilder out) throws SpeechException, InterruptedException {
        SpeechRequest request = new SpeechRequest(voice, speech.text(), speech.ssml(), prosody.withVolume(1),
                invoker.deadline(speech.text()));
        Converter converter = new Converter(voice.format(), to, ConverterSettings.defaults(), filters, level(prosody.volume()));
        byte[] pcm = converter.convert(invoker.speak(engine, request));
        if (pcm.length == 0) {
            if (hasWords(speech.text())) {
                throw new SpeechException("it made no sound of this text");
            }
            throw new UnspeakableTextException("it has nothing to say for this text");
        }
        if (prosody.volume() == 0) {
            out.silence(pcm.length);
        } else {
            out.add(pcm);
        }
    }

    private Level level(double volume) {
        // BS.1770 adds up the power of the channels: one voice in two of them is twice as much.
        double channelsDb = 10 * Math.log10((double) voice.format().channels() / to.channels());
        double gainDb = level.gainDb() + channelsDb + 20 * Math.log10(Math.max(1e-3, volume));
        return new Level(Math.max(LEAST_GAIN_DB, gainDb), level.ceilingDbtp());
    }

    /** Whether there is a letter or a digit in it, so that its silence would be a loss. */
    static boolean hasWords(String text) {
        return text.codePoints().anyMatch(Character::isLetterOrDigit);
    }
}
