package announcer.tts.mary;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.xml.stream.XMLStreamException;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.w3c.dom.Document;

import marytts.LocalMaryInterface;
import marytts.exceptions.MaryConfigurationException;
import marytts.exceptions.SynthesisException;

import announcer.api.speech.SpeechException;
import announcer.api.speech.SpeechRequest;
import announcer.api.speech.UnspeakableTextException;
import announcer.api.speech.Voice;
import announcer.lib.pronunciation.UnknownTokens;
import announcer.lib.speech.MonitoredSink;
import announcer.lib.text.Excerpt;
import announcer.tts.mary.Part.Pause;
import announcer.tts.mary.Part.Sounds;
import announcer.tts.mary.Part.Words;

/** MaryTTS itself: one interface object for each step, as they are not made for several threads. */
final class MaryNarrator implements Narrator {
    /** Read in whole blocks of this size, always: MaryTTS levels each block by itself, and takes an empty read for the end. */
    private static final int BLOCK_BYTES = 8_192;
    private static final Logger LOG = LoggerFactory.getLogger(MaryNarrator.class);

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
    public void speak(SpeechRequest request, MonitoredSink sink) throws SpeechException, InterruptedException {
        Voice voice = request.voice();
        for (List<Part> piece : Pieces.of(parts(request), voice.locale())) {
            sink.check();
            if (piece.get(0) instanceof Pause pause) {
                Silence.into(sink, pause.millis(), voice.format().sampleRateHz());
            } else if (piece.stream().anyMatch(MaryNarrator::hasSomethingToSay)) {
                speak(voice, piece, sink);
            }
        }
    }

    /** Returns the words that a text is spoken in, in order; for tests. */
    static List<String> words(SpeechRequest request) throws SpeechException, InterruptedException {
        return allophones(request).stream().flatMap(document -> MaryText.words(document).stream()).toList();
    }

    /** Returns the sounds of each piece of a text; for tests. It takes the steps of {@link #speak} up to these. */
    static List<Document> allophones(SpeechRequest request) throws SpeechException, InterruptedException {
        MonitoredSink nobody = new MonitoredSink(request, pcm -> {}, System::nanoTime);
        List<Document> documents = new ArrayList<>();
        for (List<Part> piece : Pieces.of(parts(request), request.voice().locale())) {
            if (piece.stream().anyMatch(MaryNarrator::hasSomethingToSay)) {
                documents.add(whole(request.voice(), piece, "ALLOPHONES", nobody));
            }
        }
        return documents;
    }

    private static List<Part> parts(SpeechRequest request) throws SpeechException {
        if (request.ssml().isEmpty()) {
            return MaryText.prepared(request.voice(), List.of(new Words(request.text(), request.prosody(), "")));
        }
        try {
            return MaryText.prepared(request.voice(), SsmlPartReader.read(request.ssml().get(), request.prosody()));
        } catch (XMLStreamException e) {
            throw new SpeechException("the SSML is no XML: " + e.getMessage(), e);
        }
    }

    private static boolean hasSomethingToSay(Part part) {
        return part instanceof Sounds
                || part instanceof Words words && words.text().codePoints().anyMatch(c -> c > ' ' && !isPunctuation(c));
    }

    private static boolean isPunctuation(int c) {
        return ".,;:!?-()[]{}\"'`\u2026\u3002\u2013\u2014\u00ab\u00bb\u201c\u201d\u2018\u2019".indexOf(c) >= 0;
    }

    private void speak(Voice voice, List<Part> piece, MonitoredSink sink) throws SpeechException, InterruptedException {
        Document acoustics = whole(voice, piece, "ACOUSTPARAMS", sink);
        sink.check();
        try {
            if (Acoustics.apply(acoustics)) {
                stream(mary(voice, "ACOUSTPARAMS").generateAudio(acoustics), voice, sink);
            }
        } catch (MaryConfigurationException | SynthesisException | IOException | RuntimeException e) {
            throwInterruption(e);
            throw new SpeechException(voice.id() + " gave up: " + root(e), e);
        }
    }

    /** Passes an interruption on that MaryTTS has made an exception of its own. */
    private static void throwInterruption(Exception e) throws InterruptedException {
        if (root(e) instanceof InterruptedException interruption) {
            throw interruption;
        }
    }

    /** Returns the sounds of a piece, in which no token is left out. */
    private static Document whole(Voice voice, List<Part> piece, String type, MonitoredSink sink)
            throws SpeechException, InterruptedException {
        Document sounds = sounds(voice, piece, type, sink);
        Set<String> unspoken = MaryText.unspoken(sounds);
        if (unspoken.isEmpty()) {
            return sounds;
        }
        LOG.debug("{} has no sounds for {}; once more with them spelled", voice.id(), unspoken);
        sink.check();
        Document spelled = sounds(voice, MaryText.spelled(voice, piece, unspoken), type, sink);
        Set<String> still = MaryText.unspoken(spelled);
        if (!still.isEmpty()) {
            throw UnknownTokens.impossible(voice, MaryText.hopeless(voice, unspoken, still));
        }
        return spelled;
    }

    /** Returns the sounds of a piece, one by one. A failure of MaryTTS here is a matter of the text. */
    private static Document sounds(Voice voice, List<Part> piece, String type, MonitoredSink sink)
            throws SpeechException, InterruptedException {
        try {
            return sounds(voice, piece, type);
        } catch (SynthesisException first) {
            List<Part> tame = piece.stream().map(p -> p instanceof Words w ? w.with(CleanText.tame(w.text())) : p).toList();
            throwInterruption(first);
            sink.check();
            if (tame.equals(piece)) {
                throw unspeakable(voice, piece, first);
            }
            LOG.debug("{} gave up at {}; once more without dates and times", voice.id(), piece, first);
            try {
                return sounds(voice, tame, type);
            } catch (SynthesisException second) {
                throwInterruption(second);
                throw unspeakable(voice, piece, second);
            }
        }
    }

    private static Document sounds(Voice voice, List<Part> piece, String type) throws SpeechException, SynthesisException {
        try {
            LocalMaryInterface mary = mary(voice, "RAWMARYXML");
            mary.setOutputType(type);
            return mary.generateXML(MaryXml.document(piece, voice.locale()));
        } catch (MaryConfigurationException e) {
            throw new SpeechException(voice.id() + " cannot be used: " + root(e), e);
        }
    }

    private static UnspeakableTextException unspeakable(Voice voice, List<Part> piece, SynthesisException cause) {
        String text = piece.stream().map(p -> p instanceof Words w ? w.text() : p instanceof Sounds s ? s.words().text() : "")
                .collect(Collectors.joining());
        UnspeakableTextException e = new UnspeakableTextException(
                voice.id() + " does not understand " + Excerpt.quoted(text.strip(), MonitoredSink.EXCERPT) + ": " + root(cause)
                        + "; put it in other words");
        e.initCause(cause);
        return e;
    }

    private static LocalMaryInterface mary(Voice voice, String inputType) throws MaryConfigurationException {
        LocalMaryInterface mary = new LocalMaryInterface();
        mary.setVoice(voice.name());
        mary.setInputType(inputType);
        return mary;
    }

    private static void stream(AudioInputStream audio, Voice voice, MonitoredSink sink)
            throws IOException, SpeechException, InterruptedException {
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
            sink.write(block, n);
            sink.check();
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
