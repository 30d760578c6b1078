package announcer.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import com.google.gson.JsonObject;

import announcer.api.AnnouncementState;
import announcer.api.RejectedException;
import announcer.api.config.SettingsField;
import announcer.api.config.SettingsForm;
import announcer.api.schedule.ScheduleOutcome;
import announcer.api.schedule.ScheduleRun;
import announcer.api.schedule.Schedules;
import announcer.testing.FakeSchedules;
import announcer.web.ApiServer.Answer;

/** Schedules that are told, made, changed, tried and removed, over real HTTP. */
class ScheduleApiTest {
    private ApiServer server;

    @BeforeEach
    void start() throws Exception {
        server = new ApiServer();
        server.settings.forms = List.of(new SettingsForm(Schedules.PID, true, "Schedule", "",
                List.of("id", "cron", "at", "text", "exceptions", "repeatTimes").stream().map(ScheduleApiTest::field).toList()));
        server.schedules.all.add(FakeSchedules.nightly("night", Optional.empty(), Optional.empty()));
    }

    private static SettingsField field(String key) {
        return new SettingsField(key, key, "", "text", false, false, false, Optional.empty(), Optional.empty(), List.of(), Map.of());
    }

    @AfterEach
    void stop() throws Exception {
        server.close();
    }

    @Test
    void its_next_times_are_told_with_the_offset_of_their_day() throws Exception {
        Answer answer = server.get("schedules/night");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text())
                .isEqualTo("{\"id\":\"night\",\"pid\":\"announcer.schedule~night\",\"enabled\":true,\"cron\":\"30 2 * * *\","
                        + "\"at\":null,\"timeZone\":\"Europe/Berlin\",\"timeZoneInForce\":\"Europe/Berlin\",\"exceptions\":[\"2027-12-25\"],"
                        + "\"missed\":\"SKIP\",\"missedWithinMinutes\":60,\"text\":\"Good night\",\"ssml\":null,\"channel\":\"main\",\"channels\":[],\"zone\":null,\"voice\":null,"
                        + "\"locale\":null,\"priority\":\"ROUTINE\",\"timeToLiveSeconds\":0,\"repeatTimes\":1,\"repeatPauseSeconds\":0,"
                        + "\"chimeBefore\":null,\"chimeAfter\":null,\"done\":false,\"next\":[{\"instant\":\"2027-03-28T01:00:00Z\","
                        + "\"local\":\"2027-03-28T03:00:00+02:00\",\"planned\":\"2027-03-28T02:30:00\",\"shifted\":true}],\"last\":null,"
                        + "\"problem\":null}");
        assertThat(server.get("schedules").json().getAsJsonArray("schedules").get(0)).isEqualTo(answer.json());
        server.get("schedules/other").isProblem(404, "unknown-schedule");
    }

    @Test
    void the_last_run_tells_what_became_of_its_announcement() throws Exception {
        server.schedules.tryNow("night");
        Instant due = Instant.parse("2027-03-27T01:30:00Z");
        server.schedules.all.set(0, FakeSchedules.nightly("night",
                Optional.of(new ScheduleRun(due, due, ScheduleOutcome.ACCEPTED, Optional.of("a1"), Optional.empty())), Optional.empty()));
        server.announcer.accepted.getFirst().become(AnnouncementState.FAILED);
        JsonObject last = server.get("schedules/night").json().getAsJsonObject("last");
        assertThat(last.toString()).isEqualTo("{\"due\":\"2027-03-27T01:30:00Z\",\"decided\":\"2027-03-27T01:30:00Z\","
                + "\"outcome\":\"ACCEPTED\",\"announcement\":\"a1\",\"state\":\"FAILED\",\"ended\":\"2026-11-22T12:00:02Z\","
                + "\"cause\":\"the engine hung\"}");
    }

    @Test
    void it_is_made_replaced_as_it_was_answered_and_removed() throws Exception {
        Answer made = server.json("PUT", "schedules/noon",
                "{\"cron\":\"0 12 * * *\",\"text\":\"Noon\",\"repeatTimes\":2,\"at\":null,\"exceptions\":[\"2027-12-25\"]}");
        assertThat(made.status()).as(made.text()).isEqualTo(201);
        assertThat(made.header("Location")).isEqualTo("/api/schedules/noon");
        assertThat(server.settings.stored.get("announcer.schedule~noon"))
                .isEqualTo(Map.of("id", "noon", "cron", "0 12 * * *", "text", "Noon",
                        "repeatTimes", new BigDecimal("2"), "exceptions", List.of("2027-12-25")));

        Answer changed = server.json("PUT", "schedules/noon", "{\"id\":\"noon\",\"pid\":\"x\",\"done\":false,\"next\":[],\"last\":null,"
                + "\"problem\":null,\"timeZoneInForce\":\"UTC\",\"at\":\"2027-12-24T18:00\",\"text\":\"Noon\"}");
        assertThat(changed.status()).isEqualTo(200);
        assertThat(server.settings.stored.get("announcer.schedule~noon"))
                .isEqualTo(Map.of("id", "noon", "at", "2027-12-24T18:00", "text", "Noon"));

        // All that an answer has: a list of objects, too.
        server.settings.stored.put("announcer.schedule~night", new TreeMap<>(Map.of("id", "night", "cron", "0 1 * * *")));
        server.json("PUT", "schedules/night", server.get("schedules/night").text());
        assertThat(server.settings.stored.get("announcer.schedule~night")).containsEntry("cron", "30 2 * * *").containsEntry("id", "night")
                .doesNotContainKeys("pid", "next", "last", "at");
        assertThat(server.json("PUT", "schedules/noon", "{\"id\":\"other\"}").isProblem(400, "invalid-field").string("field"))
                .isEqualTo("id");
        assertThat(server.json("PUT", "schedules/noon", "{\"text\":\"bad\"}").isProblem(422, "invalid-setting").string("field"))
                .isEqualTo("text");
        assertThat(server.bare("DELETE", "schedules/noon").status()).isEqualTo(204);
        server.bare("DELETE", "schedules/noon").isProblem(404, "unknown-schedule");
        assertThat(server.access.audited()).containsExactly("token:api.token | schedule create | noon | done",
                "token:api.token | schedule change | noon | done", "token:api.token | schedule change | night | done",
                "token:api.token | schedule delete | noon | done");
    }

    @Test
    void a_try_is_an_announcement_that_is_accepted_or_refused() throws Exception {
        Answer tried = server.bare("POST", "schedules/night/try");
        assertThat(tried.status()).isEqualTo(202);
        assertThat(tried.header("Location")).isEqualTo("/api/announcements/a1");
        assertThat(server.announcer.accepted.getFirst().status().request().text()).isEqualTo("Good night");
        server.bare("POST", "schedules/other/try").isProblem(404, "unknown-schedule");
        server.announcer.refusal = new RejectedException(RejectedException.Reason.UNKNOWN_CHANNEL, "channel", "attic", "no channel attic");
        server.bare("POST", "schedules/night/try").isProblem(422, "unknown-channel");
        assertThat(server.access.audited()).containsExactly("token:api.token | schedule try | night: a1 | done");
    }

    @Test
    void a_rule_is_checked_without_being_stored() throws Exception {
        Answer checked = server.json("POST", "schedules/check",
                "{\"cron\":\"30 2 * * *\",\"timeZone\":\"Europe/Berlin\",\"exceptions\":null}");
        assertThat(checked.text()).startsWith("{\"next\":[{\"instant\":\"2027-03-28T01:00:00Z\",");
        assertThat(server.schedules.checked.get(0).timeZone()).contains("Europe/Berlin");
        assertThat(server.json("POST", "schedules/check", "{\"cron\":\"bad\"}").isProblem(422, "invalid-setting").string("field"))
                .isEqualTo("cron");
        server.json("POST", "schedules/check", "{\"exceptions\":\"x\"}").isProblem(400, "wrong-type");
        server.json("POST", "schedules/check", "{\"text\":\"x\"}").isProblem(400, "unknown-field");
    }

    @Test
    void without_the_bundle_of_schedules_that_is_said() throws Exception {
        server.servlet.inject(server.access, server.settings, null);
        server.get("schedules").isProblem(503, "schedules-absent");
        server.json("POST", "schedules/check", "{}").isProblem(503, "schedules-absent");
        server.servlet.inject(server.access, null, server.schedules);
        server.json("PUT", "schedules/noon", "{}").isProblem(503, "settings-absent");
    }

    @Test
    void only_two_rules_are_checked_at_a_time() throws Exception {
        CountDownLatch checking = new CountDownLatch(2);
        CountDownLatch over = new CountDownLatch(1);
        server.schedules.whileChecking = () -> {
            checking.countDown();
            try {
                over.await(10, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        };
        ExecutorService callers = Executors.newFixedThreadPool(2);
        try {
            Callable<Answer> check = () -> server.json("POST", "schedules/check", "{\"cron\":\"30 2 * * *\"}");
            List<Future<Answer>> both = List.of(callers.submit(check), callers.submit(check));
            assertThat(checking.await(10, TimeUnit.SECONDS)).isTrue();
            check.call().isProblem(429, "too-many-checks");
            over.countDown();
            for (Future<Answer> answer : both) {
                assertThat(answer.get(10, TimeUnit.SECONDS).status()).isEqualTo(200);
            }
            assertThat(check.call().status()).isEqualTo(200);
        } finally {
            over.countDown();
            callers.shutdownNow();
        }
    }
}
