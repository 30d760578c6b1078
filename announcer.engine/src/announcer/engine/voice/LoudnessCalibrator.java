package announcer.engine.voice;

import java.util.OptionalDouble;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import announcer.api.speech.SpeechEngine;
import announcer.api.speech.SpeechException;
import announcer.api.speech.SpeechRequest;
import announcer.api.speech.UnspeakableTextException;
import announcer.engine.audio.Level;
import announcer.engine.audio.LoudnessMeter;
import announcer.engine.audio.LoudnessTarget;

/**
 * Measures each voice once, on a text of its language, and keeps what came out: gain = target - measured (both LUFS, ITU-R BS.1770). So a
 * voice has the same gain in its first announcement and in its last. Any thread; two that meet a new voice at once both measure it, to
 * the same end.
 */
public class LoudnessCalibrator {
    /** A voice further off than this is broken, not quiet. */
    private static final double MOST_DB = 30;
    /** For a voice that cannot speak its language's text. */
    private static final String DIGITS = "1 2 3 4 5 6 7 8 9 10";
    private static final Logger LOG = LoggerFactory.getLogger(LoudnessCalibrator.class);

    private final CalibrationStore levels;

    public LoudnessCalibrator(CalibrationStore levels) {
        this.levels = levels;
    }

    /**
     * The level for a voice. Where the voice has not been measured yet, has it speak, and remembers.
     *
     * @param invoker calls the engine
     * @throws SpeechException when the engine failed at that
     */
    public Level level(VoiceCatalog.Candidate c, SpeechEngine engine, LoudnessTarget target, EngineInvoker invoker)
            throws SpeechException, InterruptedException {
        String key = key(c);
        OptionalDouble known = levels.measuredLufs(key);
        double measured = known.isPresent() ? known.getAsDouble() : measure(key, c, engine, target, invoker);
        double gain = Math.max(-MOST_DB, Math.min(MOST_DB, target.targetLufs() - measured));
        return new Level(gain, target.ceilingDbtp());
    }

    /** How loud a voice was measured to be, in LUFS; empty when it has not been yet. Asks nobody. */
    public OptionalDouble measuredLufs(VoiceCatalog.Candidate c) {
        return levels.measuredLufs(key(c));
    }

    /** What a measurement is valid for: this voice, of this version of its bundle. */
    public static String key(VoiceCatalog.Candidate c) {
        return c.voice().id() + "@" + version(c);
    }

    public static String version(VoiceCatalog.Candidate c) {
        return c.engine().getBundle() == null ? "gone" : c.engine().getBundle().getVersion().toString();
    }

    private double measure(String key, VoiceCatalog.Candidate c, SpeechEngine engine, LoudnessTarget target, EngineInvoker invoker)
            throws SpeechException, InterruptedException {
        OptionalDouble lufs = OptionalDouble.empty();
        for (String text : new String[]{CalibrationTexts.of(c.voice().locale()), DIGITS}) {
            try {
                byte[] pcm = invoker.speak(engine, new SpeechRequest(c.voice(), text, invoker.deadline(text)));
                lufs = LoudnessMeter.measure(pcm, c.voice().format()).integratedLufs();
            } catch (UnspeakableTextException e) {
                LOG.debug("{} cannot speak its calibration text", c.voice().id(), e);
            }
            if (lufs.isPresent()) {
                levels.measured(key, lufs.getAsDouble());
                LOG.info("voice {} is calibrated: {} LUFS", c.voice().id(), Math.round(lufs.getAsDouble() * 10) / 10.0);
                return lufs.getAsDouble();
            }
        }
        LOG.warn("voice {} cannot be calibrated: it speaks neither its language's text nor digits; its loudness is left as it is",
                c.voice().id());
        return target.targetLufs();
    }
}
