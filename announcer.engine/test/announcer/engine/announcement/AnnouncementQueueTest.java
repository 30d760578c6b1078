package announcer.engine.announcement;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import announcer.api.AnnouncementState;
import announcer.api.Keys;
import announcer.api.Priority;
import announcer.api.Request;
import announcer.engine.text.SpeechDocument;

/** Names begin with e for emergencies, with u for urgent ones, r for routine ones, b for what runs in the background. */
class AnnouncementQueueTest {
    private static final Map<Character, Priority> PRIORITIES = Map.of('e', Priority.EMERGENCY, 'u', Priority.URGENT, 'r', Priority.ROUTINE,
            'b', Priority.BACKGROUND);

    private final AnnouncementQueue queue = new AnnouncementQueue();
    private final Map<String, TrackedAnnouncement> all = new HashMap<>();

    private void arrive(String... names) {
        for (String name : names) {
            assertThat(queue.offer(make(name, Keys.NONE), 10)).isTrue();
        }
    }

    private TrackedAnnouncement make(String name, Keys keys) {
        Request r = Request.of(name).withPriority(PRIORITIES.get(name.charAt(0))).withKeys(keys);
        TrackedAnnouncement a = new TrackedAnnouncement(name, r, Optional.empty(), SpeechDocument.plain(name), Instant.EPOCH, 0, 0,
                AnnouncementObserver.NOBODY, () -> {});
        all.put(name, a);
        return a;
    }

    private boolean call(String name, String supersede, int capacity) {
        return queue.offer(make(name, Keys.NONE.withSupersede(supersede)), capacity);
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
        assertThat(queue.highestEntitled()).contains(Priority.URGENT);
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
        assertThat(queue.highestEntitled()).contains(Priority.URGENT);
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
        assertThat(queue.highestEntitled()).as("the rank that what is ahead has to make way for").contains(Priority.ROUTINE);
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
        assertThat(queue.takeWithdrawn()).containsExactly(all.get("r1"));
        arrive("r3");
        queue.putBack(all.get("r1"));
        isNow("r2", "u1", "r1", "r3");
    }

    @Test
    void what_is_cancelled_is_given_out_once_wherever_it_stands_and_also_when_it_was_cancelled_before_it_came() {
        arrive("r1", "u1", "r2");
        all.get("u1").cancel("a test");
        all.get("r2").cancel("a test");
        assertThat(queue.takeWithdrawn()).containsExactlyInAnyOrder(all.get("u1"), all.get("r2"));
        assertThat(queue.takeWithdrawn()).isEmpty();
        assertThat(queue.highestEntitled()).contains(Priority.ROUTINE);
        isNow("r1");
        TrackedAnnouncement early = expiring("early", 0);
        early.cancel("a test");
        assertThat(queue.offer(early, 10)).isTrue();
        assertThat(queue.takeWithdrawn()).containsExactly(early);
        TrackedAnnouncement polled = queue.poll();
        polled.cancel("a test");
        assertThat(queue.takeWithdrawn()).as("one that does not wait any more").isEmpty();
        queue.putBack(polled);
        assertThat(queue.takeWithdrawn()).as("one that was cancelled meanwhile").containsExactly(polled);
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
            out += queue.takeWithdrawn().size() + queue.takeExpired(0).size()
                    + (queue.highestEntitled().filter(Priority.URGENT::equals).isPresent() ? 1 : 0);
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

    // --- four priorities

    @Test
    void the_highest_priority_goes_first_and_each_in_the_order_of_arrival() {
        arrive("b1", "r1", "e1", "u1", "b2", "e2", "r2", "u2");
        isNow("e1", "e2", "u1", "u2", "r1", "r2", "b1", "b2");
        assertThat(queue.highestEntitled()).contains(Priority.EMERGENCY);
        for (String name : List.of("e1", "e2", "u1", "u2", "r1", "r2", "b1", "b2")) {
            assertThat(queue.poll()).isSameAs(all.get(name));
        }
        assertThat(queue.poll()).isNull();
        assertThat(queue.highestEntitled()).isEmpty();
    }

    @Test
    void an_emergency_goes_before_all_that_was_put_in_front_but_not_before_what_was_put_before_an_emergency() {
        arrive("r1", "u1", "b1");
        move("b1", 0);
        isNow("b1", "u1", "r1");
        arrive("e1");
        isNow("e1", "b1", "u1", "r1");
        assertThat(queue.highestEntitled()).contains(Priority.EMERGENCY);
        move("r1", 0);
        arrive("e2");
        isNow("r1", "e1", "e2", "b1", "u1");
    }

    @Test
    void who_is_moved_takes_the_rank_of_the_place_between_its_neighbours() {
        arrive("e1", "u1", "r1", "b1", "b2");
        move("b2", 3);
        assertThat(all.get("b2").rank()).as("before one of the background, behind a routine one").isEqualTo(Priority.ROUTINE);
        arrive("r2");
        isNow("e1", "u1", "r1", "b2", "r2", "b1");
        move("e1", 99);
        assertThat(all.get("e1").rank()).isEqualTo(Priority.BACKGROUND);
        assertThat(queue.highestEntitled()).as("what makes way for it").contains(Priority.URGENT);
        move("u1", 1);
        assertThat(all.get("u1").rank()).isEqualTo(Priority.ROUTINE);
    }

    @Test
    void one_that_was_interrupted_comes_first_of_its_rank_and_does_not_expire() {
        arrive("r1", "r2", "e1");
        all.get("e1").interrupted(false);
        queue.poll();
        TrackedAnnouncement cut = queue.poll();
        cut.interrupted(true);
        queue.putBack(cut);
        arrive("e2");
        isNow("e2", "r1", "r2");
        assertThat(queue.takeExpired(1)).extracting(TrackedAnnouncement::id).containsExactly("e2", "r2");
        assertThat(queue.nanosToExpiry(1)).isEqualTo(Long.MAX_VALUE);
        isNow("r1");
    }

    // --- bounds

    @Test
    void a_queue_that_is_full_of_others_takes_emergencies_up_to_its_capacity() {
        arrive("r1", "u1");
        assertThat(queue.offer(make("b1", Keys.NONE), 2)).isFalse();
        assertThat(queue.offer(make("e1", Keys.NONE), 2)).isTrue();
        assertThat(queue.offer(make("e2", Keys.NONE), 2)).isTrue();
        assertThat(queue.offer(make("e3", Keys.NONE), 2)).isFalse();
        isNow("e1", "e2", "u1", "r1");
    }

    @Test
    void what_was_withdrawn_takes_no_room_though_it_has_not_been_taken_out_yet() {
        arrive("r1", "r2");
        assertThat(queue.offer(make("r3", Keys.NONE), 2)).isFalse();
        all.get("r1").cancel("a test");
        assertThat(queue.offer(make("r4", Keys.NONE), 2)).isTrue();
        assertThat(queue.offer(make("r5", Keys.NONE), 2)).isFalse();
        assertThat(queue.takeWithdrawn()).containsExactly(all.get("r1"));
        assertThat(queue.offer(make("r6", Keys.NONE), 2)).isFalse();
        queue.poll();
        assertThat(queue.offer(make("r7", Keys.NONE), 2)).isTrue();
    }

    // --- supersede keys

    @Test
    void a_later_call_with_the_same_key_withdraws_the_earlier_one_and_waits_at_its_own_place() {
        assertThat(call("r1", "A12", 10)).isTrue();
        arrive("r2");
        assertThat(call("r3", "B7", 10)).isTrue();
        assertThat(call("r4", "A12", 10)).isTrue();
        assertThat(queue.takeWithdrawn()).containsExactly(all.get("r1"));
        assertThat(all.get("r1").withdrawal().orElseThrow()).contains("r4");
        assertThat(all.get("r1").cancelCause()).as("if it has begun, it goes on").isEmpty();
        isNow("r2", "r3", "r4");
    }

    @Test
    void a_call_again_finds_room_in_a_full_queue_where_the_earlier_one_was() {
        assertThat(call("r1", "A12", 2)).isTrue();
        arrive("r2");
        assertThat(call("r3", "B7", 2)).isFalse();
        assertThat(all.get("r1").withdrawal()).isEmpty();
        assertThat(call("r4", "A12", 2)).isTrue();
        assertThat(call("r5", "A12", 2)).isTrue();
        assertThat(queue.takeWithdrawn()).containsExactlyInAnyOrder(all.get("r1"), all.get("r4"));
        isNow("r2", "r5");
        assertThat(call("e1", "A12", 2)).as("an emergency takes the place of a routine call").isTrue();
        assertThat(queue.takeWithdrawn()).containsExactly(all.get("r5"));
    }

    @Test
    void one_that_was_taken_out_is_superseded_when_it_comes_back() {
        assertThat(call("r1", "A12", 10)).isTrue();
        TrackedAnnouncement polled = queue.poll();
        assertThat(call("r2", "A12", 10)).isTrue();
        assertThat(queue.takeWithdrawn()).isEmpty();
        assertThat(polled.withdrawal()).isPresent();
        queue.putBack(polled);
        assertThat(queue.takeWithdrawn()).containsExactly(polled);
    }

    @Test
    void a_key_is_forgotten_with_the_outcome_of_the_latest_call() {
        for (int i = 0; i < 100; i++) {
            assertThat(call("r" + i, "k" + i % 10, 1000)).isTrue();
        }
        assertThat(queue.supersedeKeys()).isEqualTo(10);
        for (TrackedAnnouncement a : all.values()) {
            a.end(AnnouncementState.SPOKEN, Optional.empty(), Instant.EPOCH);
        }
        assertThat(queue.supersedeKeys()).isZero();
    }
}
