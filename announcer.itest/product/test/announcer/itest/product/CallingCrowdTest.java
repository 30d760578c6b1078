package announcer.itest.product;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import announcer.bench.calling.Operators;
import announcer.bench.calling.Press;
import announcer.bench.http.ApiClient;
import announcer.bench.product.Home;
import announcer.bench.util.Until;
import announcer.itest.support.SharedProduct;
import announcer.itest.support.UsesProduct;

/** Four operators press "next" at once, over HTTP: each ticket is called once. Nobody reads the channel, so that nothing is spoken and it takes seconds. */
@UsesProduct
class CallingCrowdTest {
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final int TICKETS = 40;
    private static final String CHANNEL = "crowd";
    private static final List<String> COUNTERS = List.of("crowd1", "crowd2", "crowd3", "crowd4");

    private static SharedProduct product;
    private static Home home;
    private static ApiClient api;

    @BeforeAll
    static void start(SharedProduct shared) throws Exception {
        product = shared;
        home = shared.home();
        api = shared.api();
        home.conf("announcer.channel~" + CHANNEL, "id=" + CHANNEL, "pusher=none", "queueCapacity=1000");
        home.conf("announcer.calling.service~" + CHANNEL, "id=" + CHANNEL, "prefix=X-");
        for (String counter : COUNTERS) {
            home.conf("announcer.calling.counter~" + counter, "id=" + counter, "services=" + CHANNEL, "channels=" + CHANNEL);
        }
        Until.isTrue("channel, service and counters are there", LIMIT, () -> api.channel(CHANNEL).isPresent()
                && api.get("calling").toString().contains("\"prefix\":\"X-\"")
                && COUNTERS.stream().allMatch(calling()::contains));
    }

    private static String calling() throws Exception {
        return api.get("calling").getAsJsonArray("counters").toString();
    }

    @AfterAll
    static void clear() throws Exception {
        if (home != null) {
            api.send("DELETE", "channels/" + CHANNEL + "/queue", "", "");
            for (String counter : COUNTERS) {
                Files.deleteIfExists(home.confFile("announcer.calling.counter~" + counter));
            }
            Files.deleteIfExists(home.confFile("announcer.calling.service~" + CHANNEL));
            Files.deleteIfExists(home.confFile("announcer.channel~" + CHANNEL));
        }
    }

    @Test
    void each_ticket_is_called_once() throws Exception {
        List<String> tickets = Operators.issue(api, CHANNEL, TICKETS);

        List<Press> presses = new Operators(() -> product.product().api()).all(COUNTERS);

        Operators.checkOnceEach(tickets, presses);
        assertThat(presses).extracting(Press::announcement).doesNotHaveDuplicates();
        Until.isTrue("each call waits to be spoken", LIMIT,
                () -> api.channel(CHANNEL).orElseThrow().get("queueLength").getAsInt() == TICKETS);
    }
}
