package announcer.tts.mary;

import java.io.IOException;
import java.util.List;

import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.xml.stream.XMLStreamException;

import org.w3c.dom.Document;

import marytts.LocalMaryInterface;
import marytts.exceptions.MaryConfigurationException;
import marytts.exceptions.SynthesisException;

import announcer.api.speech.SpeechException;
import announcer.api.speech.SpeechRequest;
import announcer.api.speech.Voice;
import announcer.tts.mary.Part.Pause;
import announcer.tts.mary.Part.Words;

/** MaryTTS itself: one interface object for each step, as they are not made for several threads. */
final class MaryNarrator implements Narrator {
    /** Read in whole blocks of this size, always: MaryTTS levels each block by itself, and takes an empty read for the end. */
    private static final int BLOCK_BYTES = 8_192;

    @Override
    public boolean load(StopSignal stop) throws SpeechException {
        try {
            return MaryStart.start(stop);
        } catch (Exception | LinkageError e) {
            throw new SpeechException("MaryTTS cannot be started: " + e
                    + "; when a voice was added, take it away again, and restart the bundle announcer.tts.mary", e);
        }
    }

    @Override
    public void speak(SpeechRequest request, PcmSink sink) throws SpeechException {
        Voice voice = request.voice();
        for (List<Part> piece : Pieces.of(parts(request), voice.locale())) {
            if (!sink.wanted()) {
                return;
            }
            if (piece.get(0) instanceof Pause pause) {
                Silence.into(sink, pause.millis(), voice.format().sampleRateHz());
            } else if (piece.stream().anyMatch(MaryNarrator::hasSomethingToSay)) {
                speak(voice, piece, sink);
            }
        }
    }

    private static List<Part> parts(SpeechRequest request) throws SpeechException {
        if (request.ssml().isEmpty()) {
            return List.of(new Words(CleanText.of(request.text()), request.prosody(), ""));
        }
        try {
            return SsmlReader.read(request.ssml().get(), request.prosody());
        } catch (XMLStreamException e) {
            throw new SpeechException("the SSML is no XML: " + e.getMessage(), e);
        }
    }

    private static boolean hasSomethingToSay(Part part) {
        return part instanceof Words words && words.text().codePoints().anyMatch(c -> c > ' ' && !isPunctuation(c));
    }

    private static boolean isPunctuation(int c) {
        return ".,;:!?-()[]{}\"'`\u2026\u3002\u2013\u2014\u00ab\u00bb\u201c\u201d\u2018\u2019".indexOf(c) >= 0;
    }

    private void speak(Voice voice, List<Part> piece, PcmSink sink) throws SpeechException {
        try {
            LocalMaryInterface before = mary(voice, "RAWMARYXML");
            before.setOutputType("ACOUSTPARAMS");
            Document acoustics = before.generateXML(MaryXml.document(piece, voice.locale()));
            if (sink.wanted() && Acoustics.apply(acoustics)) {
                stream(mary(voice, "ACOUSTPARAMS").generateAudio(acoustics), voice, sink);
            }
        } catch (MaryConfigurationException | SynthesisException | IOException e) {
            throw new SpeechException(voice.id() + " gave up: " + root(e), e);
        }
    }

    private static LocalMaryInterface mary(Voice voice, String inputType) throws MaryConfigurationException {
        LocalMaryInterface mary = new LocalMaryInterface();
        mary.setVoice(voice.name());
        mary.setInputType(inputType);
        return mary;
    }

    private static void stream(AudioInputStream audio, Voice voice, PcmSink sink) throws IOException, SpeechException {
        AudioFormat format = audio.getFormat();
        if (format.getSampleSizeInBits() != 16 || format.getChannels() != voice.format().channels()
                || Math.round(format.getSampleRate()) != voice.format().sampleRateHz()) {
            throw new SpeechException(voice.id() + " speaks in " + format + " and not in " + voice.format()
                    + " as its configuration says (samplingRate in its voice.config)");
        }
        byte[] block = new byte[BLOCK_BYTES];
        for (int n = audio.read(block, 0, block.length); n > 0; n = audio.read(block, 0, block.length)) {
            if (format.isBigEndian()) {
                turn(block, n);
            }
            if (!sink.take(block, n)) {
                return;
            }
        }
    }

    private static void turn(byte[] block, int length) {
        for (int i = 0; i + 1 < length; i += 2) {
            byte first = block[i];
            block[i] = block[i + 1];
            block[i + 1] = first;
        }
    }

    private static Throwable root(Throwable e) {
        Throwable root = e;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root;
    }
}
