package announcer.tts.mary;

/** Exact silence of 16-bit mono. */
final class Silence {
    private static final byte[] BLOCK = new byte[8_192];

    private Silence() {
    }

    static void into(PcmSink sink, int millis, int sampleRateHz) {
        long left = 2L * millis * sampleRateHz / 1_000 & ~1L;
        while (left > 0 && sink.take(BLOCK, (int) Math.min(left, BLOCK.length))) {
            left -= BLOCK.length;
        }
    }
}
