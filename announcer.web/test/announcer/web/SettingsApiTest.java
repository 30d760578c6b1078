package announcer.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import announcer.api.access.Role;
import announcer.api.access.UserInfo;
import announcer.web.ApiServer.Answer;

/** Every configuration, over real HTTP. */
class SettingsApiTest {
    private ApiServer server;

    @BeforeEach
    void start() throws Exception {
        server = new ApiServer();
    }

    @AfterEach
    void stop() throws Exception {
        server.close();
    }

    @Test
    void all_are_listed_and_secrets_are_masked() throws Exception {
        Answer all = server.get("settings");
        assertThat(all.json().getAsJsonArray("settings")).hasSize(3);
        assertThat(all.text()).contains("\"secret\":\"********\"").doesNotContain("hash");
        assertThat(server.get("settings/announcer.channel~two").text()).isEqualTo("{\"pid\":\"announcer.channel~two\","
                + "\"factoryPid\":\"announcer.channel\",\"values\":{\"id\":\"hand\",\"rate\":1.5},\"problem\":null}");
        assertThat(server.get("settings/nothing").isProblem(404, "unknown-settings").string("value")).isEqualTo("nothing");
    }

    @Test
    void forms_come_in_the_language_that_is_asked_for() throws Exception {
        Answer forms = server.get("settings/forms?locale=zh");
        assertThat(forms.json().getAsJsonArray("forms").get(0).getAsJsonObject().getAsJsonArray("fields").get(1).toString())
                .isEqualTo("{\"key\":\"codec\",\"name\":\"Codec\",\"description\":\"\",\"type\":\"text\",\"list\":false,\"required\":false,"
                        + "\"secret\":false,\"min\":null,\"max\":null,\"defaults\":[\"AAC\"],"
                        + "\"options\":[{\"value\":\"AAC\",\"label\":\"Advanced\"}]}");
        server.get("settings/forms");
        assertThat(server.settings.asked).containsExactly(Locale.CHINESE, Locale.ROOT);
    }

    @Test
    void only_what_is_named_changes() throws Exception {
        Answer changed = server.json("PATCH", "settings/announcer.channel~two", "{\"rate\":2,\"paused\":true}");
        assertThat(changed.status()).isEqualTo(200);
        assertThat(changed.json().get("values").toString()).isEqualTo("{\"id\":\"hand\",\"paused\":true,\"rate\":2}");

        assertThat(server.json("PATCH", "settings/announcer.web", "{\"maxWaitSeconds\":30}").status()).as("made when there is none")
                .isEqualTo(200);
        assertThat(server.access.audited()).containsExactly(
                "token:api.token | settings change | announcer.channel~two [rate, paused] | done",
                "token:api.token | settings change | announcer.web [maxWaitSeconds] | done");
        Answer bad = server.json("PATCH", "settings/announcer.web", "{\"x\":\"bad\"}");
        assertThat(bad.isProblem(422, "invalid-setting").string("field")).isEqualTo("x");
        assertThat(bad.json().has("value")).as("it may be a secret").isFalse();
        server.json("PATCH", "settings/announcer.channel", "{\"id\":\"x\"}").isProblem(404, "unknown-settings");
        server.json("PATCH", "settings/nothing", "{\"id\":\"x\"}").isProblem(404, "unknown-settings");
    }

    @Test
    void one_is_made_and_removed() throws Exception {
        Answer made = server.json("POST", "settings/announcer.channel",
                "{\"name\":\"three\",\"values\":{\"id\":\"hall\",\"list\":[1,true,\"x\"]}}");
        assertThat(made.status()).isEqualTo(201);
        assertThat(made.header("Location")).isEqualTo("/api/settings/announcer.channel~three");
        assertThat(made.json().get("values").toString()).isEqualTo("{\"id\":\"hall\",\"list\":[1,true,\"x\"]}");
        assertThat(server.bare("DELETE", "settings/announcer.channel~three").status()).isEqualTo(204);
        server.bare("DELETE", "settings/announcer.channel~three").isProblem(404, "unknown-settings");
        server.json("POST", "settings/announcer.web", "{\"name\":\"x\",\"values\":{}}").isProblem(404, "unknown-settings");
        server.json("POST", "settings/announcer.channel", "{\"name\":\"x\"}").isProblem(400, "missing-field");
        assertThat(server.access.audited()).containsExactly("token:api.token | settings create | announcer.channel~three | done",
                "token:api.token | settings delete | announcer.channel~three | done");
    }

    @Test
    void what_must_stay_is_not_removed() throws Exception {
        Answer kept = server.bare("DELETE", "settings/announcer.user~stays");
        Answer problem = kept.isProblem(422, "invalid-setting");
        assertThat(problem.string("field")).isEqualTo("pid");
        assertThat(problem.string("detail")).contains("must stay");
        assertThat(server.access.audited()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '`', value = {"`[]`,bad-json", "`{\"a\":1} 2`,bad-json", "`{\"a\":1,\"a\":2}`,repeated-field",
            "`{\"a\":{\"b\":{\"c\":{}}}}`,bad-json", "`{\"a\":nonsense}`,bad-json",
            "`{\"a\":11111111111111111111111111111111111111111}`,invalid-field", "`{\"a\":1e9999999999}`,invalid-field"})
    void what_is_not_strictly_json_is_refused(String json, String kind) throws Exception {
        Answer answer = server.json("PATCH", "settings/announcer.web", json);

        answer.isProblem(400, kind);
        assertThat(answer.json().get("line").getAsInt()).isEqualTo(1);
        assertThat(server.settings.stored).doesNotContainKey("announcer.web");
    }

    @Test
    void a_value_that_is_given_twice_is_not_repeated_in_the_answer() throws Exception {
        assertThat(server.json("PATCH", "settings/announcer.web", "{\"password\":\"one\",\"password\":\"two\"}").text())
                .doesNotContain("one").doesNotContain("two");
    }

    @Test
    void a_body_that_is_not_json_is_415_with_what_would_be() throws Exception {
        Answer answer = server.send(server.to("settings/announcer.web").header("Content-Type", "application/x-www-form-urlencoded")
                .method("PATCH", java.net.http.HttpRequest.BodyPublishers.ofString("a=b")));
        assertThat(answer.isProblem(415, "unsupported-media-type").header("Accept-Patch")).isEqualTo("application/json");
        assertThat(server.bare("POST", "tokens").isProblem(415, "unsupported-media-type").header("Accept-Post"))
                .isEqualTo("application/json");
    }

    @Test
    void the_last_administrator_stays_here_too() throws Exception {
        server.json("PATCH", "settings/announcer.user~anna", "{\"role\":\"VIEWER\"}").isProblem(409, "last-admin");
        server.json("PATCH", "settings/announcer.user~anna", "{\"role\":null}").isProblem(409, "last-admin");
        server.bare("DELETE", "settings/announcer.user~anna").isProblem(409, "last-admin");
        server.bare("DELETE", "settings/announcer.user.anna").isProblem(409, "last-admin");
        assertThat(server.settings.stored.get("announcer.user~anna")).containsEntry("role", "ADMIN");
        assertThat(server.json("PATCH", "settings/announcer.user~anna", "{\"secret\":\"x\"}").status()).isEqualTo(200);

        server.access.users.add(new UserInfo("bert", Role.ADMIN, "announcer.user~bert"));
        assertThat(server.json("PATCH", "settings/announcer.user~anna", "{\"role\":\"VIEWER\"}").status()).isEqualTo(200);
        assertThat(server.settings.stored.get("announcer.user~anna")).containsEntry("role", "VIEWER");
    }
}
