package announcer.bench.fuzz;

import java.util.Random;

/**
 * Makes odd texts without end: the same seed gives the same texts. Every kind comes in turn, so that a few hundred texts hold some of each.
 * Safe for any thread.
 */
public final class OddTexts {
    private static final OddKind[] KINDS = OddKind.values();

    private final Random random;
    private final OddPlain plain;
    private final OddSsml ssml;
    private int made;

    /**
     * @param seed decides all of them
     * @param longest characters that a text may have at most where it is spoken
     */
    public OddTexts(long seed, int longest) {
        random = new Random(seed);
        plain = new OddPlain(random, longest);
        ssml = new OddSsml(random, plain, longest);
    }

    /** The next one. */
    public synchronized OddText next() {
        OddKind kind = KINDS[made % KINDS.length];
        return new OddText(++made, kind, kind.ssml() ? ssml.text(kind) : plain.text(kind));
    }
}
