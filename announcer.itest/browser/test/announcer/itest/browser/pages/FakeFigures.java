package announcer.itest.browser.pages;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;

/** Figures of a morning, the same for all days, as the API tells of them. Safe for use by any thread. */
final class FakeFigures {
    /** The queries that came. */
    final List<String> asked = new CopyOnWriteArrayList<>();
    volatile FakeQueue.Refused refusal;
    /** Whether there are tickets. */
    volatile boolean some = true;

    JsonObject of(String query) throws FakeQueue.Refused {
        String all = query == null ? "" : query;
        asked.add(all);
        if (refusal != null) {
            throw refusal;
        }
        JsonObject json = new JsonObject();
        json.addProperty("from", all.matches(".*from=.*") ? all.replaceFirst(".*from=([^&]*).*", "$1") : "2026-11-30");
        json.addProperty("to", all.matches(".*\\bto=.*") ? all.replaceFirst(".*\\bto=([^&]*).*", "$1") : "2026-11-30");
        json.addProperty("timeZone", "Europe/Berlin");
        json.addProperty("keepDays", 30);
        json.add("total", some ? row(57, 600, 300) : row(0, -1, -1));
        json.add("services", some ? rows("service", "a", "b", null) : new JsonArray());
        json.add("counters", some ? rows("counter", "c3", "gone") : new JsonArray());
        JsonArray hours = new JsonArray();
        for (int hour = 8; some && hour < 12; hour++) {
            JsonObject row = row(10 + hour, 120 * (hour - 7), 240);
            row.addProperty("hour", hour);
            hours.add(row);
        }
        json.add("hours", hours);
        return json;
    }

    private static JsonArray rows(String name, String... ids) {
        JsonArray rows = new JsonArray();
        for (int i = 0; i < ids.length; i++) {
            JsonObject row = row(20 - i, i == 2 ? -1 : 605 - 60 * i, 300);
            row.addProperty(name, ids[i]);
            rows.add(row);
        }
        return rows;
    }

    /** @param wait mean in seconds; negative: nobody waited */
    private static JsonObject row(int issued, int wait, int service) {
        return JsonParser.parseString("{\"issued\":" + issued + ",\"served\":" + Math.max(0, issued - 3) + ",\"noShow\":2,\"cancelled\":1,"
                + "\"waitSeconds\":" + times(wait) + ",\"serviceSeconds\":" + times(service) + "}").getAsJsonObject();
    }

    private static String times(int mean) {
        return mean < 0
                ? "null"
                : "{\"mean\":" + mean + ",\"median\":" + mean + ",\"p90\":" + mean * 2 + ",\"longest\":" + mean * 3 + "}";
    }
}
