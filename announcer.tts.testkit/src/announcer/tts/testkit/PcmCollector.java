package announcer.tts.testkit;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;

import announcer.api.speech.PcmSink;

/** A sink that keeps all that it takes; for the tests of an engine. Like the product's, it refuses an interrupted thread. */
public final class PcmCollector implements PcmSink {
    private final ByteArrayOutputStream kept = new ByteArrayOutputStream();

    @Override
    public void write(ByteBuffer pcm) throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException("the thread that speaks was interrupted");
        }
        byte[] part = new byte[pcm.remaining()];
        pcm.get(part);
        kept.writeBytes(part);
    }

    /** Returns what it has taken so far. */
    public byte[] bytes() {
        return kept.toByteArray();
    }
}
