package announcer.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.ServerSocket;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import com.google.gson.JsonObject;

import announcer.testing.VirtualClock;

/** Deliveries over real HTTP; the time passes when the test says so, and chance always says the longest wait. */
class WebhookDispatcherTest {
    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

    /** A clock that is set by hand. */
    private static final class HandClock extends Clock {
        Instant now = NOON;

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    private final HandClock wall = new HandClock();
    private final VirtualClock clock = new VirtualClock(Long.MAX_VALUE - 1_000);
    private final DeliveryQueue queue = new DeliveryQueue(10, 1_000_000);
    private final HttpDeliverySender sender = new HttpDeliverySender("test-http");
    private final WebhookDispatcher dispatcher = new WebhookDispatcher("test", queue, sender, () -> 1, wall, clock);
    private Receiver receiver;
    private WebhookTarget target;

    @BeforeEach
    void start() throws Exception {
        receiver = new Receiver();
        target = WebhookTargets.to(receiver.url(), "all");
    }

    @AfterEach
    void stop() {
        receiver.close();
        sender.close();
        // Closing leaves the flag that ended the wait for what was being sent.
        Thread.interrupted();
    }

    private void event(String event, String channel) {
        queue.add(Delivery.of(event, channel, wall.now, clock.nanoTime(), "channel", new JsonObject()));
    }

    private void passes(long seconds) {
        wall.now = wall.now.plusSeconds(seconds);
        clock.pass(Duration.ofSeconds(seconds).toNanos());
    }

    @Test
    void what_is_taken_is_sent_once_in_order() throws Exception {
        event("one", "main");
        event("two", "main");
        dispatcher.step(target);
        dispatcher.step(target);
        assertThat(dispatcher.step(target)).isEqualTo(Duration.ofSeconds(30));
        assertThat(receiver.events()).containsExactly("one", "two");
        assertThat(queue.size()).isZero();
    }

    @Test
    void what_fails_is_sent_again_after_1_2_and_4_seconds_under_the_same_id_and_signed_anew() throws Exception {
        receiver.answers(500, 502, 504);
        event("one", "main");
        assertThat(dispatcher.step(target)).isEqualTo(Duration.ofSeconds(1));
        dispatcher.step(target);
        assertThat(receiver.got).hasSize(1);
        passes(1);
        assertThat(dispatcher.step(target)).isEqualTo(Duration.ofSeconds(2));
        passes(2);
        assertThat(dispatcher.step(target)).isEqualTo(Duration.ofSeconds(4));
        passes(4);
        dispatcher.step(target);
        assertThat(receiver.got).hasSize(4).extracting(g -> g.header("X-Announcer-Delivery")).containsOnly(
                receiver.got.get(0).json().get("id").getAsString());
        assertThat(receiver.got).extracting(g -> g.header("X-Announcer-Timestamp")).doesNotHaveDuplicates();
        assertThat(queue.size()).isZero();
    }

    @Test
    void one_event_that_is_not_taken_holds_back_its_channel_and_no_other() throws Exception {
        receiver.answers(500);
        event("main 1", "main");
        event("main 2", "main");
        event("lobby 1", "lobby");
        for (int i = 0; i < 5; i++) {
            dispatcher.step(target);
        }
        assertThat(receiver.events()).containsExactly("main 1", "lobby 1");
        passes(1);
        dispatcher.step(target);
        dispatcher.step(target);
        assertThat(receiver.events()).containsExactly("main 1", "lobby 1", "main 1", "main 2");
    }

    @Test
    void a_receiver_that_asks_to_wait_is_left_alone_for_so_long() throws Exception {
        receiver.answers(429, "120");
        event("one", "main");
        event("two", "lobby");
        dispatcher.step(target);
        passes(119);
        dispatcher.step(target);
        assertThat(receiver.got).hasSize(1);
        passes(1);
        dispatcher.step(target);
        assertThat(receiver.got).hasSize(2);
    }

    @Test
    void it_may_ask_with_a_date_too() throws Exception {
        receiver.answers(503, "Sun, 22 Nov 2026 12:01:00 GMT");
        event("one", "main");
        dispatcher.step(target);
        passes(59);
        dispatcher.step(target);
        assertThat(receiver.got).hasSize(1);
        passes(1);
        dispatcher.step(target);
        assertThat(receiver.got).hasSize(2);
    }

    @Test
    void nobody_listening_is_a_failure_like_another() throws Exception {
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        event("one", "main");
        assertThat(dispatcher.step(WebhookTargets.to("http://127.0.0.1:" + port + "/", "all"))).isEqualTo(Duration.ofSeconds(1));
        assertThat(queue.size()).isEqualTo(1);
        // Another URL was configured: what failed is tried there at once.
        dispatcher.step(target);
        assertThat(receiver.events()).containsExactly("one");
    }

    @Test
    void what_the_receiver_does_not_want_is_dropped_and_counted() throws Exception {
        receiver.answers(400, 410);
        receiver.redirects(receiver.url() + "/elsewhere");
        event("one", "main");
        event("two", "main");
        event("three", "main");
        for (int i = 0; i < 3; i++) {
            dispatcher.step(target);
        }
        assertThat(receiver.events()).as("each once, no redirection followed").containsExactly("one", "two", "three");
        assertThat(dispatcher.dropped()).isEqualTo(3);
        assertThat(queue.size()).isZero();
    }

    @Test
    void what_is_too_old_is_dropped_and_counted_what_is_not_stays() throws Exception {
        receiver.answers(500);
        event("one", "main");
        dispatcher.step(target);
        passes(3_600);
        event("two", "main");
        passes(1);
        dispatcher.step(target);
        assertThat(receiver.events()).containsExactly("one", "two");
        assertThat(dispatcher.dropped()).isEqualTo(1);
    }

    @Test
    void a_step_of_the_wall_clock_neither_delays_an_attempt_nor_makes_an_event_old() throws Exception {
        receiver.answers(500, 500, 500);
        event("one", "main");
        dispatcher.step(target);
        wall.now = NOON.minus(Duration.ofDays(1));
        clock.pass(Duration.ofSeconds(1).toNanos());
        assertThat(dispatcher.step(target)).isEqualTo(Duration.ofSeconds(2));
        assertThat(receiver.got).hasSize(2);
        wall.now = NOON.plus(Duration.ofDays(1));
        clock.pass(Duration.ofSeconds(1).toNanos());
        assertThat(dispatcher.step(target)).as("of two seconds one is left").isEqualTo(Duration.ofSeconds(1));
        assertThat(queue.size()).isEqualTo(1);
        assertThat(dispatcher.dropped()).isZero();
    }

    @Test
    void while_it_is_disabled_nothing_is_sent_and_nothing_lost() throws Exception {
        event("one", "main");
        dispatcher.step(WebhookTargets.target(receiver.url(), new String[]{"all"}, new String[0], false));
        assertThat(receiver.got).isEmpty();
        dispatcher.step(target);
        assertThat(receiver.events()).containsExactly("one");
    }

    @Test
    void the_oldest_are_dropped_when_too_many_wait_and_that_is_said_once() throws Exception {
        int said = 0;
        for (int i = 1; i <= 13; i++) {
            said += queue.add(Delivery.of("e" + i, "main", wall.now, clock.nanoTime(), "channel", new JsonObject())) ? 1 : 0;
        }
        assertThat(said).isEqualTo(1);
        for (int i = 0; i < 10; i++) {
            dispatcher.step(target);
        }
        assertThat(receiver.events()).startsWith("e4").endsWith("e13").hasSize(10);
        assertThat(dispatcher.dropped()).isEqualTo(3);
    }

    @Test
    void the_oldest_are_dropped_when_what_waits_is_too_long_together_and_room_comes_back() {
        DeliveryQueue small = new DeliveryQueue(10, 100);
        assertThat(small.add(body("one", 60))).isFalse();
        assertThat(small.add(body("two", 30))).isFalse();
        assertThat(small.add(body("three", 30))).isTrue();
        assertThat(small.takeOverflowed()).isEqualTo(1);
        Delivery two = small.next(0).orElseThrow();
        assertThat(two.event()).isEqualTo("two");
        small.done(two);
        small.done(two);
        assertThat(small.add(body("four", 70))).as("30 and 70: just room").isFalse();
        assertThat(small.expire(1, Duration.ZERO)).extracting(Delivery::event).containsExactly("three", "four");
        small.add(body("five", 50));
        small.add(body("six", 50));
        assertThat(small.takeOverflowed()).isZero();
        small.add(body("seven", 500));
        assertThat(small.size()).as("one alone is kept, however long").isEqualTo(1);
        assertThat(small.takeOverflowed()).isEqualTo(2);
    }

    private static Delivery body(String event, int length) {
        return new Delivery(event, event, "main", NOON, 0, "x".repeat(length));
    }

    @Test
    void the_wait_doubles_up_to_five_minutes_and_is_never_less_than_half() {
        assertThat(WebhookDispatcher.BACKOFF.delay(5, 1)).isEqualTo(Duration.ofSeconds(16));
        assertThat(WebhookDispatcher.BACKOFF.delay(5, 0)).isEqualTo(Duration.ofSeconds(8));
        assertThat(WebhookDispatcher.BACKOFF.delay(1_000_000, 1)).isEqualTo(Duration.ofMinutes(5));
    }
}
