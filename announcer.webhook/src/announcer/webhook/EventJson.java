package announcer.webhook;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;

import announcer.api.AnnouncementStatus;
import announcer.api.ChannelStatus;
import announcer.api.PacingStatus;
import announcer.api.Request;
import announcer.api.stream.PushStatus;
import announcer.api.stream.Urls;

/** Announcements and channels under the names of the HTTP API (docs/api.md): unknown is null, credentials are masked. */
final class EventJson {
    private EventJson() {
    }

    static JsonObject announcement(AnnouncementStatus a) {
        Request r = a.request();
        JsonObject json = new JsonObject();
        json.addProperty("id", a.id());
        json.addProperty("text", r.text());
        json.addProperty("markup", r.markup().name().toLowerCase(Locale.ROOT));
        json.addProperty("channel", r.channel());
        add(json, "voice", a.voice());
        add(json, "requestedVoice", r.voice());
        add(json, "locale", r.locale().map(Locale::toLanguageTag));
        json.addProperty("rate", plain(r.prosody().rate()));
        json.addProperty("pitch", plain(r.prosody().pitch()));
        json.addProperty("volume", plain(r.prosody().volume()));
        json.addProperty("priority", r.priority().name().toLowerCase(Locale.ROOT));
        json.add("ttlSeconds", r.timeToLive().map(EventJson::seconds).<JsonElement>map(JsonPrimitive::new)
                .orElse(JsonNull.INSTANCE));
        json.addProperty("state", a.state().name());
        add(json, "cause", a.cause().map(Urls::masked));
        json.addProperty("submitted", a.submitted().toString());
        add(json, "started", a.started());
        add(json, "ended", a.ended());
        json.addProperty("sendings", a.sendings());
        return json;
    }

    static JsonObject channel(ChannelStatus c) {
        JsonObject json = new JsonObject();
        json.addProperty("id", c.id());
        JsonObject format = new JsonObject();
        format.addProperty("sampleRateHz", c.format().sampleRateHz());
        format.addProperty("channels", c.format().channels());
        json.add("format", format);
        json.addProperty("onAir", c.onAir());
        add(json, "onAirSince", c.onAirSince());
        json.addProperty("paused", c.paused());
        addNumber(json, "peakDbfs", c.peakDbfs());
        json.add("speaking", c.speaking().<JsonElement>map(EventJson::announcement).orElse(JsonNull.INSTANCE));
        // Of the queue only its length: the texts of many long announcements would be kept, and sent, with each event of the channel.
        json.addProperty("queueLength", c.queued().size());
        json.addProperty("queueCapacity", c.queueCapacity());
        json.addProperty("voice", c.voice());
        json.add("pacing", pacing(c.pacing()));
        add(json, "transport", c.transport());
        add(json, "inputUrl", c.inputUrl().map(Urls::masked));
        add(json, "playUrl", c.playUrl().map(Urls::masked));
        json.add("push", c.push().<JsonElement>map(EventJson::push).orElse(JsonNull.INSTANCE));
        add(json, "problem", c.problem().map(Urls::masked));
        return json;
    }

    private static JsonObject pacing(PacingStatus p) {
        JsonObject json = new JsonObject();
        json.addProperty("framesWritten", p.framesWritten());
        addNumber(json, "driftMillis", p.driftMillis());
        json.addProperty("latenessP50Micros", p.latenessP50Micros());
        json.addProperty("latenessP99Micros", p.latenessP99Micros());
        json.addProperty("latenessMaxMicros", p.latenessMaxMicros());
        json.addProperty("generation", p.generation());
        json.addProperty("restartsForDebt", p.restartsForDebt());
        return json;
    }

    private static JsonObject push(PushStatus p) {
        JsonObject json = new JsonObject();
        json.addProperty("state", p.state().name());
        json.addProperty("since", p.since().toString());
        add(json, "cause", p.cause().map(Urls::masked));
        json.addProperty("run", p.run());
        json.addProperty("restarts", p.restarts());
        json.addProperty("mediaTimeMillis", p.mediaTime().toMillis());
        add(json, "nextAttempt", p.nextAttempt());
        json.add("pid", p.pid().isPresent() ? new JsonPrimitive(p.pid().getAsLong()) : JsonNull.INSTANCE);
        json.addProperty("destination", Urls.masked(p.destination()));
        return json;
    }

    private static void add(JsonObject json, String name, Optional<?> value) {
        json.add(name, value.<JsonElement>map(v -> new JsonPrimitive(v.toString())).orElse(JsonNull.INSTANCE));
    }

    private static void addNumber(JsonObject json, String name, double value) {
        json.add(name, Double.isFinite(value) ? new JsonPrimitive(value) : JsonNull.INSTANCE);
    }

    private static BigDecimal seconds(Duration d) {
        return plain(BigDecimal.valueOf(d.getSeconds()).add(BigDecimal.valueOf(d.getNano(), 9)));
    }

    private static BigDecimal plain(double value) {
        return plain(BigDecimal.valueOf(value));
    }

    private static BigDecimal plain(BigDecimal number) {
        BigDecimal stripped = number.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }
}
