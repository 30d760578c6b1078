package announcer.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import announcer.api.AnnouncementState;
import announcer.web.ApiServer.Answer;

/** Channels that are made, changed, paused, emptied and removed, over real HTTP. */
class ChannelSettingsApiTest {
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
    void a_channel_is_made_of_its_settings() throws Exception {
        Answer made = server.json("POST", "channels", "{\"id\":\"lobby\",\"voice\":\"mary/x\",\"rate\":1.5,\"phrases\":[\"a\",\"b\"]}");

        assertThat(made.status()).isEqualTo(201);
        assertThat(made.header("Location")).isEqualTo("/api/channels/lobby");
        assertThat(made.text()).isEqualTo("{\"pid\":\"announcer.channel~lobby\",\"factoryPid\":\"announcer.channel\",\"values\":"
                + "{\"id\":\"lobby\",\"phrases\":[\"a\",\"b\"],\"rate\":1.5,\"voice\":\"mary/x\"},\"problem\":null}");
        assertThat(server.settings.stored.get("announcer.channel~lobby"))
                .isEqualTo(Map.of("id", "lobby", "voice", "mary/x", "rate", new BigDecimal("1.5"), "phrases", List.of("a", "b")));
        server.json("POST", "channels", "{\"id\":\"hall\",\"name\":\"another\"}");
        assertThat(server.settings.stored.get("announcer.channel~another")).isEqualTo(Map.of("id", "hall"));
        assertThat(server.access.audited()).containsExactly("token:api.token | channel create | lobby | done",
                "token:api.token | channel create | hall | done");
    }

    @Test
    void what_cannot_be_a_channel_is_refused_with_the_field() throws Exception {
        Answer taken = server.json("POST", "channels", "{\"id\":\"one\"}");
        assertThat(taken.isProblem(422, "invalid-setting").string("field")).isEqualTo("id");
        Answer bad = server.json("POST", "channels", "{\"id\":\"x\",\"voice\":\"bad\"}");
        assertThat(bad.isProblem(422, "invalid-setting").string("field")).isEqualTo("voice");
        assertThat(bad.string("detail")).isEqualTo("voice cannot be this");
        server.json("POST", "channels", "{}").isProblem(400, "missing-field");
        server.json("POST", "channels", "{\"id\":7}").isProblem(400, "wrong-type");
        assertThat(server.access.trail).isEmpty();
    }

    @Test
    void its_settings_are_found_by_its_id_and_only_what_is_named_changes() throws Exception {
        assertThat(server.get("channels/main/settings").string("pid")).isEqualTo("announcer.channel~one");

        Answer changed = server.json("PATCH", "channels/main/settings", "{\"voice\":\"mary/x\",\"phrases\":null}");

        assertThat(changed.status()).isEqualTo(200);
        assertThat(changed.json().get("values").toString()).isEqualTo("{\"id\":\"main\",\"voice\":\"mary/x\"}");
        assertThat(server.access.audited()).containsExactly("token:api.token | channel change | main [voice, phrases] | done");
        assertThat(server.json("PATCH", "channels/main/settings", "{\"voice\":\"bad\"}").isProblem(422, "invalid-setting").string("field"))
                .isEqualTo("voice");
        server.json("PATCH", "channels/attic/settings", "{}").isProblem(404, "unknown-channel");
        server.get("channels/attic/settings").isProblem(404, "unknown-channel");
    }

    @Test
    void a_channel_is_removed() throws Exception {
        assertThat(server.bare("DELETE", "channels/main").status()).isEqualTo(204);
        assertThat(server.settings.stored).doesNotContainKey("announcer.channel~one").containsKey("announcer.channel~two");
        server.bare("DELETE", "channels/main").isProblem(404, "unknown-channel");
        assertThat(server.access.audited()).containsExactly("token:api.token | channel delete | main | done");
    }

    @Test
    void pausing_is_a_setting_and_the_answer_tells_what_was_ordered() throws Exception {
        Answer paused = server.bare("POST", "channels/main/pause");
        assertThat(paused.status()).isEqualTo(200);
        assertThat(paused.json().get("paused").getAsBoolean()).isTrue();
        assertThat(server.settings.stored.get("announcer.channel~one")).containsEntry("paused", true);

        assertThat(server.bare("POST", "channels/main/resume").json().get("paused").getAsBoolean()).isFalse();
        assertThat(server.settings.stored.get("announcer.channel~one")).containsEntry("paused", false);
        server.bare("POST", "channels/attic/pause").isProblem(404, "unknown-channel");
        assertThat(server.access.audited()).containsExactly("token:api.token | channel pause | main | done",
                "token:api.token | channel resume | main | done");
    }

    @Test
    void a_queue_is_emptied_and_what_is_being_spoken_goes_on() throws Exception {
        server.postJson("{\"text\":\"now\"}");
        server.announcer.latest().become(AnnouncementState.SPEAKING, Optional.empty());
        server.postJson("{\"text\":\"later\"}");
        server.postJson("{\"text\":\"elsewhere\",\"channel\":\"hand\"}");
        server.postJson("{\"text\":\"last\"}");
        server.access.trail.clear();

        Answer answer = server.bare("DELETE", "channels/main/queue");

        assertThat(answer.text()).isEqualTo("{\"cancelled\":2}");
        assertThat(server.announcer.accepted.stream().map(a -> a.status().state())).containsExactly(AnnouncementState.SPEAKING,
                AnnouncementState.CANCELLED, AnnouncementState.QUEUED, AnnouncementState.CANCELLED);
        assertThat(server.bare("DELETE", "channels/main/queue").text()).isEqualTo("{\"cancelled\":0}");
        server.bare("DELETE", "channels/attic/queue").isProblem(404, "unknown-channel");
        assertThat(server.access.audited().get(0)).isEqualTo("token:api.token | queue clear | main | done");
    }

    @Test
    void what_a_pusher_said_is_shown_without_credentials() throws Exception {
        assertThat(server.get("channels/main/push/output").text()).isEqualTo("{\"lines\":[\"line 1\",\"to rtsp://***@host/main\"]}");
        server.get("channels/attic/push/output").isProblem(404, "unknown-channel");
    }

    @Test
    void without_settings_or_a_disk_nothing_is_promised() throws Exception {
        server.settings.fault = new IOException("disk full");
        assertThat(server.bare("POST", "channels/main/pause").isProblem(500, "not-stored").string("detail")).contains("disk full");
        server.bare("DELETE", "channels/main").isProblem(500, "not-stored");

        server.servlet.inject(server.access, null, server.schedules);
        assertThat(server.json("POST", "channels", "{\"id\":\"x\"}").isProblem(503, "settings-absent").header("Retry-After")).isNotNull();
        server.bare("POST", "channels/main/resume").isProblem(503, "settings-absent");
        server.get("channels/main/settings").isProblem(503, "settings-absent");
        assertThat(server.get("channels").status()).isEqualTo(200);
        assertThat(server.access.trail).isEmpty();
    }
}
