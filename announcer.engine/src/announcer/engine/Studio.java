package announcer.engine;

import java.time.InstantSource;
import java.util.List;

import announcer.api.EngineStatus;
import announcer.api.VoiceFigures;
import announcer.api.speech.SpeechEngine;
import announcer.engine.cache.PhraseCache;
import announcer.engine.audio.FilterBank;

/** What sentences are made with; shared by all channels. */
record Studio(Ranked<SpeechEngine> engines, Voices voices, Casting casting, Health health, VoiceTastes tastes,
        LoudnessCalibrator calibrator,
        PhraseCache cache, FilterBank filters, VoiceUse use) {

    /** All engines that are present, with what is known of their voices. Asks engines, as {@link Voices} does. */
    List<EngineStatus> engineStatuses(InstantSource wall) {
        return voices.engines(wall, this::figures);
    }

    private VoiceFigures figures(Voices.Candidate c) {
        String id = c.voice().id();
        return new VoiceFigures(calibrator.measuredLufs(c), use.timesMade(id), use.timesFromCache(id));
    }
}
