package announcer.transport.unix;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.io.TempDir;

import announcer.api.stream.MediaTransport;
import announcer.transport.testkit.MediaTransportContract;
import announcer.transport.testkit.PipeReader;

class UnixTransportContractTest extends MediaTransportContract {
    @TempDir
    Path runtime;

    @Override
    protected MediaTransport transport() {
        return Sockets.transport(runtime);
    }

    @Override
    protected PipeReader connect(String inputUrl) throws IOException {
        return Sockets.connect(inputUrl);
    }

    @Override
    protected boolean anythingLeft(String inputUrl) {
        return Files.exists(runtime.resolve("announcer"));
    }
}
