package announcer.engine;

import java.io.IOException;
import java.util.OptionalDouble;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import announcer.api.speech.SpeechEngine;
import announcer.api.speech.SpeechException;
import announcer.api.speech.SpeechRequest;
import announcer.api.speech.UnspeakableTextException;
import announcer.engine.sound.Level;
import announcer.engine.sound.LoudnessMeter;
import announcer.engine.sound.LoudnessTarget;

/**
 * Measures each voice once, on a text of its language, and keeps what came out: gain = target - measured (both LUFS, ITU-R BS.1770). So a
 * voice has the same gain in its first announcement and in its last. Any thread; two that meet a new voice at once both measure it, to
 * the same end.
 */
final class Calibration implements Leveller {
    /** A voice further off than this is broken, not quiet. */
    private static final double MOST_DB = 30;
    /** For a voice that cannot speak its language's text. */
    private static final String DIGITS = "1 2 3 4 5 6 7 8 9 10";
    private static final Logger LOG = LoggerFactory.getLogger(Calibration.class);

    private final VoiceLevels levels;

    Calibration(VoiceLevels levels) {
        this.levels = levels;
    }

    @Override
    public Level level(Voices.Candidate c, SpeechEngine engine, LoudnessTarget target, Calls calls)
            throws SpeechException, IOException, InterruptedException {
        String key = key(c);
        OptionalDouble known = levels.measuredLufs(key);
        double measured = known.isPresent() ? known.getAsDouble() : measure(key, c, engine, target, calls);
        double gain = Math.max(-MOST_DB, Math.min(MOST_DB, target.targetLufs() - measured));
        return new Level(gain, target.ceilingDbtp());
    }

    @Override
    public OptionalDouble measuredLufs(Voices.Candidate c) {
        return levels.measuredLufs(key(c));
    }

    /** What a measurement is valid for: this voice, of this version of its bundle. */
    static String key(Voices.Candidate c) {
        return c.voice().id() + "@" + version(c);
    }

    static String version(Voices.Candidate c) {
        return c.engine().getBundle() == null ? "gone" : c.engine().getBundle().getVersion().toString();
    }

    private double measure(String key, Voices.Candidate c, SpeechEngine engine, LoudnessTarget target, Calls calls)
            throws SpeechException, IOException, InterruptedException {
        OptionalDouble lufs = OptionalDouble.empty();
        for (String text : new String[]{CalibrationTexts.of(c.voice().locale()), DIGITS}) {
            LoudnessMeter meter = new LoudnessMeter(c.voice().format());
            try {
                calls.call(engine, new SpeechRequest(c.voice(), text, calls.deadline(text)), meter::write);
                lufs = meter.integratedLufs();
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
