package announcer.engine.output;

/** A step of a channel's output that may block: opens or closes something. Runs on a wiring thread. */
@FunctionalInterface
interface OutputStep {
    /**
     * Does it.
     *
     * @return what is to be done on the control thread afterwards
     * @throws Exception when it could not be done; it is tried again later
     */
    Runnable run() throws Exception;
}
