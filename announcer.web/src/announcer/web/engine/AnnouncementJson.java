package announcer.web.engine;

import java.util.List;
import java.util.Locale;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;

import announcer.api.AnnouncementStatus;
import announcer.api.Priority;
import announcer.api.Request;
import announcer.api.stream.Urls;
import announcer.web.http.Json;

/** An announcement as JSON. */
public final class AnnouncementJson {
    private AnnouncementJson() {
    }

    public static JsonObject of(AnnouncementStatus status) {
        Request request = status.request();
        JsonObject json = new JsonObject();
        json.addProperty("id", status.id());
        json.addProperty("text", request.text());
        json.addProperty("markup", request.markup().name().toLowerCase(Locale.ROOT));
        json.addProperty("channel", request.channel());
        json.add("voice", Json.text(status.voice()));
        json.add("requestedVoice", Json.text(request.voice()));
        json.add("locale", Json.orNull(request.locale(), l -> new JsonPrimitive(l.toLanguageTag())));
        json.add("rate", Json.plain(request.prosody().rate()));
        json.add("pitch", Json.plain(request.prosody().pitch()));
        json.add("volume", Json.plain(request.prosody().volume()));
        json.addProperty("priority", name(request.priority()));
        json.add("ttlSeconds", Json.seconds(request.timeToLive()));
        json.addProperty("state", status.state().name());
        json.add("cause", Json.text(status.cause().map(Urls::masked)));
        json.addProperty("submitted", status.submitted().toString());
        json.add("started", Json.instant(status.started()));
        json.add("ended", Json.instant(status.ended()));
        json.addProperty("sendings", status.sendings());
        return json;
    }

    /** What is answered when it has been accepted. */
    public static JsonObject accepted(AnnouncementStatus status) {
        JsonObject json = new JsonObject();
        json.addProperty("id", status.id());
        json.addProperty("state", status.state().name());
        return json;
    }

    public static JsonArray of(List<AnnouncementStatus> statuses) {
        JsonArray json = new JsonArray();
        statuses.forEach(status -> json.add(of(status)));
        return json;
    }

    /** A priority's name in the API. */
    public static String name(Priority priority) {
        return priority.name().toLowerCase(Locale.ROOT);
    }
}
