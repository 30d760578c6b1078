package announcer.bench.latency;

import java.util.Random;

/** Texts of ordinary sentences that were never spoken before: no cache can know any of their sentences. Used by one thread. */
final class FreshTexts {
    /** No vowels: what comes out is no word. */
    private static final String LETTERS = "BCDFGHKLMNPQRSTVWXZ";

    private final String run;
    private int number;

    /** @param random tells this run from earlier ones, which a cache on disk may remember */
    FreshTexts(Random random) {
        StringBuilder letters = new StringBuilder();
        for (int i = 0; i < 3; i++) {
            letters.append(LETTERS.charAt(random.nextInt(LETTERS.length()))).append(' ');
        }
        run = letters.toString();
    }

    /** So many sentences, all of about the same length. */
    String text(int sentences) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < sentences; i++) {
            out.append(i == 0 ? "" : " ").append("Number ").append(run).append(++number).append(", please go to counter three.");
        }
        return out.toString();
    }
}
