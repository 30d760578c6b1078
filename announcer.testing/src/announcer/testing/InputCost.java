package announcer.testing;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.List;
import java.util.stream.Stream;

/**
 * An input that repeats one part as often as wanted, for tests that what strangers send costs its length and no more. The costs of lengths are
 * compared with each other, and printed: a pattern that backtracks costs 256 times as much for 16 times the length. One thread.
 *
 * @param name says what is repeated
 * @param parser reads the input; it may refuse it, which must be quick as well
 * @param head before the repeated part
 * @param repeated the part
 * @param tail behind it
 */
public record InputCost(String name, Parser parser, String head, String repeated, String tail) {
    private static final int TIMES = 16;
    /** Between 16 and 256, by their ratios. */
    private static final int MOST_TIMES_THE_COST = 64;
    private static final int TRIES = 7;
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    /** Less cannot be compared. */
    private static final long LEAST_NANOS = 50_000;

    /** What reads an input. */
    @FunctionalInterface
    public interface Parser {
        void parse(String text) throws Exception;
    }

    /** The input of about that many characters. */
    public String of(int length) {
        return head + repeated.repeat(length / repeated.length()) + tail;
    }

    /**
     * Compares lengths up to 16 times the shortest.
     *
     * @param shortest in characters
     * @throws AssertionError when 16 times the length costs more than 64 times as much
     */
    public void check(int shortest) {
        // Once through, so that all of it is compiled.
        nanos(shortest);
        List<Long> costs = Stream.of(1, 2, 4, 8, TIMES).map(times -> nanos(shortest * times)).toList();
        System.out.println(name + ": microseconds at 1, 2, 4, 8 and 16 times " + shortest + " characters: "
                + costs.stream().map(n -> n / 1_000).toList());
        if (costs.get(4) >= Math.max(costs.get(0), LEAST_NANOS) * MOST_TIMES_THE_COST) {
            throw new AssertionError(
                    name + ": 16 times the length costs " + costs.get(4) / Math.max(costs.get(0), LEAST_NANOS) + " times as much: " + costs
                            + " ns");
        }
    }

    /** This thread's processor time, the least of some tries: a busy machine would only add to it. */
    private long nanos(int length) {
        String text = of(length);
        long least = Long.MAX_VALUE;
        for (int i = 0; i < TRIES; i++) {
            long start = THREADS.getCurrentThreadCpuTime();
            try {
                parser.parse(text);
            } catch (Exception e) {
                // It may be refused; that must be quick as well.
            }
            least = Math.min(least, THREADS.getCurrentThreadCpuTime() - start);
        }
        return least;
    }

    @Override
    public String toString() {
        return name;
    }
}
