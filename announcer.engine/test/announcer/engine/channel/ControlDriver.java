package announcer.engine.channel;

/** Drives a control loop whose thread was not started, for tests of other packages. */
public final class ControlDriver {
    private ControlDriver() {
    }

    /** Does what is due; see {@link ControlLoop#turn}. */
    public static void turn(ControlLoop loop) {
        loop.turn();
    }
}
