package announcer.engine.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import org.junit.jupiter.api.Test;

import announcer.api.Announcement;
import announcer.api.AnnouncementState;
import announcer.api.AnnouncementStatus;
import announcer.api.Request;

class AnnouncementHistoryTest {
    private static final int REMEMBERED = 1_000;

    /** Counts how often anybody looks at any of them. */
    private int looks;

    private final class Counted implements Announcement {
        private final String id;
        private AnnouncementState state = AnnouncementState.QUEUED;

        Counted(int n) {
            id = "a" + n;
        }

        @Override
        public String id() {
            return id;
        }

        @Override
        public AnnouncementStatus status() {
            looks++;
            return new AnnouncementStatus(id, Request.of("x"), state, Optional.empty(), Optional.empty(), Instant.EPOCH, Optional.empty(),
                    Optional.empty(), 0);
        }

        @Override
        public CompletionStage<AnnouncementStatus> done() {
            return new CompletableFuture<>();
        }

        @Override
        public boolean cancel(String cause) {
            return false;
        }

        @Override
        public boolean equals(Object other) {
            looks++;
            return this == other;
        }

        @Override
        public int hashCode() {
            return id.hashCode();
        }
    }

    private final List<Counted> forgotten = new ArrayList<>();
    private final AnnouncementHistory<Counted> history = new AnnouncementHistory<>(REMEMBERED, forgotten::add);
    private final List<Counted> added = new ArrayList<>();

    private Counted add() {
        Counted a = new Counted(added.size());
        added.add(a);
        history.add(a);
        return a;
    }

    @Test
    void adding_one_costs_the_same_however_many_wait() {
        for (int i = 0; i < 10 * REMEMBERED; i++) {
            int before = looks;
            add();
            assertThat(looks - before).isLessThanOrEqualTo(4);
        }
        assertThat(history.size()).as("none of those that wait is forgotten").isEqualTo(10 * REMEMBERED);
    }

    @Test
    void taking_back_the_newest_costs_the_same_however_many_there_are() {
        for (int i = 0; i < REMEMBERED; i++) {
            add();
        }
        Counted refused = add();
        looks = 0;
        history.remove(refused);
        assertThat(looks).isLessThanOrEqualTo(4);
        assertThat(history.find(refused.id())).isEmpty();
        assertThat(history.latest(1)).containsExactly(added.get(REMEMBERED - 1));
    }

    @Test
    void those_with_an_outcome_are_forgotten_oldest_first_also_behind_one_that_waits() {
        Counted waits = add();
        for (int i = 0; i < 3 * REMEMBERED; i++) {
            add().state = AnnouncementState.SPOKEN;
        }
        assertThat(history.size()).isEqualTo(REMEMBERED);
        assertThat(history.find(waits.id())).isPresent();
        assertThat(history.find(added.get(2 * REMEMBERED + 1).id())).isEmpty();
        assertThat(history.find(added.get(2 * REMEMBERED + 2).id())).isPresent();
        assertThat(history.latest(3)).extracting(Counted::id).containsExactly("a3000", "a2999", "a2998");
        assertThat(forgotten).as("told of").hasSize(2 * REMEMBERED + 1).doesNotContain(waits);
        assertThat(history.latest(2 * REMEMBERED)).last().isSameAs(waits);
    }

    @Test
    void one_that_waited_long_is_forgotten_in_the_end() {
        Counted waited = add();
        for (int i = 0; i < 2 * REMEMBERED; i++) {
            add().state = AnnouncementState.SPOKEN;
        }
        waited.state = AnnouncementState.SPOKEN;
        for (int i = 0; i < 2 * REMEMBERED; i++) {
            add().state = AnnouncementState.SPOKEN;
        }
        assertThat(history.find(waited.id())).isEmpty();
        assertThat(history.size()).isEqualTo(REMEMBERED);
    }
}
