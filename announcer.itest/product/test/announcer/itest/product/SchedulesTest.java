package announcer.itest.product;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import com.google.gson.JsonObject;

import announcer.bench.http.ApiClient;
import announcer.bench.product.Home;
import announcer.bench.util.Until;
import announcer.itest.support.Ffmpeg;
import announcer.itest.support.SharedProduct;
import announcer.itest.support.UsesProduct;

/** A configuration is saved, and what it says is spoken at its time. */
@UsesProduct
class SchedulesTest {
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final Duration AHEAD = Duration.ofSeconds(3);

    private static Home home;
    private static ApiClient api;

    @BeforeAll
    static void start(SharedProduct shared) throws Exception {
        Ffmpeg.require();
        home = shared.home();
        api = shared.api();
    }

    private static JsonObject schedule(String id) throws Exception {
        return api.get("schedules/" + id);
    }

    /** A time that comes soon; on a busy machine a configuration may be in force only after it, and then another one is tried. */
    private static JsonObject run(String id, SaveAt save) throws Exception {
        for (Duration ahead = AHEAD; ahead.compareTo(LIMIT) < 0; ahead = ahead.multipliedBy(2)) {
            String at = LocalDateTime.now(ZoneOffset.UTC).plus(ahead).truncatedTo(ChronoUnit.SECONDS).toString();
            save.at(at);
            JsonObject done = Until.matches("schedule " + id + " is done", LIMIT, () -> schedule(id),
                    s -> at.equals(s.get("at").getAsString()) && s.get("done").getAsBoolean());
            if (!done.get("last").isJsonNull()) {
                return done;
            }
        }
        throw new AssertionError("the schedule " + id + " never ran");
    }

    private interface SaveAt {
        void at(String time) throws Exception;
    }

    @Test
    void a_schedule_that_is_saved_runs_at_its_time_once_and_is_remembered() throws Exception {
        JsonObject made = run("soon", at -> {
            var saved = api.send("PUT", "schedules/soon", "application/json",
                    "{\"at\":\"" + at + "\",\"timeZone\":\"UTC\",\"text\":\"It is time.\"}");
            assertThat(saved.statusCode()).as(saved.body()).isIn(200, 201);
        });
        JsonObject last = made.getAsJsonObject("last");
        assertThat(last.get("outcome").getAsString()).isEqualTo("ACCEPTED");
        JsonObject spoken = api.awaitSpoken(last.get("announcement").getAsString(), LIMIT);
        assertThat(spoken.get("text").getAsString()).isEqualTo("It is time.");
        assertThat(Duration.between(Instant.parse(last.get("due").getAsString()),
                Instant.parse(spoken.get("submitted").getAsString()))).isBetween(Duration.ZERO, Duration.ofSeconds(10));

        Path kept = home.folder().resolve("data/schedule/runs.json");
        Until.isTrue("what ran is on the disk", LIMIT,
                () -> Files.exists(kept) && Files.readString(kept).contains(last.get("announcement").getAsString()));
        assertThat(api.recent()).filteredOn(a -> a.get("text").getAsString().equals("It is time.")).hasSize(1);
        assertThat(api.send("DELETE", "schedules/soon", "application/json", "").statusCode()).isEqualTo(204);
    }

    @Test
    void so_does_one_that_was_written_by_hand_and_a_wrong_one_is_refused_with_the_reason() throws Exception {
        JsonObject done = run("hand", at -> home.conf("announcer.schedule~hand", "id=hand", "at=" + at, "timeZone=UTC", "text=By hand."));
        assertThat(done.getAsJsonObject("last").get("outcome").getAsString()).isEqualTo("ACCEPTED");
        Files.delete(home.confFile("announcer.schedule~hand"));

        var wrong = api.send("PUT", "schedules/wrong", "application/json", "{\"cron\":\"0 8 30 2 *\",\"text\":\"Never.\"}");
        assertThat(wrong.statusCode()).isEqualTo(422);
        assertThat(wrong.body()).contains("no day fits it", "\"field\":\"cron\"");
    }
}
