package announcer.monitor.sample;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.junit.jupiter.api.Test;

import announcer.api.AnnouncementState;
import announcer.api.AnnouncementStatus;
import announcer.api.PacingStatus;
import announcer.api.Proof;
import announcer.api.Target;
import announcer.api.stream.PushState;
import announcer.monitor.Samples;

class SampleTest {
    private final ChannelHistory history = new ChannelHistory();
    private final AnnouncementCounters counters = new AnnouncementCounters(Samples.NOON);

    private static announcer.api.ChannelStatus channel(long frames, int restarts) {
        return Samples.channel("main", true, false, Optional.of(Samples.push(PushState.PUSHING, restarts)), List.of(),
                new PacingStatus(frames, 0, 0, 0, 0, 1, 0));
    }

    @Test
    void frames_and_restarts_go_on_counting_when_a_generation_or_a_push_begins_anew() {
        history.record(List.of(channel(100, 3)), Samples.NOON);
        history.record(List.of(channel(20, 0)), Samples.NOON);
        Snapshot.History last = history.record(List.of(channel(50, 1)), Samples.NOON).get("main");
        assertThat(last.framesWritten()).isEqualTo(150);
        assertThat(last.pushRestarts()).isEqualTo(4);
    }

    @Test
    void off_the_air_is_counted_from_the_first_look_and_anew_after_it_was_on() {
        var off = Samples.channel("main", false, Optional.empty());
        var on = Samples.channel("main", true, Optional.empty());
        history.record(List.of(off), Samples.NOON);
        assertThat(history.record(List.of(off), Samples.NOON.plusSeconds(5)).get("main").offAirSince()).contains(Samples.NOON);
        assertThat(history.record(List.of(on), Samples.NOON.plusSeconds(6)).get("main").offAirSince()).isEmpty();
        assertThat(history.record(List.of(off), Samples.NOON.plusSeconds(7)).get("main").offAirSince())
                .contains(Samples.NOON.plusSeconds(7));
    }

    @Test
    void a_channel_that_has_gone_is_forgotten() {
        history.record(List.of(channel(100, 3)), Samples.NOON);
        history.record(List.of(), Samples.NOON);
        assertThat(history.record(List.of(channel(1, 0)), Samples.NOON).get("main").framesWritten()).isEqualTo(1);
        counters.changed(Samples.announcement("a", "one", AnnouncementState.SPOKEN, Optional.empty(), 1, 1));
        counters.keep(Set.of("other"));
        assertThat(counters.channels()).isEmpty();
    }

    @Test
    void the_first_sound_counts_once_and_only_of_the_first_sending() {
        counters.changed(Samples.announcement("a", "one", AnnouncementState.QUEUED, Optional.empty(), -1, 0));
        counters.changed(Samples.announcement("a", "one", AnnouncementState.SPEAKING, Optional.empty(), 0.15, 1));
        counters.changed(Samples.announcement("a", "one", AnnouncementState.SPEAKING, Optional.of("another voice"), 0.15, 1));
        counters.changed(Samples.announcement("a", "one", AnnouncementState.SPEAKING, Optional.empty(), 7, 2));
        counters.changed(Samples.announcement("a", "one", AnnouncementState.SPOKEN, Optional.empty(), 7, 2));
        AnnouncementCounters.OfChannel main = counters.channels().get("main");
        assertThat(main.outcomes(AnnouncementState.SPOKEN)).isEqualTo(1);
        assertThat(main.firstSound().counts().sumSeconds()).isEqualTo(0.15);
        assertThat(main.firstSound().counts().buckets()).filteredOn(b -> b.count() > 0).singleElement()
                .satisfies(b -> assertThat(b.upperSeconds()).isEqualTo(0.2));
    }

    @Test
    void one_for_several_channels_counts_once_on_each_as_soon_as_it_has_its_outcome_there() {
        counters.changed(both(AnnouncementState.SPEAKING, AnnouncementState.SPOKEN, AnnouncementState.QUEUED));
        assertThat(counters.channels().get("one").outcomes(AnnouncementState.SPOKEN)).isEqualTo(1);
        counters.changed(both(AnnouncementState.SPEAKING, AnnouncementState.SPOKEN, AnnouncementState.SYNTHESISING));
        counters.changed(both(AnnouncementState.EXPIRED, AnnouncementState.SPOKEN, AnnouncementState.EXPIRED));
        AnnouncementCounters later = new AnnouncementCounters(Samples.NOON.plusSeconds(60));
        later.changed(both(AnnouncementState.SPEAKING, AnnouncementState.SPOKEN, AnnouncementState.QUEUED));
        assertThat(later.channels().keySet()).as("what had its outcome before the start").containsExactly("two");
        assertThat(counters.channels().keySet()).containsExactly("one", "two");
        assertThat(counters.channels().get("one").outcomes(AnnouncementState.SPOKEN)).isEqualTo(1);
        assertThat(counters.channels().get("one").outcomes(AnnouncementState.EXPIRED)).isZero();
        assertThat(counters.channels().get("two").outcomes(AnnouncementState.EXPIRED)).isEqualTo(1);
    }

    private static AnnouncementStatus both(AnnouncementState whole, AnnouncementState... parts) {
        AnnouncementStatus a = Samples.announcement("a", "text", whole, Optional.empty(), -1, 0);
        List<AnnouncementStatus> its = new ArrayList<>();
        for (String channel : List.of("one", "two")) {
            AnnouncementState state = parts[its.size()];
            its.add(new AnnouncementStatus("a." + channel, a.request().onChannel(channel), state, a.cause(), a.voice(), a.submitted(),
                    Optional.empty(), state.isFinal() ? a.ended().or(() -> Optional.of(Samples.NOON)) : Optional.empty(), 0));
        }
        return new AnnouncementStatus(a.id(), a.request().withTarget(Target.ALL), whole, a.cause(), a.voice(), a.submitted(), a.started(),
                a.ended(), 0, Proof.NONE, its);
    }

    @Test
    void a_bound_belongs_to_its_bucket_and_what_is_beyond_all_to_the_last() {
        Histogram h = new Histogram();
        h.add(0.05);
        h.add(10_000);
        List<Histogram.Bucket> buckets = h.counts().buckets();
        assertThat(buckets.get(0).count()).isEqualTo(1);
        assertThat(buckets.get(buckets.size() - 1).count()).isEqualTo(1);
    }
}
