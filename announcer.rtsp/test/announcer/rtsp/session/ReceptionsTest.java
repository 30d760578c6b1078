package announcer.rtsp.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.Test;

import announcer.api.stream.Audience;

/** What is remembered of players, on a clock of seconds. */
class ReceptionsTest {
    private static final long SECOND = 1_000_000_000;
    private final Receptions receptions = new Receptions();
    private long now = Long.MAX_VALUE - 5 * SECOND;

    private Reception play(Reception player) {
        player.begin(new Reception.Playing(now, List.of(), () -> now, () -> 0));
        receptions.begin("main", player);
        return player;
    }

    private void pause(Reception player) {
        player.over(now);
        receptions.over("main", player);
    }

    private void pass(Duration time) {
        now += time.toNanos();
    }

    private Audience last(Duration time) {
        return receptions.audience("main", now - time.toNanos(), now);
    }

    @Test
    void a_player_that_pauses_and_plays_is_one() {
        Reception player = play(new Reception("a"));
        for (int i = 0; i < 100; i++) {
            pass(Duration.ofMillis(10));
            pause(player);
            play(player);
        }
        pass(Duration.ofMillis(20));
        assertThat(last(Duration.ofSeconds(2))).isEqualTo(new Audience(1, 0));
        assertThat(last(Duration.ofMillis(10))).isEqualTo(new Audience(1, 1));
    }

    @Test
    void of_who_left_numbers_are_kept_and_nobody_is_asked_any_more() {
        Reception player = new Reception("a");
        boolean[] left = new boolean[1];
        player.begin(new Reception.Playing(now, List.of(), () -> {
            assertThat(left[0]).as("asked after its end").isFalse();
            return now;
        }, () -> 0));
        receptions.begin("main", player);
        pass(Duration.ofSeconds(5));
        pause(player);
        left[0] = true;
        assertThat(last(Duration.ofSeconds(4))).isEqualTo(new Audience(1, 1));
        pass(Duration.ofSeconds(119));
        receptions.check(now);
        assertThat(last(Duration.ofSeconds(123))).as("it was there at the beginning").isEqualTo(new Audience(1, 0));
        pass(Duration.ofSeconds(2));
        receptions.check(now);
        assertThat(last(Duration.ofSeconds(125))).as("two minutes later it is forgotten").isEqualTo(new Audience(0, 0));
    }

    @Test
    void an_address_whose_players_come_and_go_all_the_time_pushes_out_its_own() {
        Reception honest = play(new Reception("honest"));
        pass(Duration.ofSeconds(3));
        pause(honest);
        for (int i = 0; i < 3000; i++) {
            Reception flood = play(new Reception("flood"));
            pause(flood);
        }
        Audience all = last(Duration.ofSeconds(3));
        assertThat(all.received()).as("the honest one").isEqualTo(1);
        assertThat(all.connected()).as("at once, without waiting for a check").isLessThanOrEqualTo(1000);
    }

    @Test
    void what_was_dropped_in_between_counts_and_what_was_dropped_afterwards_does_not() {
        Reception player = play(new Reception("a"));
        pass(Duration.ofSeconds(5));
        player.outage(now);
        pass(Duration.ofSeconds(5));
        long to = now;
        assertThat(receptions.audience("main", to - 10 * SECOND, to)).isEqualTo(new Audience(1, 0));
        assertThat(receptions.audience("main", to - 4 * SECOND, to)).isEqualTo(new Audience(1, 1));
        pass(Duration.ofMillis(10));
        player.outage(now);
        assertThat(receptions.audience("main", to - 4 * SECOND, to)).isEqualTo(new Audience(1, 1));
        assertThat(receptions.audience("main", to - 10 * SECOND, to)).as("the latest does not hide the one before")
                .isEqualTo(new Audience(1, 0));
    }
}
