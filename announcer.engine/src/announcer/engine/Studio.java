package announcer.engine;

import announcer.api.speech.SpeechEngine;
import announcer.engine.cache.PhraseCache;
import announcer.engine.sound.FilterBank;

/** What sentences are made with; shared by all channels. */
record Studio(Ranked<SpeechEngine> engines, Voices voices, Casting casting, Health health, VoiceTastes tastes, Leveller leveller,
        PhraseCache cache, FilterBank filters) {}
