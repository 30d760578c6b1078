package announcer.app.client;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;

/** The channels for a reader: a block of aligned lines each. A pure function of the API's answer; what is absent from it is left out. */
final class StatusReport {
    private final List<String> lines = new ArrayList<>();

    private StatusReport() {
    }

    static List<String> lines(JsonObject answer) {
        StatusReport report = new StatusReport();
        JsonElement channels = answer.get("channels");
        if (channels == null || !channels.isJsonArray() || channels.getAsJsonArray().isEmpty()) {
            report.lines.add("no channel is configured");
        } else {
            channels.getAsJsonArray().forEach(channel -> report.channel(channel.getAsJsonObject()));
        }
        if (answer.has("journal")) {
            report.journal(answer.get("journal"));
        }
        JsonElement resting = answer.get("resting");
        if (resting != null && resting.isJsonArray()) {
            resting.getAsJsonArray().forEach(sentence -> report.lines.add(sentence.getAsString()));
        }
        return report.lines;
    }

    private void journal(JsonElement journal) {
        if (!journal.isJsonObject()) {
            lines.add("journal: none, announcements are kept in memory only");
            return;
        }
        String problem = text(journal.getAsJsonObject(), "problem");
        lines.add("journal: " + (problem.isEmpty() ? text(journal.getAsJsonObject(), "announcements") + " announcements" : problem));
    }

    private void channel(JsonObject channel) {
        boolean onAir = "true".equals(text(channel, "onAir"));
        String problem = text(channel, "problem");
        String since = text(channel, "onAirSince");
        lines.add(text(channel, "id") + ": " + (onAir ? "on air" + (since.isEmpty() ? "" : " since " + since) : "NOT ON AIR"));
        line("problem", problem);
        line("stream", text(channel, "playUrl"));
        speaking(member(channel, "speaking"));
        String queue = text(channel, "queueLength");
        line("queue", queue.isEmpty() ? "" : queue + " of " + text(channel, "queueCapacity"));
        line("voice", text(channel, "voice"));
        format(member(channel, "format"));
        pacing(member(channel, "pacing"));
        push(member(channel, "push"));
        line("input", text(channel, "inputUrl"));
    }

    private void speaking(JsonObject speaking) {
        if (!speaking.isEmpty()) {
            String what = text(speaking, "text");
            if (what.isEmpty()) {
                what = text(member(speaking, "request"), "text");
            }
            line("speaking", (text(speaking, "id") + " " + what).trim());
        }
    }

    private void format(JsonObject format) {
        if (!format.isEmpty()) {
            line("format", text(format, "sampleRateHz") + " Hz, " + text(format, "channels") + " channel(s)");
        }
    }

    private void pacing(JsonObject pacing) {
        if (!pacing.isEmpty()) {
            line("drift", String.format(Locale.ROOT, "%.3f ms", number(pacing, "driftMillis")));
            line("lateness",
                    String.format(Locale.ROOT, "%.3f / %.3f / %.3f ms (p50 / p99 / max)", number(pacing, "latenessP50Micros") / 1000,
                            number(pacing, "latenessP99Micros") / 1000, number(pacing, "latenessMaxMicros") / 1000));
            line("readers", text(pacing, "generation") + " so far, " + text(pacing, "restartsForDebt") + " restart(s) for sound owed");
        }
    }

    private void push(JsonObject push) {
        if (!push.isEmpty()) {
            String pid = text(push, "pid");
            line("push", text(push, "state") + " since " + text(push, "since") + (pid.isEmpty() ? "" : ", process " + pid) + ", "
                    + text(push, "restarts") + " restart(s)");
            line("cause", text(push, "cause"));
            line("next try", text(push, "nextAttempt"));
            line("to", text(push, "destination"));
        }
    }

    private void line(String name, String value) {
        if (!value.isBlank()) {
            lines.add(String.format(Locale.ROOT, "  %-9s %s", name, value));
        }
    }

    private static String text(JsonObject object, String member) {
        return ProductApi.text(object, member);
    }

    private static double number(JsonObject object, String member) {
        JsonElement value = object.get(member);
        return value != null && value.isJsonPrimitive() && value.getAsJsonPrimitive().isNumber() ? value.getAsDouble() : Double.NaN;
    }

    private static JsonObject member(JsonObject object, String member) {
        JsonElement value = object.get(member);
        return value != null && value.isJsonObject() ? value.getAsJsonObject() : new JsonObject();
    }
}
