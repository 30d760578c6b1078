package announcer.engine.announcement;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import announcer.api.Priority;
import announcer.api.Request;
import announcer.engine.text.SpeechDocument;

/** Names begin with u for urgent ones, with r for routine ones. */
class AnnouncementQueueTest {
    private final AnnouncementQueue queue = new AnnouncementQueue();
    private final Map<String, TrackedAnnouncement> all = new HashMap<>();

    private void arrive(String... names) {
        for (String name : names) {
            Request r = Request.of(name).withPriority(name.startsWith("u") ? Priority.URGENT : Priority.ROUTINE);
            TrackedAnnouncement a = new TrackedAnnouncement(name, r, Optional.empty(), SpeechDocument.plain(name), Instant.EPOCH, 0, 0,
                    AnnouncementObserver.NOBODY,
                    () -> {});
            all.put(name, a);
            assertThat(queue.offer(a, 10)).isTrue();
        }
    }

    private static TrackedAnnouncement expiring(String name, long deadlineNanos) {
        return new TrackedAnnouncement(name, Request.of(name), Optional.empty(), SpeechDocument.plain(name), Instant.EPOCH, 0,
                deadlineNanos,
                AnnouncementObserver.NOBODY, () -> {});
    }

    private void move(String name, int place) {
        assertThat(queue.move(all.get(name), place)).as("%s is moved", name).isTrue();
    }

    private void isNow(String... names) {
        assertThat(queue.list()).extracting(TrackedAnnouncement::id).containsExactly(names);
    }

    @Test
    void one_that_was_closed_gives_out_all_and_takes_nothing_any_more() {
        arrive("r1", "u1");
        assertThat(queue.close()).extracting(TrackedAnnouncement::id).containsExactly("u1", "r1");
        assertThat(queue.offer(all.get("r1"), 10)).isFalse();
        isNow();
    }

    @Test
    void urgent_ones_go_before_routine_ones_each_kind_in_the_order_of_arrival() {
        arrive("r1", "u1", "r2", "u2");
        isNow("u1", "u2", "r1", "r2");
        assertThat(queue.hasUrgent()).isTrue();
        assertThat(queue.poll()).isSameAs(all.get("u1"));
    }

    @Test
    void one_is_moved_to_any_place_and_behind_the_last_is_the_last() {
        arrive("r1", "r2", "r3");
        move("r3", 0);
        isNow("r3", "r1", "r2");
        move("r3", 1);
        isNow("r1", "r3", "r2");
        move("r1", 99);
        isNow("r3", "r2", "r1");
        move("r1", -1);
        isNow("r1", "r3", "r2");
    }

    @Test
    void one_that_was_put_in_front_stays_there_when_an_urgent_one_arrives() {
        arrive("r1", "r2");
        move("r2", 0);
        arrive("u1");
        isNow("r2", "u1", "r1");
        assertThat(queue.hasUrgent()).isTrue();
    }

    @Test
    void one_that_was_put_before_an_urgent_one_stays_there_when_another_arrives() {
        arrive("u1", "u2", "r1", "r2");
        move("r2", 1);
        arrive("u3");
        isNow("u1", "r2", "u2", "u3", "r1");
    }

    @Test
    void one_that_was_moved_among_routine_ones_gets_no_rank_by_it() {
        arrive("r1", "r2", "r3");
        move("r3", 1);
        arrive("u1");
        isNow("u1", "r1", "r3", "r2");
    }

    @Test
    void an_urgent_one_that_was_put_behind_a_routine_one_is_passed_by_later_urgent_ones_and_takes_nobodys_turn() {
        arrive("u1", "r1", "r2");
        move("u1", 1);
        isNow("r1", "u1", "r2");
        assertThat(queue.hasUrgent()).as("one that wants what is ahead of it to make way").isFalse();
        arrive("u2");
        isNow("u2", "r1", "u1", "r2");
    }

    @Test
    void an_urgent_one_that_changes_places_with_another_is_still_urgent() {
        arrive("u1", "u2", "r1");
        move("u1", 1);
        arrive("u3");
        isNow("u2", "u1", "u3", "r1");
    }

    @Test
    void routine_ones_that_arrive_later_go_to_the_end_and_one_that_is_put_back_to_the_front_of_its_rank() {
        arrive("r1", "r2", "u1");
        move("r2", 0);
        TrackedAnnouncement r2 = queue.poll();
        queue.putBack(r2);
        isNow("r2", "u1", "r1");
        all.get("r1").cancel("a test");
        assertThat(queue.takeCancelled()).containsExactly(all.get("r1"));
        arrive("r3");
        queue.putBack(all.get("r1"));
        isNow("r2", "u1", "r1", "r3");
    }

    @Test
    void what_is_cancelled_is_given_out_once_wherever_it_stands_and_also_when_it_was_cancelled_before_it_came() {
        arrive("r1", "u1", "r2");
        all.get("u1").cancel("a test");
        all.get("r2").cancel("a test");
        assertThat(queue.takeCancelled()).containsExactlyInAnyOrder(all.get("u1"), all.get("r2"));
        assertThat(queue.takeCancelled()).isEmpty();
        assertThat(queue.hasUrgent()).isFalse();
        isNow("r1");
        TrackedAnnouncement early = expiring("early", 0);
        early.cancel("a test");
        assertThat(queue.offer(early, 10)).isTrue();
        assertThat(queue.takeCancelled()).containsExactly(early);
        TrackedAnnouncement polled = queue.poll();
        polled.cancel("a test");
        assertThat(queue.takeCancelled()).as("one that does not wait any more").isEmpty();
        queue.putBack(polled);
        assertThat(queue.takeCancelled()).as("one that was cancelled meanwhile").containsExactly(polled);
    }

    @Test
    void what_expires_is_given_out_by_its_own_time_also_where_the_clock_overflows() {
        long now = Long.MAX_VALUE - 5;
        TrackedAnnouncement late = expiring("late", now + 20);
        TrackedAnnouncement soon = expiring("soon", now + 1);
        TrackedAnnouncement soonToo = expiring("soonToo", now + 1);
        for (TrackedAnnouncement a : List.of(late, soon, soonToo)) {
            assertThat(queue.offer(a, 10)).isTrue();
        }
        assertThat(queue.takeExpired(now)).isEmpty();
        assertThat(queue.takeExpired(now + 1)).containsExactly(soon, soonToo);
        isNow("late");
        assertThat(queue.takeExpired(now + 19)).isEmpty();
        assertThat(queue.takeExpired(now + 20)).containsExactly(late);
        assertThat(queue.size()).isZero();
    }

    /** With a look at all that wait in each turn this takes minutes, so that the limit is far from what any machine needs. */
    @Test
    @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void a_turn_of_the_control_thread_does_not_cost_what_waits() {
        int many = 10_000;
        for (int i = 0; i < many; i++) {
            queue.offer(expiring("r" + i, 1), many);
        }
        int out = 0;
        for (int turn = 0; turn < 1_000_000; turn++) {
            out += queue.takeCancelled().size() + queue.takeExpired(0).size() + (queue.hasUrgent() ? 1 : 0);
            if (turn % 10 == 0) {
                queue.putBack(queue.poll());
            }
        }
        assertThat(out).isZero();
        assertThat(queue.size()).isEqualTo(many);
    }

    @Test
    void what_does_not_wait_is_not_moved() {
        arrive("r1", "r2");
        TrackedAnnouncement polled = queue.poll();
        assertThat(queue.move(polled, 0)).isFalse();
        isNow("r2");
    }
}
