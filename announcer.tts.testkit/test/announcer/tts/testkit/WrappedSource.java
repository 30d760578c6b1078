package announcer.tts.testkit;

import java.io.IOException;
import java.nio.ByteBuffer;

import announcer.api.audio.PcmFormat;
import announcer.api.audio.PcmSource;

/** Another source, of which one thing is to be different. */
class WrappedSource implements PcmSource {
    final PcmSource inner;

    WrappedSource(PcmSource inner) {
        this.inner = inner;
    }

    @Override
    public PcmFormat format() {
        return inner.format();
    }

    @Override
    public int read(ByteBuffer into) throws IOException, InterruptedException {
        return inner.read(into);
    }

    @Override
    public void close() {
        inner.close();
    }
}
