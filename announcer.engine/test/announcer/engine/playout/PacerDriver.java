package announcer.engine.playout;

/** Drives a pacer whose thread was not started, for tests of other packages. */
public final class PacerDriver {
    private PacerDriver() {
    }

    /** Does the ticks that are due, then waits for the next; see {@link Pacer#step}. */
    public static void step(Pacer pacer) {
        pacer.step();
    }
}
