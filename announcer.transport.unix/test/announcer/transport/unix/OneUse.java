package announcer.transport.unix;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;

import announcer.api.stream.MediaPipe;
import announcer.api.stream.PipeRequest;
import announcer.transport.testkit.PipeReader;

/** Loaded by a class loader of its own. */
public final class OneUse {
    private OneUse() {
    }

    /** Opens a pipe, writes one frame, and returns how much of it was read. */
    public static int writeAndRead(Path folder) throws IOException {
        try (MediaPipe pipe = Sockets.transport(folder).open(new PipeRequest("main", "audio", 48_000, 960, 7680));
                PipeReader reader = Sockets.connect(pipe.inputUrl())) {
            Sockets.await("the reader is seen", pipe::connected);
            pipe.write(ByteBuffer.allocate(960));
            return reader.read(ByteBuffer.allocate(960));
        }
    }
}
