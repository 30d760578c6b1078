package announcer.monitor.sample;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;

import announcer.api.AnnouncementState;
import announcer.api.ChannelStatus;
import announcer.api.PacingStatus;
import announcer.api.stream.PushState;
import announcer.monitor.Samples;
import announcer.testing.FakeAnnouncer;

class MonitorSamplerTest {
    private final FakeAnnouncer announcer = new FakeAnnouncer();
    private Instant now = Samples.NOON;
    private final MonitorSampler sampler = new MonitorSampler(Samples.LIMITS, new Clock() {
        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    }, announcer);

    private static ChannelStatus channel(boolean onAir, long frames) {
        return Samples.channel("main", onAir, false, Optional.of(Samples.push(PushState.PUSHING, 0)), List.of(),
                new PacingStatus(frames, 0, 0, 0, 0, 1, 0));
    }

    private void becomes(ChannelStatus status) {
        announcer.channels = () -> List.of(status);
        sampler.changed(status);
    }

    @Test
    void off_the_air_counts_from_the_event_and_not_from_the_next_look() {
        becomes(channel(true, 100));
        now = now.plusSeconds(3);
        becomes(channel(false, 150));
        now = now.plusSeconds(7);
        assertThat(sampler.snapshot().offAir(announcer.channels().get(0))).contains(Duration.ofSeconds(7));
    }

    @Test
    void frames_of_a_reader_session_that_ended_between_two_looks_are_counted() {
        becomes(channel(true, 100));
        becomes(channel(false, 150));
        becomes(channel(true, 20));
        assertThat(sampler.snapshot().histories().get("main").framesWritten()).isEqualTo(170);
    }

    @Test
    void an_event_that_is_older_than_a_look_does_not_count_twice() {
        announcer.channels = () -> List.of(channel(true, 100));
        sampler.snapshot();
        sampler.changed(channel(true, 90));
        assertThat(sampler.snapshot().histories().get("main").framesWritten()).isEqualTo(100);
    }

    @Test
    void a_channel_that_has_gone_is_forgotten_with_its_counters() {
        becomes(channel(true, 100));
        sampler.changed(Samples.announcement("a", "one", AnnouncementState.SPOKEN, Optional.empty(), 1, 1));
        assertThat(sampler.counters().channels()).containsOnlyKeys("main");
        sampler.gone("main");
        assertThat(sampler.counters().channels()).isEmpty();
        becomes(channel(true, 1));
        assertThat(sampler.snapshot().histories().get("main").framesWritten()).isEqualTo(1);
    }

    @Test
    void the_speech_engines_are_asked_by_the_period_only() {
        AtomicInteger asked = new AtomicInteger();
        announcer.engines = () -> {
            asked.incrementAndGet();
            return List.of();
        };
        becomes(channel(true, 100));
        sampler.snapshot();
        assertThat(asked).hasValue(0);
        sampler.askEngines();
        assertThat(asked).hasValue(1);
    }
}
