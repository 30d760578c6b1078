package announcer.web.admin;

import java.io.IOException;
import java.util.List;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;

import announcer.api.access.AuditEntry;
import announcer.web.http.Exchange;
import announcer.web.http.Problem;

/** {@code /api/audit}: the latest entries of the audit trail. */
final class AuditResource {
    private static final int USUAL = 100;
    private static final int MOST = 1000;

    void list(Exchange exchange) throws Problem, IOException {
        int limit = exchange.query(List.of("limit")).number("limit", USUAL, 1, MOST);
        JsonArray entries = new JsonArray();
        exchange.access().trail(limit).forEach(entry -> entries.add(of(entry)));
        JsonObject json = new JsonObject();
        json.add("entries", entries);
        exchange.answer(200, json);
    }

    private static JsonObject of(AuditEntry entry) {
        JsonObject json = new JsonObject();
        json.addProperty("when", entry.when().toString());
        json.addProperty("who", entry.who());
        json.addProperty("address", entry.address());
        json.addProperty("action", entry.action());
        json.addProperty("target", entry.target());
        json.addProperty("outcome", entry.outcome());
        return json;
    }
}
