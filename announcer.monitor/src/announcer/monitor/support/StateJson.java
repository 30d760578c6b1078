package announcer.monitor.support;

import java.util.List;
import java.util.Optional;

import com.google.gson.JsonArray;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;

import announcer.api.AnnouncementStatus;
import announcer.api.ChannelStatus;
import announcer.api.EngineStatus;
import announcer.api.VoiceFigures;
import announcer.api.stream.PushStatus;
import announcer.api.stream.PushSupervision;
import announcer.monitor.sample.Snapshot;

/** Channels, voices and announcements as JSON for the support report, never with the spoken text. */
final class StateJson {
    /** Stands in the place of what was to be spoken. */
    static final String THE_TEXT = "(the text)";

    private StateJson() {
    }

    static JsonObject channel(Snapshot snapshot, ChannelStatus c, List<String> pushOutput) {
        JsonObject json = new JsonObject();
        json.addProperty("onAir", c.onAir());
        add(json, "onAirSince", c.onAirSince());
        add(json, "offAirSince", snapshot.histories().get(c.id()).offAirSince());
        json.addProperty("paused", c.paused());
        add(json, "problem", c.problem());
        json.addProperty("voice", c.voice());
        json.addProperty("format", c.format().toString());
        json.addProperty("queueLength", c.queued().size());
        json.addProperty("queueCapacity", c.queueCapacity());
        json.addProperty("oldestWaitSeconds", snapshot.oldestWait(c).toSeconds());
        json.addProperty("pacing", c.pacing().toString());
        add(json, "transport", c.transport());
        add(json, "inputUrl", c.inputUrl());
        add(json, "playUrl", c.playUrl());
        c.push().ifPresent(p -> json.add("push", push(p)));
        add(json, "hearing", c.hearing());
        add(json, "background", c.background());
        JsonArray lines = new JsonArray();
        pushOutput.forEach(lines::add);
        json.add("pushOutput", lines);
        return json;
    }

    private static JsonObject push(PushStatus p) {
        JsonObject json = new JsonObject();
        json.addProperty("state", p.state().name());
        json.addProperty("since", p.since().toString());
        add(json, "cause", p.cause());
        json.addProperty("run", p.run());
        json.addProperty("restarts", p.restarts());
        json.addProperty("mediaTime", p.mediaTime().toString());
        add(json, "nextAttempt", p.nextAttempt());
        json.addProperty("pid", p.pid().isPresent() ? String.valueOf(p.pid().getAsLong()) : "");
        json.addProperty("destination", p.destination());
        p.supervision().ifPresent(s -> supervision(json, s));
        return json;
    }

    private static void supervision(JsonObject json, PushSupervision s) {
        json.addProperty("restartsAtOnce", s.restartsAtOnce());
        json.addProperty("failuresInARow", s.failuresInARow());
        add(json, "lastCause", s.lastCause());
        add(json, "lastEnded", s.lastEnded());
        json.addProperty("residentBytes", s.residentBytes().isPresent() ? String.valueOf(s.residentBytes().getAsLong()) : "");
        json.addProperty("cpuCores", s.cpuCores().isPresent() ? String.valueOf(s.cpuCores().getAsDouble()) : "");
    }

    static JsonObject engine(EngineStatus e) {
        JsonObject json = new JsonObject();
        json.addProperty("bundle", e.bundle());
        add(json, "problem", e.problem());
        json.addProperty("failures", e.failures());
        add(json, "setAsideUntil", e.setAsideUntil());
        JsonObject voices = new JsonObject();
        e.voices().forEach(v -> {
            VoiceFigures f = e.figures().get(v.id());
            String used = f == null
                    ? ""
                    : ", " + f.made() + " made, " + f.fromCache() + " from the cache"
                            + (f.loudnessLufs().isPresent() ? ", " + f.loudnessLufs().getAsDouble() + " LUFS" : "");
            voices.addProperty(v.id(), v.locale().toLanguageTag() + ", " + v.format() + used);
        });
        json.add("voices", voices);
        return json;
    }

    static JsonObject announcement(AnnouncementStatus a) {
        JsonObject json = new JsonObject();
        json.addProperty("id", a.id());
        json.addProperty("channel", a.request().channel());
        json.addProperty("priority", a.request().priority().name());
        json.addProperty("characters", a.request().text().length());
        add(json, "voice", a.voice());
        json.addProperty("state", a.state().name());
        // A cause may quote what could not be spoken.
        add(json, "cause", a.cause().map(c -> c.replace(a.request().text(), THE_TEXT)));
        json.addProperty("submitted", a.submitted().toString());
        add(json, "started", a.started());
        add(json, "ended", a.ended());
        json.addProperty("sendings", a.sendings());
        json.addProperty("proof", a.proof().toString());
        JsonArray parts = new JsonArray();
        a.parts().forEach(p -> parts.add(announcement(p)));
        json.add("parts", parts);
        return json;
    }

    private static void add(JsonObject json, String name, Optional<?> value) {
        value.ifPresentOrElse(v -> json.addProperty(name, v.toString()), () -> json.add(name, JsonNull.INSTANCE));
    }
}
