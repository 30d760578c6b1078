package announcer.ffmpeg.supervisor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

import org.junit.jupiter.api.Test;

import announcer.ffmpeg.supervisor.SupervisedWorld.Happening;

/**
 * Explores what may happen to a supervisor in all orders, breadth first: each state that is found for the first time is left by everything
 * that can happen in it. In each order there is one child at most, each transition is one of the table's, and however it got there, it
 * publishes again once nothing bad happens any more.
 */
class SupervisorModelTest {
    private static final int DEPTH = Boolean.getBoolean("thorough") ? 8 : 6;

    @Test
    void in_every_order_of_events_there_is_one_child_at_most_and_it_recovers() {
        Set<String> known = new HashSet<>();
        Set<String> transitions = new TreeSet<>();
        Deque<List<Happening>> frontier = new ArrayDeque<>();
        frontier.add(List.of());
        while (!frontier.isEmpty()) {
            List<Happening> way = frontier.poll();
            for (Happening next : SupervisedWorld.after(way).possible()) {
                List<Happening> longer = new ArrayList<>(way);
                longer.add(next);
                if (isNew(longer, known, transitions) && longer.size() < DEPTH) {
                    frontier.add(longer);
                }
            }
        }
        assertThat(transitions).as("each transition of the table was seen").isEqualTo(SupervisedWorld.legalTransitions());
        assertThat(known).as("states").hasSizeGreaterThan(15_000);
    }

    /** Checks this order, and if it leads to a state that was not known, that it recovers from there. */
    private static boolean isNew(List<Happening> way, Set<String> known, Set<String> transitions) {
        try {
            SupervisedWorld world = SupervisedWorld.after(way);
            transitions.addAll(world.transitions());
            boolean isNew = known.add(world.key());
            if (isNew) {
                world.recover();
                transitions.addAll(world.transitions());
            }
            return isNew;
        } catch (AssertionError e) {
            throw new AssertionError("after " + way + ": " + e.getMessage(), e);
        }
    }
}
