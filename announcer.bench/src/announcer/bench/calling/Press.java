package announcer.bench.calling;

import java.time.Instant;

import com.google.gson.JsonObject;

/**
 * One press of "next" that called somebody. Immutable.
 *
 * @param ticket id of the ticket
 * @param number its number
 * @param call id of the call
 * @param announcement id of its announcement; "": the engine did not take it at once
 * @param pressed when the request was sent
 * @param answerMillis until its answer was there
 */
public record Press(String ticket, String number, String call, String announcement, Instant pressed, double answerMillis) {
    static Press of(JsonObject answer, Instant pressed, double answerMillis) {
        JsonObject ticket = answer.getAsJsonObject("ticket");
        JsonObject call = answer.getAsJsonObject("call");
        return new Press(ticket.get("id").getAsString(), ticket.get("number").getAsString(), call.get("id").getAsString(),
                call.get("announcement").isJsonNull() ? "" : call.get("announcement").getAsString(), pressed, answerMillis);
    }
}
