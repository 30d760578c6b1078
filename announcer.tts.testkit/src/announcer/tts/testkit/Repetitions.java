package announcer.tts.testkit;

/** How often a test repeats what chance decides: seldom in a usual run, often under {@code -Dthorough}. Safe for any thread. */
public final class Repetitions {
    private Repetitions() {
    }

    /** Returns {@code thorough} when the system property {@code thorough} is true, else {@code usual}. */
    public static int of(int usual, int thorough) {
        return Boolean.getBoolean("thorough") ? thorough : usual;
    }
}
