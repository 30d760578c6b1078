package announcer.lib.json;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;

import announcer.api.AnnouncementStatus;
import announcer.api.BackgroundStatus;
import announcer.api.ChannelStatus;
import announcer.api.Chime;
import announcer.api.PacingStatus;
import announcer.api.Priority;
import announcer.api.Proof;
import announcer.api.Repeat;
import announcer.api.Request;
import announcer.api.Target;
import announcer.api.audio.PcmFormat;
import announcer.api.stream.Hearing;
import announcer.api.stream.PushStatus;
import announcer.api.stream.PushSupervision;
import announcer.api.stream.Urls;

/** Announcements and channels as JSON. Every text that may hold a URL is masked once more: no credentials leave here. */
public final class ApiJson {
    private ApiJson() {
    }

    /** Makes an announcement with its text. */
    public static JsonObject announcement(AnnouncementStatus status) {
        Request request = status.request();
        JsonObject json = new JsonObject();
        json.addProperty("id", status.id());
        json.addProperty("text", request.text());
        json.addProperty("markup", request.markup().name().toLowerCase(Locale.ROOT));
        target(json, request.target());
        json.add("voice", JsonValues.text(status.voice()));
        json.add("requestedVoice", JsonValues.text(request.voice()));
        json.add("locale", JsonValues.orNull(request.locale(), l -> new JsonPrimitive(l.toLanguageTag())));
        json.add("rate", JsonValues.plain(request.prosody().rate()));
        json.add("pitch", JsonValues.plain(request.prosody().pitch()));
        json.add("volume", JsonValues.plain(request.prosody().volume()));
        json.addProperty("priority", name(request.priority()));
        json.add("ttlSeconds", JsonValues.seconds(request.timeToLive()));
        json.add("idempotencyKey", JsonValues.text(request.keys().idempotency()));
        json.add("supersede", JsonValues.text(request.keys().supersede()));
        json.add("group", JsonValues.text(request.keys().group()));
        json.add("repeat", repeat(request.repeat()));
        json.add("repeatUntilHeard", repeat(new Repeat(request.untilHeard().times(), request.untilHeard().pause())));
        json.add("chime", chime(request.chime()));
        json.addProperty("state", status.state().name());
        json.add("cause", JsonValues.masked(status.cause()));
        json.addProperty("submitted", status.submitted().toString());
        json.add("started", JsonValues.instant(status.started()));
        json.add("ended", JsonValues.instant(status.ended()));
        json.addProperty("sendings", status.sendings());
        json.add("proof", proof(status.proof()));
        JsonArray outcomes = new JsonArray();
        status.parts().forEach(part -> outcomes.add(outcome(part)));
        json.add("outcomes", outcomes);
        return json;
    }

    /** Adds {@code channel}, {@code channels} and {@code zone}: exactly one of them is not null. */
    public static void target(JsonObject json, Target target) {
        JsonArray channels = new JsonArray();
        if (target instanceof Target.Channels several) {
            several.ids().forEach(channels::add);
        } else if (target instanceof Target.All) {
            channels.add("*");
        }
        json.add("channel", target instanceof Target.Channel one ? new JsonPrimitive(one.id()) : JsonNull.INSTANCE);
        json.add("channels", channels.isEmpty() ? JsonNull.INSTANCE : channels);
        json.add("zone", target instanceof Target.Zone zone ? new JsonPrimitive(zone.id()) : JsonNull.INSTANCE);
    }

    /** What there is of one for several channels on one of them; what is the same for all stands in the whole. */
    private static JsonObject outcome(AnnouncementStatus part) {
        JsonObject json = new JsonObject();
        json.addProperty("id", part.id());
        json.addProperty("channel", part.request().channel());
        json.addProperty("state", part.state().name());
        json.add("cause", JsonValues.masked(part.cause()));
        json.add("voice", JsonValues.text(part.voice()));
        json.add("started", JsonValues.instant(part.started()));
        json.add("ended", JsonValues.instant(part.ended()));
        json.addProperty("sendings", part.sendings());
        json.add("proof", proof(part.proof()));
        return json;
    }

    private static JsonObject proof(Proof proof) {
        JsonObject json = new JsonObject();
        json.add("made", JsonValues.instant(proof.made()));
        json.add("lastFrame", JsonValues.instant(proof.lastFrame()));
        json.add("confirmed", JsonValues.instant(proof.confirmed()));
        json.add("playersConnected", number(proof.connected()));
        json.add("playersReceived", number(proof.received()));
        return json;
    }

    private static JsonElement number(OptionalInt value) {
        return JsonValues.number(value.isPresent() ? OptionalLong.of(value.getAsInt()) : OptionalLong.empty());
    }

    /** Makes a list of announcements, in its order. */
    public static JsonArray announcements(List<AnnouncementStatus> statuses) {
        JsonArray json = new JsonArray();
        statuses.forEach(status -> json.add(announcement(status)));
        return json;
    }

    /** Makes a channel with its queue. */
    public static JsonObject channel(ChannelStatus channel) {
        return channel(channel, true);
    }

    /** Makes a channel with only the length of its queue: a queue's texts may be many megabytes. */
    public static JsonObject channelWithoutQueue(ChannelStatus channel) {
        return channel(channel, false);
    }

    private static JsonObject channel(ChannelStatus channel, boolean withQueue) {
        JsonObject json = new JsonObject();
        json.addProperty("id", channel.id());
        json.add("format", format(channel.format()));
        json.addProperty("onAir", channel.onAir());
        json.add("onAirSince", JsonValues.instant(channel.onAirSince()));
        json.addProperty("paused", channel.paused());
        json.add("peakDbfs", JsonValues.number(channel.peakDbfs()));
        json.add("speaking", JsonValues.orNull(channel.speaking(), ApiJson::announcement));
        json.add("beneath", JsonValues.orNull(channel.beneath(), ApiJson::announcement));
        if (withQueue) {
            json.add("queued", announcements(channel.queued()));
        }
        json.addProperty("queueLength", channel.queued().size());
        json.addProperty("queueCapacity", channel.queueCapacity());
        json.addProperty("voice", channel.voice());
        json.add("pacing", pacing(channel.pacing()));
        json.add("transport", JsonValues.text(channel.transport()));
        json.add("inputUrl", JsonValues.masked(channel.inputUrl()));
        json.add("playUrl", JsonValues.masked(channel.playUrl()));
        json.add("push", JsonValues.orNull(channel.push(), ApiJson::push));
        json.add("hearing", JsonValues.orNull(channel.hearing(), ApiJson::hearing));
        json.add("background", JsonValues.orNull(channel.background(), ApiJson::background));
        json.add("problem", JsonValues.masked(channel.problem()));
        return json;
    }

    /** Returns a priority's name in the API. */
    public static String name(Priority priority) {
        return priority.name().toLowerCase(Locale.ROOT);
    }

    private static JsonObject repeat(Repeat repeat) {
        JsonObject json = new JsonObject();
        json.addProperty("times", repeat.times());
        json.add("pauseSeconds", JsonValues.seconds(Optional.of(repeat.pause())));
        return json;
    }

    private static JsonObject chime(Chime chime) {
        JsonObject json = new JsonObject();
        json.add("before", JsonValues.text(chime.before()));
        json.add("after", JsonValues.text(chime.after()));
        return json;
    }

    private static JsonObject format(PcmFormat format) {
        JsonObject json = new JsonObject();
        json.addProperty("sampleRateHz", format.sampleRateHz());
        json.addProperty("channels", format.channels());
        return json;
    }

    private static JsonObject pacing(PacingStatus pacing) {
        JsonObject json = new JsonObject();
        json.addProperty("framesWritten", pacing.framesWritten());
        json.add("driftMillis", JsonValues.number(pacing.driftMillis()));
        json.addProperty("latenessP50Micros", pacing.latenessP50Micros());
        json.addProperty("latenessP99Micros", pacing.latenessP99Micros());
        json.addProperty("latenessMaxMicros", pacing.latenessMaxMicros());
        json.addProperty("generation", pacing.generation());
        json.addProperty("restartsForDebt", pacing.restartsForDebt());
        return json;
    }

    private static JsonObject hearing(Hearing hearing) {
        JsonObject json = new JsonObject();
        json.addProperty("state", hearing.state().name());
        json.addProperty("since", hearing.since().toString());
        json.add("problem", JsonValues.masked(hearing.problem()));
        json.add("delayMillis", JsonValues.number(hearing.delay().map(d -> OptionalLong.of(d.toMillis())).orElse(OptionalLong.empty())));
        json.add("compared", JsonValues.instant(hearing.compared()));
        return json;
    }

    private static JsonObject background(BackgroundStatus background) {
        JsonObject json = new JsonObject();
        json.addProperty("source", Urls.masked(background.source()));
        json.addProperty("state", background.state().name());
        json.addProperty("since", background.since().toString());
        json.add("cause", JsonValues.masked(background.cause()));
        return json;
    }

    private static JsonObject push(PushStatus push) {
        JsonObject json = new JsonObject();
        json.addProperty("state", push.state().name());
        json.addProperty("since", push.since().toString());
        json.add("cause", JsonValues.masked(push.cause()));
        json.addProperty("run", push.run());
        json.addProperty("restarts", push.restarts());
        json.addProperty("mediaTimeMillis", push.mediaTime().toMillis());
        json.add("nextAttempt", JsonValues.instant(push.nextAttempt()));
        json.add("pid", JsonValues.number(push.pid()));
        json.addProperty("destination", Urls.masked(push.destination()));
        json.add("supervision", JsonValues.orNull(push.supervision(), ApiJson::supervision));
        return json;
    }

    private static JsonObject supervision(PushSupervision supervision) {
        JsonObject json = new JsonObject();
        json.addProperty("restartsAtOnce", supervision.restartsAtOnce());
        json.addProperty("failuresInARow", supervision.failuresInARow());
        json.add("lastCause", JsonValues.masked(supervision.lastCause()));
        json.add("lastEnded", JsonValues.instant(supervision.lastEnded()));
        json.add("residentBytes", JsonValues.number(supervision.residentBytes()));
        json.add("cpuCores", JsonValues.number(supervision.cpuCores().orElse(Double.NaN)));
        return json;
    }
}
