package announcer.itest.product;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;

import announcer.bench.http.ApiClient;
import announcer.bench.util.Until;
import announcer.itest.support.Ffmpeg;
import announcer.itest.support.SharedProduct;
import announcer.itest.support.UsesProduct;

/** One announcement for a zone, of which one channel has no reader and another is not there. */
@UsesProduct
class TargetsTest {
    private static final Duration SOON = Duration.ofSeconds(30);

    private static SharedProduct product;
    private static ApiClient api;

    @BeforeAll
    static void begin(SharedProduct shared) throws Exception {
        Ffmpeg.require();
        product = shared;
        api = shared.api();
        shared.configure("announcer.channel~blocked", "id=blocked", "pusher=none");
        shared.home().conf("announcer.zone~west", "id=west", "title=The West", "channels=main,blocked,gone");
        Until.isTrue("the zone is there, and the channel", SOON,
                () -> api.get("zones").getAsJsonArray("zones").size() == 1 && api.channel("blocked").isPresent());
    }

    private static Map<String, String> outcomes(JsonObject announcement) {
        Map<String, String> states = new TreeMap<>();
        announcement.getAsJsonArray("outcomes")
                .forEach(o -> states.put(o.getAsJsonObject().get("channel").getAsString(), o.getAsJsonObject().get("state").getAsString()));
        return states;
    }

    @Test
    void what_blocks_one_channel_is_the_outcome_there_and_holds_no_other() throws Exception {
        assertThat(api.get("zones").getAsJsonArray("zones").get(0).getAsJsonObject().get("problem").getAsString()).contains("gone");
        Until.isTrue("the health tells of the zone", SOON,
                () -> product.admin().get("/health").body().contains("zone west names channel gone"));

        var answer = api.submit(Map.of("text", "To all of the west", "zone", "west"));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
        String id = JsonParser.parseString(answer.body()).getAsJsonObject().get("id").getAsString();
        JsonObject spoken = Until.matches("it is spoken on main", SOON, () -> api.announcement(id),
                a -> outcomes(a).get("main").equals("SPOKEN"));
        assertThat(spoken.get("state").getAsString()).isEqualTo("SPEAKING");
        assertThat(outcomes(spoken)).containsEntry("gone", "FAILED");
        assertThat(outcomes(spoken).get("blocked")).isIn("QUEUED", "SYNTHESISING");

        assertThat(api.send("DELETE", "announcements/" + id + ".blocked", "", "").statusCode()).isEqualTo(200);
        JsonObject ended = api.awaitOutcome(id, SOON);
        assertThat(ended.get("state").getAsString()).isEqualTo("FAILED");
        assertThat(ended.get("cause").getAsString()).contains("SPOKEN on 1, FAILED on 1, CANCELLED on 1 of 3 channels");
        assertThat(outcomes(ended)).isEqualTo(Map.of("main", "SPOKEN", "blocked", "CANCELLED", "gone", "FAILED"));
        assertThat(api.get("announcements?channel=blocked&limit=1").getAsJsonArray("announcements").get(0).getAsJsonObject().get("id")
                .getAsString()).isEqualTo(id);
    }
}
