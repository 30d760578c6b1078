package announcer.transport.winpipe;

import java.io.IOException;

import announcer.api.stream.MediaTransport;
import announcer.transport.testkit.MediaTransportContract;
import announcer.transport.testkit.PipeReader;

/** The contract on the model of Windows' pipes: on any system, and with every misuse of a buffer seen. */
class ModelContractTest extends MediaTransportContract {
    private final ModelPipes windows = new ModelPipes();

    @Override
    protected MediaTransport transport() throws Exception {
        return Pipes.transport(windows, "");
    }

    @Override
    protected PipeReader connect(String inputUrl) throws IOException {
        return windows.open(inputUrl);
    }

    @Override
    protected boolean anythingLeft(String inputUrl) {
        return windows.exists(inputUrl);
    }

    @Override
    protected int openHandles() {
        return windows.open();
    }
}
