package announcer.bench.fuzz;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;

import announcer.bench.http.ApiClient;

/**
 * Submits odd texts, one at a time, and follows each to its end. What is being spoken is cancelled: hearing it out would take days. Used by
 * one thread.
 */
final class FuzzRun {
    /** The outcome of a text, and its cause. */
    record Result(FuzzOutcome outcome, String cause) {}

    /** After the first look. Each pause is half as long again as the one before it: a text that takes seconds is not looked at hundreds of times. */
    private static final long FIRST_PAUSE_NANOS = 15_000_000;
    private static final long LONGEST_PAUSE_NANOS = 250_000_000;
    private static final String PROBLEM = "application/problem+json";

    private final ApiClient api;
    private final Duration patience;

    /** @param patience how long an accepted text may be without an outcome, or without being spoken */
    FuzzRun(ApiClient api, Duration patience) {
        this.api = api;
        this.patience = patience;
    }

    Result run(OddText text, String channel, String voice) throws InterruptedException {
        try {
            HttpResponse<String> answer = api.send("POST", "announcements", "application/json", text.json(channel, voice));
            if (answer.statusCode() != 202) {
                return refusal(answer);
            }
            String id = JsonParser.parseString(answer.body()).getAsJsonObject().get("id").getAsString();
            Result end = follow(id);
            return text.kind().mustBeRefused()
                    ? new Result(FuzzOutcome.WRONGLY_ACCEPTED, "accepted, and then " + end)
                    : end;
        } catch (IOException | JsonParseException | IllegalStateException e) {
            return new Result(FuzzOutcome.NO_ANSWER, e.toString());
        }
    }

    private static Result refusal(HttpResponse<String> answer) {
        String detail = answer.headers().firstValue("Content-Type").orElse("").startsWith(PROBLEM)
                ? text(JsonParser.parseString(answer.body()).getAsJsonObject(), "detail")
                : "";
        boolean explained = answer.statusCode() / 100 == 4 && !detail.isBlank();
        return new Result(explained ? FuzzOutcome.REFUSED : FuzzOutcome.UNEXPLAINED, answer.statusCode() + " " + (detail.isBlank()
                ? answer.body()
                : detail));
    }

    private Result follow(String id) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        long pause = FIRST_PAUSE_NANOS;
        boolean cut = false;
        do {
            HttpResponse<String> answer = api.send("GET", "announcements/" + id, "", "");
            if (answer.statusCode() == 404) {
                return new Result(FuzzOutcome.LOST, id + " is not known any more");
            }
            JsonObject known = JsonParser.parseString(answer.body()).getAsJsonObject();
            String state = text(known, "state");
            if (state.equals("SPEAKING") && !cut) {
                cut = true;
                // 409: it has just ended by itself.
                api.send("DELETE", "announcements/" + id, "", "");
                pause = FIRST_PAUSE_NANOS;
                continue;
            }
            Result end = end(known, state);
            if (end != null) {
                return end;
            }
            LockSupport.parkNanos(pause);
            pause = Math.min(LONGEST_PAUSE_NANOS, pause + pause / 2);
        } while (System.nanoTime() < deadline && !Thread.currentThread().isInterrupted());
        return new Result(FuzzOutcome.HANGING, id + " has no outcome after " + patience.toSeconds() + " s");
    }

    /** Null while there is no outcome. */
    private static Result end(JsonObject known, String state) {
        String cause = text(known, "cause");
        return switch (state) {
            case "SPOKEN" -> new Result(FuzzOutcome.SPOKEN, "");
            case "CANCELLED" -> new Result(FuzzOutcome.CUT_SHORT, "");
            case "EXPIRED" -> new Result(FuzzOutcome.EXPIRED, cause);
            case "FAILED" -> new Result(cause.isBlank() ? FuzzOutcome.UNEXPLAINED : FuzzOutcome.FAILED, cause);
            default -> null;
        };
    }

    private static String text(JsonObject json, String name) {
        JsonElement value = json.get(name);
        return value == null || value.isJsonNull() ? "" : value.getAsString();
    }
}
