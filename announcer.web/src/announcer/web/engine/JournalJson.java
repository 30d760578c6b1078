package announcer.web.engine;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;

import announcer.api.Announcer;
import announcer.api.JournalStatus;
import announcer.lib.json.JsonValues;

/** The journal as JSON; null when there is none, and announcements are kept in memory only. */
final class JournalJson {
    private JournalJson() {
    }

    static JsonElement of(Announcer announcer) {
        return JsonValues.orNull(announcer.journal(), JournalJson::json);
    }

    private static JsonElement json(JournalStatus journal) {
        JsonObject json = new JsonObject();
        json.addProperty("announcements", journal.announcements());
        json.addProperty("bytes", journal.bytes());
        json.add("problem", JsonValues.masked(journal.problem()));
        return json;
    }
}
