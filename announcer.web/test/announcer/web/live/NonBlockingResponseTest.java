package announcer.web.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import announcer.testing.VirtualClock;

class NonBlockingResponseTest {
    private final FakeAsync async = new FakeAsync();
    private final VirtualClock clock = new VirtualClock();
    private final AtomicInteger ends = new AtomicInteger();
    private NonBlockingResponse response;

    @BeforeEach
    void open() throws IOException {
        response = new NonBlockingResponse(async.context(), 10, clock, ends::incrementAndGet);
        response.open();
    }

    private boolean offer(String text) {
        return response.offer(text.getBytes(StandardCharsets.US_ASCII));
    }

    private void serverIsReady() throws IOException {
        async.output.ready = true;
        async.output.listener.onWritePossible();
    }

    @Test
    void nothing_is_written_before_the_server_has_said_that_it_may() throws IOException {
        offer("a");
        response.send();
        assertThat(async.taken()).isEmpty();

        serverIsReady();
        assertThat(async.taken()).isEqualTo("a");
    }

    @Test
    void what_came_together_is_flushed_once() throws IOException {
        serverIsReady();
        offer("a");
        offer("b");
        response.send();

        assertThat(async.taken()).isEqualTo("ab");
        assertThat(async.output.flushes).isEqualTo(1);
    }

    @Test
    void what_the_client_does_not_take_waits_and_comes_in_order() throws IOException {
        serverIsReady();
        async.output.ready = false;
        offer("a");
        offer("b");
        response.send();
        assertThat(async.taken()).isEmpty();

        serverIsReady();
        offer("c");
        response.send();
        assertThat(async.taken()).isEqualTo("abc");
    }

    @Test
    void there_is_no_room_behind_the_limit_and_again_when_it_was_taken() throws IOException {
        assertThat(offer("0123456789-longer-than-the-limit")).as("one piece may always wait").isTrue();
        assertThat(offer("a")).isFalse();

        serverIsReady();
        assertThat(offer("0123456")).isTrue();
        assertThat(offer("789")).isTrue();
        assertThat(offer("a")).isFalse();
    }

    @Test
    void a_client_is_stalled_while_something_waits_for_it_only() throws IOException {
        serverIsReady();
        clock.pass(Duration.ofHours(1).toNanos());
        assertThat(response.stalled()).isZero();

        offer("a");
        response.send();
        assertThat(response.stalled()).isZero();

        async.output.ready = false;
        offer("b");
        response.send();
        clock.pass(Duration.ofSeconds(3).toNanos());
        assertThat(response.stalled()).isEqualTo(Duration.ofSeconds(3));

        serverIsReady();
        assertThat(response.stalled()).isZero();
    }

    @Test
    void a_client_that_has_gone_ends_it_once() throws IOException {
        serverIsReady();
        async.output.broken = true;
        offer("a");
        response.send();
        response.end();

        assertThat(response.ended()).isTrue();
        assertThat(ends).hasValue(1);
        assertThat(async.completions).isEqualTo(1);
    }

    @Test
    void nothing_is_written_once_it_has_ended() throws IOException {
        serverIsReady();
        offer("a");
        response.end();
        offer("b");
        response.send();
        serverIsReady();

        assertThat(async.taken()).isEmpty();
    }
}
