package announcer.engine.synthesis;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Random;

import announcer.api.audio.PcmFormat;
import announcer.api.speech.PcmSink;
import announcer.api.speech.SpeechEngine;
import announcer.api.speech.SpeechRequest;
import announcer.api.speech.Voice;

/**
 * A speech engine whose sound depends on nothing but the request: syllables of buzz and noise, humming and exact silence before, between and
 * behind them. Computed in {@link StrictMath}, so that it is the same on every machine.
 */
final class GoldenVoice implements SpeechEngine {
    private static final int SYLLABLE_MILLIS = 90;

    private final Voice voice;

    GoldenVoice(Voice voice) {
        this.voice = voice;
    }

    @Override
    public List<Voice> voices() {
        return List.of(voice);
    }

    @Override
    public void synthesize(SpeechRequest r, PcmSink sink) throws InterruptedException {
        ByteBuffer pcm = ByteBuffer.wrap(pcm(r));
        Random chunks = new Random(pcm.remaining());
        int group = voice.format().bytesPerSampleGroup();
        while (pcm.hasRemaining()) {
            int bytes = Math.min(pcm.remaining(), (1 + chunks.nextInt(3_000)) * group);
            sink.write(pcm.slice().limit(bytes));
            pcm.position(pcm.position() + bytes);
        }
    }

    /** The sound of a request, as the voice's format says, little-endian. */
    static byte[] pcm(SpeechRequest r) {
        PcmFormat format = r.voice().format();
        int rate = format.sampleRateHz();
        String said = r.text() + "|" + r.ssml().orElse("");
        Random random = new Random(said.hashCode() * 31L + rate);
        int syllable = (int) StrictMath.round(SYLLABLE_MILLIS * rate / 1000.0 / r.prosody().rate());
        int lead = rate * 180 / 1000;
        int[] lengths = said.chars().map(c -> Character.isLetterOrDigit(c) ? syllable : c == ',' ? 3 * syllable : syllable / 3).toArray();
        int groups = lead;
        for (int l : lengths) {
            groups += l;
        }
        groups += rate / 4;
        ByteBuffer pcm = ByteBuffer.allocate(groups * format.bytesPerSampleGroup()).order(ByteOrder.LITTLE_ENDIAN);
        for (int k = 0; k < lead; k++) {
            put(pcm, format, random.nextInt(237) - 118, 0.9);
        }
        for (int i = 0; i < lengths.length; i++) {
            boolean sounds = Character.isLetterOrDigit(said.charAt(i));
            double pitch = (90 + random.nextInt(160)) * r.prosody().pitch();
            boolean hiss = random.nextInt(4) == 0;
            double loud = 32_767 * StrictMath.pow(10, -random.nextInt(18) / 20.0);
            double right = 0.2 + 0.8 * random.nextDouble();
            for (int k = 0; k < lengths[i]; k++) {
                double place = (double) k / lengths[i];
                double shape = 4 * place * (1 - place);
                double wave = hiss ? 2 * random.nextDouble() - 1 : buzz(pitch * k / rate);
                put(pcm, format, sounds ? (int) StrictMath.round(loud * shape * wave) : 0, right);
            }
        }
        return pcm.array();
    }

    /** The first partials of a sawtooth, by the recurrence {@code sin(h t) = 2 cos(t) sin((h-1) t) - sin((h-2) t)}. */
    private static double buzz(double turns) {
        double t = 2 * StrictMath.PI * (turns - StrictMath.floor(turns));
        double twice = 2 * StrictMath.cos(t);
        double before = 0;
        double now = StrictMath.sin(t);
        double sum = 0;
        for (int h = 1; h <= 12; h++) {
            sum += now / h;
            double next = twice * now - before;
            before = now;
            now = next;
        }
        return sum / 1.9;
    }

    private static void put(ByteBuffer pcm, PcmFormat format, int sample, double right) {
        pcm.putShort((short) Math.max(-32_768, Math.min(32_767, sample)));
        if (format.channels() == 2) {
            pcm.putShort((short) StrictMath.round(Math.max(-32_768, Math.min(32_767, sample)) * right));
        }
    }
}
