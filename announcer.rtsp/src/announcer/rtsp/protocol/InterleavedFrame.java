package announcer.rtsp.protocol;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.DefaultByteBufHolder;

/** A media packet that came between requests. Must be released. */
public final class InterleavedFrame extends DefaultByteBufHolder {
    private final int channel;

    InterleavedFrame(int channel, ByteBuf payload) {
        super(payload);
        this.channel = channel;
    }

    public int channel() {
        return channel;
    }
}
