package announcer.tts.mary;

/** Where a text's sound goes. */
interface PcmSink {
    /**
     * Takes signed 16-bit little-endian samples, waiting while there is no room.
     *
     * @return whether more is wanted
     */
    boolean take(byte[] pcm, int length);

    /** Whether anything is wanted still. */
    boolean wanted();
}
