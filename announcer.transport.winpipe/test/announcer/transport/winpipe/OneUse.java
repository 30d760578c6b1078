package announcer.transport.winpipe;

import java.nio.ByteBuffer;

import announcer.api.stream.MediaPipe;
import announcer.transport.testkit.PipeReader;

/** Loaded by a class loader of its own. */
public final class OneUse {
    private OneUse() {
    }

    /** Opens a pipe, writes one frame, stops the transport, and returns how much of it was read. */
    public static int writeAndRead() throws Exception {
        WinPipeTransport transport = Pipes.transport(new JnaPipes(), "announcer-test-update");
        int read;
        try (MediaPipe pipe = transport.open(Pipes.request("main")); PipeReader reader = Windows.connect(pipe.inputUrl())) {
            while (!pipe.connected()) {
                Thread.onSpinWait();
            }
            pipe.write(ByteBuffer.allocate(Pipes.FRAME));
            read = reader.read(ByteBuffer.allocate(Pipes.FRAME));
        }
        transport.deactivate();
        return read;
    }
}
