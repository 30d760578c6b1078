package announcer.web.engine;

import java.util.List;
import java.util.function.Predicate;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;

import announcer.api.EngineStatus;
import announcer.api.speech.Voice;
import announcer.web.http.Json;

/** Voices, and the engines that they come from, as JSON. */
public final class VoiceJson {
    private VoiceJson() {
    }

    /**
     * {@code {"voices": [voices, best first], "engines": [all engines, with what is wrong with each]}}.
     *
     * @param wanted which voices are listed
     */
    public static JsonObject of(List<EngineStatus> engines, Predicate<Voice> wanted) {
        JsonArray voices = new JsonArray();
        JsonArray sources = new JsonArray();
        for (EngineStatus engine : engines) {
            engine.voices().stream().filter(wanted).forEach(voice -> voices.add(of(voice)));
            sources.add(of(engine));
        }
        JsonObject json = new JsonObject();
        json.add("voices", voices);
        json.add("engines", sources);
        return json;
    }

    private static JsonObject of(Voice voice) {
        JsonObject json = new JsonObject();
        json.addProperty("id", voice.id());
        json.addProperty("engine", voice.engine());
        json.addProperty("name", voice.name());
        json.addProperty("locale", voice.locale().toLanguageTag());
        json.addProperty("sampleRateHz", voice.format().sampleRateHz());
        json.addProperty("channels", voice.format().channels());
        return json;
    }

    private static JsonObject of(EngineStatus engine) {
        JsonObject json = new JsonObject();
        json.addProperty("name", engine.name());
        json.addProperty("bundle", engine.bundle());
        json.addProperty("voiceCount", engine.voices().size());
        json.add("problem", Json.text(engine.problem()));
        json.addProperty("failures", engine.failures());
        json.add("setAsideUntil", Json.instant(engine.setAsideUntil()));
        return json;
    }
}
