package announcer.tts.testkit;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import announcer.api.audio.PcmFormat;
import announcer.api.speech.PcmSink;
import announcer.api.speech.SpeechEngine;
import announcer.api.speech.SpeechException;
import announcer.api.speech.SpeechRequest;
import announcer.api.speech.UnspeakableTextException;
import announcer.api.speech.Voice;

/** An engine that keeps the contract: it hums, 30 ms for each letter or digit. Its siblings in {@link BadEngines} each break it once. */
class ToneEngine implements SpeechEngine {
    /** As the annotation of a component has it. */
    static final String PROPERTY = SpeechEngine.NAME + "=tone";
    static final Voice HUM = new Voice("tone", "hum", Locale.ENGLISH, new PcmFormat(16_000, 1));
    static final Voice STEREO = new Voice("tone", "stereo", Locale.GERMAN, new PcmFormat(22_050, 2));
    static final double OWN_HZ = 110;
    private static final double SECONDS_PER_LETTER = 0.03;
    private static final List<String> DIGITS = List.of("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine");
    private static final Set<Byte> SIGNS = Set.of(Character.CURRENCY_SYMBOL, Character.OTHER_NUMBER, Character.LETTER_NUMBER,
            Character.OTHER_SYMBOL);
    private static final Pattern BREAK = Pattern.compile("<break time=\"(\\d+)ms\"/>");

    @Override
    public List<Voice> voices() {
        return List.of(HUM, STEREO);
    }

    @Override
    public void synthesize(SpeechRequest request, PcmSink sink) throws SpeechException, InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException("interrupted before " + request.voice().id() + " began");
        }
        if (!voices().contains(request.voice())) {
            throw new SpeechException("there is no voice " + request.voice().id() + "; take tone/hum");
        }
        long letters = letters(request);
        if (letters == 0) {
            throw new UnspeakableTextException("there is no letter or digit to hum in the text");
        }
        hum(request, letters * SECONDS_PER_LETTER / request.prosody().rate(), breakSeconds(request), sink);
    }

    long letters(SpeechRequest request) {
        String text = request.ssml().map(s -> s.replaceAll("<[^>]*>", "")).orElse(request.text());
        return text.codePoints().filter(Character::isLetterOrDigit).count();
    }

    /** What it would hum if each digit had a word: the letters of "five" for 5, and each sign. */
    List<String> pronounced(String text) throws UnspeakableTextException {
        List<String> sounds = new ArrayList<>();
        for (int c : Normalizer.normalize(text, Normalizer.Form.NFC).codePoints().toArray()) {
            int digit = Character.digit(c, 10);
            if (digit >= 0) {
                DIGITS.get(digit).chars().forEach(letter -> sounds.add(Character.toString(letter)));
            } else if (Character.isLetterOrDigit(c) || "$€£¥%‰".indexOf(c) >= 0 || SIGNS.contains((byte) Character.getType(c))) {
                sounds.add(Character.toString(c).toLowerCase(Locale.ROOT));
            }
        }
        if (sounds.isEmpty()) {
            throw new UnspeakableTextException("there is no letter or digit to hum in the text");
        }
        return sounds;
    }

    double breakSeconds(SpeechRequest request) {
        Optional<Matcher> pause = request.ssml().map(BREAK::matcher).filter(Matcher::find);
        return pause.map(m -> Integer.parseInt(m.group(1)) / 1_000.0).orElse(0.0);
    }

    void hum(SpeechRequest request, double seconds, double breakSeconds, PcmSink sink) throws SpeechException, InterruptedException {
        new Tone(request.voice().format(), OWN_HZ * request.prosody().pitch(), seconds, breakSeconds).into(sink);
    }
}
