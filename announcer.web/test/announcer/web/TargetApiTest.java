package announcer.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import com.google.gson.JsonObject;

import announcer.api.AnnouncementState;
import announcer.api.AnnouncementStatus;
import announcer.api.Proof;
import announcer.api.RejectedException;
import announcer.api.RejectedException.Reason;
import announcer.api.Request;
import announcer.api.Target;
import announcer.api.ZoneStatus;
import announcer.testing.FakeAnnouncement;
import announcer.testing.FakeAnnouncer;

/** One announcement for several channels, over real HTTP. */
class TargetApiTest {
    private ApiServer server;

    @BeforeEach
    void start() throws Exception {
        server = new ApiServer();
    }

    @AfterEach
    void stop() throws Exception {
        server.close();
    }

    private Target asked() {
        return server.announcer.latest().status().request().target();
    }

    @Test
    void a_request_says_where() throws Exception {
        server.postJson("{\"text\":\"x\"}");
        assertThat(asked()).isEqualTo(new Target.Channel("main"));
        server.postJson("{\"text\":\"x\",\"channel\":\"a\",\"channels\":null,\"zone\":null}");
        assertThat(asked()).isEqualTo(new Target.Channel("a"));
        server.postJson("{\"text\":\"x\",\"channels\":[\"a\",\"b\"]}");
        assertThat(asked()).isEqualTo(new Target.Channels(List.of("a", "b")));
        server.postJson("{\"text\":\"x\",\"channels\":[\"*\"]}");
        assertThat(asked()).isEqualTo(Target.ALL);
        server.postJson("{\"text\":\"x\",\"zone\":\"west\"}");
        assertThat(asked()).isEqualTo(new Target.Zone("west"));
        server.post("announcements?channels=a,b", "text/plain", "x".getBytes(UTF_8));
        assertThat(asked()).isEqualTo(new Target.Channels(List.of("a", "b")));
        server.post("announcements?channels=*", "text/plain", "x".getBytes(UTF_8));
        assertThat(asked()).isEqualTo(Target.ALL);
        server.post("announcements?zone=west", "text/plain", "x".getBytes(UTF_8));
        assertThat(asked()).isEqualTo(new Target.Zone("west"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "{'text':'x','channel':'a','channels':['b']} | invalid-field | channels",
            "{'text':'x','channel':'a','zone':'b'} | invalid-field | zone",
            "{'text':'x','channels':['*','b']} | invalid-field | channels",
            "{'text':'x','channels':'a'} | wrong-type | channels",
            "{'text':'x','channels':[1]} | wrong-type | channels",
            "{'text':'x','channels':[['a']]} | wrong-type | channels",
            "{'text':'x','channels':['a'],'channels':['b']} | repeated-field | channels"})
    void anything_else_is_refused_in_words(String json, String kind, String field) throws Exception {
        JsonObject problem = server.postJson(json.replace('\'', '"')).isProblem(400, kind).json();
        assertThat(problem.get("field").getAsString()).isEqualTo(field);
        assertThat(problem.get("detail").getAsString()).contains(field);
        assertThat(server.announcer.accepted).isEmpty();
    }

    @Test
    void what_is_not_there_is_422() throws Exception {
        server.announcer.refusal = new RejectedException(Reason.UNKNOWN_ZONE, "zone", "west", "there is no zone \"west\"; there are: none");
        server.postJson("{\"text\":\"x\",\"zone\":\"west\"}").isProblem(422, "unknown-zone");
    }

    @Test
    void it_has_an_outcome_on_each_channel() throws Exception {
        Request r = Request.of("x").withTarget(new Target.Zone("west"));
        AnnouncementStatus spoken = part(r, "a", AnnouncementState.SPOKEN, Optional.empty());
        AnnouncementStatus failed = part(r, "b", AnnouncementState.FAILED, Optional.of("no reader at rtsp://user:secret@host/b"));
        server.announcer.accepted.add(new FakeAnnouncement(new AnnouncementStatus("w", r, AnnouncementState.FAILED, Optional.of("1 of 2"),
                Optional.empty(), FakeAnnouncer.NOON, Optional.empty(), Optional.of(FakeAnnouncer.NOON), 1, Proof.NONE,
                List.of(spoken, failed))));
        ApiServer.Answer answer = server.get("announcements/w");
        assertThat(answer.text()).contains("\"channel\":null,\"channels\":null,\"zone\":\"west\"").doesNotContain("secret");
        assertThat(answer.json().getAsJsonArray("outcomes")).extracting(o -> o.getAsJsonObject().get("channel").getAsString() + " "
                + o.getAsJsonObject().get("id").getAsString() + " " + o.getAsJsonObject().get("state").getAsString())
                .containsExactly("a w.a SPOKEN", "b w.b FAILED");
        assertThat(server.get("announcements?channel=b").json().getAsJsonArray("announcements")).hasSize(1);
        assertThat(server.get("announcements?channel=c").json().getAsJsonArray("announcements")).isEmpty();
    }

    private static AnnouncementStatus part(Request r, String channel, AnnouncementState state, Optional<String> cause) {
        return new AnnouncementStatus(AnnouncementStatus.partId("w", channel), r.onChannel(channel), state, cause, Optional.of("x/y"),
                FakeAnnouncer.NOON, Optional.empty(), Optional.of(FakeAnnouncer.NOON), 1);
    }

    @Test
    void zones_are_listed() throws Exception {
        assertThat(server.get("zones").text()).isEqualTo("{\"zones\":[]}");
        server.announcer.zones = List.of(new ZoneStatus("west", "The West", List.of("a", "b"), Optional.of("zone west names channel b")));
        assertThat(server.get("zones").text()).isEqualTo(
                "{\"zones\":[{\"id\":\"west\",\"title\":\"The West\",\"channels\":[\"a\",\"b\"],\"problem\":\"zone west names channel b\"}]}");
        server.get("zones?x=1").isProblem(400, "unknown-parameter");
    }
}
