package announcer.app.client;

import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.TimeUnit;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;

/** Waits until an announcement has its outcome, and says meanwhile why nothing is heard of it. */
final class OutcomeWait {
    private static final Set<String> OUTCOMES = Set.of("SPOKEN", "FAILED", "EXPIRED", "CANCELLED");
    private static final String SPOKEN = "SPOKEN";
    private static final String SPEAKING = "SPEAKING";
    /** The time that the product may hold the first question, in seconds: no longer than people wait without a word. */
    private static final int FIRST_POLL_SECONDS = 3;
    /** The time that it may hold each further one. */
    private static final int LONG_POLL_SECONDS = 20;
    /** The pause before the next question when the product did not hold one. */
    private static final long POLL_MILLIS = 100;

    private final ProductApi api;
    private final PrintStream out;
    private final PrintStream err;
    private final Set<String> told = new HashSet<>();

    /**
     * @param out takes id and outcome
     * @param err takes the cause of a failure, and what an announcement waits for
     */
    OutcomeWait(ProductApi api, PrintStream out, PrintStream err) {
        this.api = api;
        this.out = out;
        this.err = err;
    }

    /** Returns the exit code. */
    int await(String id) throws NotRunningException, IOException, InterruptedException {
        int hold = FIRST_POLL_SECONDS;
        while (true) {
            long asked = System.nanoTime();
            ProductApi.Answer answer = api.get("api/announcements/" + id + "?wait=" + hold, Duration.ofSeconds(hold));
            if (!answer.isSuccess()) {
                err.println("announcer: " + answer.problem());
                return ExitCode.FAILED;
            }
            String state = ProductApi.text(answer.body(), "state");
            if (OUTCOMES.contains(state)) {
                return ended(id, answer.body());
            }
            if (System.nanoTime() - asked < TimeUnit.MILLISECONDS.toNanos(POLL_MILLIS)) {
                TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
            }
            for (JsonObject on : onChannels(answer.body())) {
                String there = ProductApi.text(on, "state");
                if (!SPEAKING.equals(there) && !OUTCOMES.contains(there)) {
                    tellWhy(ProductApi.text(on, "channel"));
                }
            }
            hold = LONG_POLL_SECONDS;
        }
    }

    /** What there is of an announcement on each of its channels: itself, when it is for one. */
    private static List<JsonObject> onChannels(JsonObject announcement) {
        List<JsonObject> all = new ArrayList<>();
        if (announcement.get("outcomes") instanceof JsonArray outcomes) {
            outcomes.forEach(o -> all.add(o.getAsJsonObject()));
        }
        return all.isEmpty() ? List.of(announcement) : all;
    }

    private int ended(String id, JsonObject announcement) {
        String state = ProductApi.text(announcement, "state");
        String cause = ProductApi.text(announcement, "cause");
        out.println(id + " " + state);
        // What is for one channel has said all by that.
        onChannels(announcement).stream().filter(on -> !ProductApi.text(on, "id").equals(id))
                .forEach(on -> out.println(ProductApi.text(on, "id") + " " + ProductApi.text(on, "state")));
        if (!SPOKEN.equals(state)) {
            err.println("announcer: " + state.toLowerCase(Locale.ROOT) + (cause.isEmpty() ? "" : ": " + cause));
        }
        return SPOKEN.equals(state) ? ExitCode.OK : ExitCode.FAILED;
    }

    /** Says what keeps the channel from speaking, once for each reason; nothing of a channel that speaks others first. */
    private void tellWhy(String channel) throws NotRunningException, IOException {
        ProductApi.Answer answer = api.get("api/channels/" + channel);
        String reason = answer.isSuccess() ? reason(answer.body()) : answer.problem();
        if (!reason.isEmpty() && told.add(reason)) {
            err.println("announcer: still waiting: " + reason);
        }
    }

    private static String reason(JsonObject channel) {
        String name = "channel " + ProductApi.text(channel, "id");
        if ("false".equals(ProductApi.text(channel, "onAir"))) {
            String problem = ProductApi.text(channel, "problem");
            return name + " is not on the air" + (problem.isEmpty() ? "" : ": " + problem);
        }
        return "true".equals(ProductApi.text(channel, "paused")) ? name + " is paused" : "";
    }
}
