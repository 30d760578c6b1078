package announcer.engine.synthesis;

import java.time.InstantSource;
import java.util.List;

import announcer.api.EngineStatus;
import announcer.api.VoiceFigures;
import announcer.api.speech.SpeechEngine;
import announcer.engine.audio.FilterBank;
import announcer.engine.cache.PhraseCache;
import announcer.engine.chime.ChimeLibrary;
import announcer.engine.util.RankedServices;
import announcer.engine.voice.EngineCircuitBreaker;
import announcer.engine.voice.LoudnessCalibrator;
import announcer.engine.voice.VoiceCatalog;
import announcer.engine.voice.VoiceOverrides;
import announcer.engine.voice.VoiceSelector;
import announcer.engine.voice.VoiceUsage;

/** What sentences are made with; shared by all channels. */
public record SynthesisServices(RankedServices<SpeechEngine> engines, VoiceCatalog voices, VoiceSelector selector,
        EngineCircuitBreaker health, VoiceOverrides overrides,
        LoudnessCalibrator calibrator,
        PhraseCache cache, FilterBank filters, VoiceUsage use, ChimeLibrary chimes, Pronouncer lexicon) {

    /** All engines that are present, with what is known of their voices. Asks engines, as {@link VoiceCatalog} does. */
    public List<EngineStatus> engineStatuses(InstantSource wall) {
        return voices.engines(wall, this::figures);
    }

    private VoiceFigures figures(VoiceCatalog.Candidate c) {
        String id = c.voice().id();
        return new VoiceFigures(calibrator.measuredLufs(c), use.timesMade(id), use.timesFromCache(id));
    }
}
