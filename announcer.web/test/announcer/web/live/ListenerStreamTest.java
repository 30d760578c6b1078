package announcer.web.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import announcer.api.Listening;
import announcer.api.SentFrame;
import announcer.api.audio.PcmFormat;
import announcer.testing.VirtualClock;

class ListenerStreamTest {
    /** Nothing is sent, and no time passes while that is waited for. */
    private static final class Quiet implements Listening {
        private final VirtualClock clock = new VirtualClock();
        private Duration waited = Duration.ZERO;
        private boolean closed;

        @Override
        public PcmFormat format() {
            return new PcmFormat(24_000, 1);
        }

        @Override
        public Optional<SentFrame> next(Duration timeout) {
            waited = waited.plus(timeout);
            clock.pass(timeout.toNanos());
            return Optional.empty();
        }

        @Override
        public long missedFrames() {
            return 0;
        }

        @Override
        public boolean ended() {
            return closed;
        }

        @Override
        public void close() {
            closed = true;
        }
    }

    @Test
    void who_may_not_be_here_any_more_is_gone_within_5_seconds_and_is_not_asked_for_with_each_frame() throws Exception {
        FakeAsync async = new FakeAsync();
        NonBlockingResponse response = new NonBlockingResponse(async.context(), 1000, new VirtualClock(), () -> {});
        response.open();
        async.output.listener.onWritePossible();
        Quiet listening = new Quiet();
        List<Duration> asked = new ArrayList<>();
        new ListenerStream(listening, response, false, () -> {
            asked.add(listening.waited);
            return asked.size() < 3;
        }, listening.clock, ended -> {}).run();

        assertThat(asked).containsExactly(Duration.ofSeconds(4), Duration.ofSeconds(8), Duration.ofSeconds(12));
        assertThat(listening.waited).isEqualTo(Duration.ofSeconds(12));
        assertThat(listening.closed).isTrue();
        assertThat(async.completions).isEqualTo(1);
    }

    @Test
    void a_minute_of_a_channel_that_is_off_the_air_ends_it_so_that_who_has_gone_keeps_no_place() throws Exception {
        FakeAsync async = new FakeAsync();
        NonBlockingResponse response = new NonBlockingResponse(async.context(), 1000, new VirtualClock(), () -> {});
        response.open();
        async.output.listener.onWritePossible();
        Quiet listening = new Quiet();
        List<ListenerStream> ended = new ArrayList<>();
        ListenerStream listener = new ListenerStream(listening, response, false, () -> true, listening.clock, ended::add);
        listener.run();

        assertThat(listening.waited).isEqualTo(Duration.ofMinutes(1));
        assertThat(listening.closed).isTrue();
        assertThat(async.completions).isEqualTo(1);
        assertThat(ended).containsExactly(listener);
    }
}
