package announcer.transport.tcp;

import java.io.IOException;

import announcer.api.stream.MediaTransport;
import announcer.transport.testkit.MediaTransportContract;
import announcer.transport.testkit.PipeReader;

/** With a reader that keeps its own buffer small: only then is what is held bounded to 200 ms. */
class TcpTransportContractTest extends MediaTransportContract {
    @Override
    protected MediaTransport transport() {
        return Ports.transport("0");
    }

    @Override
    protected PipeReader connect(String inputUrl) throws IOException {
        return Ports.connect(inputUrl, Ports.SMALL);
    }

    @Override
    protected boolean anythingLeft(String inputUrl) {
        // A visitor that leaves at once is passed over.
        return Ports.listens(inputUrl);
    }
}
