package announcer.tts.mary;

import announcer.lib.speech.MonitoredSink;

/** Exact silence of 16-bit mono. */
final class Silence {
    private static final byte[] BLOCK = new byte[8_192];

    private Silence() {
    }

    static void into(MonitoredSink sink, int millis, int sampleRateHz) throws InterruptedException {
        for (long left = 2L * millis * sampleRateHz / 1_000 & ~1L; left > 0; left -= BLOCK.length) {
            sink.write(BLOCK, (int) Math.min(left, BLOCK.length));
        }
    }
}
