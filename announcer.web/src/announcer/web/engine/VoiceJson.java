package announcer.web.engine;

import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.function.Predicate;

import com.google.gson.JsonArray;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;

import announcer.api.EngineStatus;
import announcer.api.VoiceFigures;
import announcer.api.speech.Voice;
import announcer.lib.json.JsonValues;

/** Voices, and the engines that they come from, as JSON. */
public final class VoiceJson {
    private static final VoiceFigures NEVER_USED = new VoiceFigures(OptionalDouble.empty(), 0, 0);

    private VoiceJson() {
    }

    /**
     * {@code {"voices": [voices, best first], "engines": [all engines, with what is wrong with each]}}.
     *
     * @param wanted which voices are listed
     * @param bundles knows the bundles that engines come from
     */
    public static JsonObject of(List<EngineStatus> engines, Predicate<Voice> wanted, BundleIdLookup bundles) {
        JsonArray voices = new JsonArray();
        JsonArray sources = new JsonArray();
        for (EngineStatus engine : engines) {
            engine.voices().stream().filter(wanted).forEach(voice -> voices.add(of(voice, figures(engine, voice))));
            sources.add(of(engine, bundles));
        }
        JsonObject json = new JsonObject();
        json.add("voices", voices);
        json.add("engines", sources);
        return json;
    }

    private static VoiceFigures figures(EngineStatus engine, Voice voice) {
        return engine.figures().getOrDefault(voice.id(), NEVER_USED);
    }

    private static JsonObject of(Voice voice, VoiceFigures figures) {
        JsonObject json = new JsonObject();
        json.addProperty("id", voice.id());
        json.addProperty("engine", voice.engine());
        json.addProperty("name", voice.name());
        json.addProperty("locale", voice.locale().toLanguageTag());
        json.addProperty("sampleRateHz", voice.format().sampleRateHz());
        json.addProperty("channels", voice.format().channels());
        json.add("loudnessLufs", JsonValues.number(figures.loudnessLufs().orElse(Double.NaN)));
        json.addProperty("made", figures.made());
        json.addProperty("fromCache", figures.fromCache());
        return json;
    }

    private static JsonObject of(EngineStatus engine, BundleIdLookup bundles) {
        JsonObject json = new JsonObject();
        json.addProperty("name", engine.name());
        json.addProperty("bundle", engine.bundle());
        OptionalLong bundle = bundles.id(engine.bundle());
        json.add("bundleId", bundle.isPresent() ? new JsonPrimitive(bundle.getAsLong()) : JsonNull.INSTANCE);
        json.addProperty("voiceCount", engine.voices().size());
        json.add("problem", JsonValues.text(engine.problem()));
        json.addProperty("failures", engine.failures());
        json.add("setAsideUntil", JsonValues.instant(engine.setAsideUntil()));
        JsonArray phonemes = new JsonArray();
        engine.phonemes().forEach(phonemes::add);
        json.add("phonemes", phonemes);
        return json;
    }
}
