package announcer.itest.product;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import announcer.bench.http.ApiClient;
import announcer.bench.http.HttpTestClient;
import announcer.bench.product.Home;
import announcer.bench.util.Until;
import announcer.itest.support.Ffmpeg;
import announcer.itest.support.SharedProduct;
import announcer.itest.support.UsesProduct;

/** What becomes of announcements and channels reaches another system, signed, although that fails at first. */
@UsesProduct
class WebhookTest {
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final String SECRET = "a secret of more than 16";

    /** One request as the receiver got it. */
    private record Received(String event, String delivery, String timestamp, String signature, String body) {
        JsonObject json() {
            return JsonParser.parseString(body).getAsJsonObject();
        }
    }

    private static final BlockingQueue<Received> RECEIVED = new LinkedBlockingQueue<>();
    private static final AtomicInteger TO_FAIL = new AtomicInteger();

    private static HttpServer receiver;
    private static Home home;
    private static HttpTestClient owner;
    private static ApiClient api;

    @BeforeAll
    static void start(SharedProduct shared) throws Exception {
        Ffmpeg.require();
        receiver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        receiver.createContext("/", WebhookTest::receive);
        receiver.start();
        api = shared.api();
        home = shared.home();
        home.conf("announcer.webhook~test", "url=http://127.0.0.1:" + receiver.getAddress().getPort() + "/hook", "secret=" + SECRET,
                "events=all");
        owner = HttpTestClient.anonymous(shared.product().httpUrl()).bearer(home.text("conf/api.token").strip());
        Until.matches("the webhook tells of a pause", LIMIT, () -> {
            owner.send("POST", "/api/channels/main/pause", "", "");
            owner.send("POST", "/api/channels/main/resume", "", "");
            return RECEIVED.poll(1, TimeUnit.SECONDS);
        }, told -> told != null);
    }

    @AfterAll
    static void stop() {
        if (receiver != null) {
            receiver.stop(0);
        }
    }

    private static void receive(HttpExchange exchange) throws IOException {
        try (exchange) {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            var headers = exchange.getRequestHeaders();
            RECEIVED.add(new Received(headers.getFirst("X-Announcer-Event"), headers.getFirst("X-Announcer-Delivery"),
                    headers.getFirst("X-Announcer-Timestamp"), headers.getFirst("X-Announcer-Signature"), body));
            // Not any event's: news of the channel's start may still be on its way.
            boolean meant = "announcement.queued".equals(headers.getFirst("X-Announcer-Event"));
            exchange.sendResponseHeaders(meant && TO_FAIL.getAndUpdate(n -> Math.max(0, n - 1)) > 0 ? 500 : 204, -1);
        }
    }

    /** The next that is called so; others are passed over. */
    private static Received next(String event) throws InterruptedException {
        long end = System.nanoTime() + LIMIT.toNanos();
        for (Received r = poll(end); r != null; r = poll(end)) {
            if (r.event().equals(event)) {
                return r;
            }
        }
        throw new AssertionError("no event " + event + " came within " + LIMIT);
    }

    private static Received poll(long end) throws InterruptedException {
        return RECEIVED.poll(Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS);
    }

    private static String signature(Received r) throws Exception {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        return "sha256=" + HexFormat.of().formatHex(mac.doFinal((r.timestamp() + "." + r.body()).getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void the_course_of_an_announcement_is_told_signed_and_in_order_and_again_when_it_was_not_taken() throws Exception {
        RECEIVED.clear();
        TO_FAIL.set(1);
        String id = api.say("one two three");
        api.awaitSpoken(id, LIMIT);
        Received refused = next("announcement.queued");
        Received again = next("announcement.queued");
        assertThat(again.delivery()).as("the same delivery once more").isEqualTo(refused.delivery());
        for (String event : List.of("announcement.speaking", "announcement.spoken")) {
            Received r = next(event);
            assertThat(r.signature()).isEqualTo(signature(r));
            assertThat(r.json().getAsJsonObject("announcement").get("id").getAsString()).isEqualTo(id);
        }
    }

    @Test
    void a_channel_that_is_paused_resumed_and_restarted_is_told() throws Exception {
        RECEIVED.clear();
        assertThat(owner.send("POST", "/api/channels/main/pause", "", "").statusCode()).isEqualTo(200);
        assertThat(next("channel.paused").json().getAsJsonObject("channel").get("paused").getAsBoolean()).isTrue();
        assertThat(owner.send("POST", "/api/channels/main/resume", "", "").statusCode()).isEqualTo(200);
        next("channel.resumed");
        assertThat(owner.send("POST", "/api/channels/main/push/restart", "", "").statusCode()).isEqualTo(202);
        next("channel.off-air");
        Received on = next("channel.on-air");
        assertThat(on.signature()).isEqualTo(signature(on));
        assertThat(on.json().getAsJsonObject("channel").get("id").getAsString()).isEqualTo("main");
    }
}
