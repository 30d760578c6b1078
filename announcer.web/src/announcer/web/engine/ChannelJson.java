package announcer.web.engine;

import java.util.List;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;

import announcer.api.ChannelStatus;
import announcer.api.PacingStatus;
import announcer.api.audio.PcmFormat;
import announcer.api.stream.PushStatus;
import announcer.api.stream.Urls;
import announcer.web.http.Json;

/** A channel as JSON. Every text that may hold a URL is masked once more: what leaves here shows no credentials. */
public final class ChannelJson {
    private ChannelJson() {
    }

    public static JsonObject of(ChannelStatus channel) {
        JsonObject json = new JsonObject();
        json.addProperty("id", channel.id());
        json.add("format", of(channel.format()));
        json.addProperty("onAir", channel.onAir());
        json.add("onAirSince", Json.instant(channel.onAirSince()));
        json.addProperty("paused", channel.paused());
        json.add("peakDbfs", Json.number(channel.peakDbfs()));
        json.add("speaking", Json.orNull(channel.speaking(), AnnouncementJson::of));
        json.add("queued", AnnouncementJson.of(channel.queued()));
        json.addProperty("queueLength", channel.queued().size());
        json.addProperty("queueCapacity", channel.queueCapacity());
        json.addProperty("voice", channel.voice());
        json.add("pacing", of(channel.pacing()));
        json.add("transport", Json.text(channel.transport()));
        json.add("inputUrl", Json.text(channel.inputUrl().map(Urls::masked)));
        json.add("playUrl", Json.text(channel.playUrl().map(Urls::masked)));
        json.add("push", Json.orNull(channel.push(), ChannelJson::of));
        json.add("problem", Json.text(channel.problem().map(Urls::masked)));
        return json;
    }

    public static JsonArray of(List<ChannelStatus> channels) {
        JsonArray json = new JsonArray();
        channels.forEach(channel -> json.add(of(channel)));
        return json;
    }

    /** A format of sound; {@link VoiceJson} writes the same two numbers beside a voice's own members. */
    private static JsonObject of(PcmFormat format) {
        JsonObject json = new JsonObject();
        json.addProperty("sampleRateHz", format.sampleRateHz());
        json.addProperty("channels", format.channels());
        return json;
    }

    private static JsonObject of(PacingStatus pacing) {
        JsonObject json = new JsonObject();
        json.addProperty("framesWritten", pacing.framesWritten());
        json.add("driftMillis", Json.number(pacing.driftMillis()));
        json.addProperty("latenessP50Micros", pacing.latenessP50Micros());
        json.addProperty("latenessP99Micros", pacing.latenessP99Micros());
        json.addProperty("latenessMaxMicros", pacing.latenessMaxMicros());
        json.addProperty("generation", pacing.generation());
        json.addProperty("restartsForDebt", pacing.restartsForDebt());
        return json;
    }

    private static JsonObject of(PushStatus push) {
        JsonObject json = new JsonObject();
        json.addProperty("state", push.state().name());
        json.addProperty("since", push.since().toString());
        json.add("cause", Json.text(push.cause().map(Urls::masked)));
        json.addProperty("run", push.run());
        json.addProperty("restarts", push.restarts());
        json.addProperty("mediaTimeMillis", push.mediaTime().toMillis());
        json.add("nextAttempt", Json.instant(push.nextAttempt()));
        JsonElement pid = push.pid().isPresent() ? new JsonPrimitive(push.pid().getAsLong()) : JsonNull.INSTANCE;
        json.add("pid", pid);
        json.addProperty("destination", Urls.masked(push.destination()));
        return json;
    }
}
