package announcer.engine.sound;

/** The inlet of a stage: interleaved samples as floats in the 16-bit scale. */
interface SampleSink {
    /**
     * Takes samples.
     *
     * @param interleaved belongs to the caller: neither kept nor changed
     * @param firstGroup where the sound begins, in sample groups
     * @param groups how many sample groups
     */
    void write(float[] interleaved, int firstGroup, int groups) throws InterruptedException;

    /** No more will come: pass on what is still held, then tell the next stage. */
    void end() throws InterruptedException;
}
