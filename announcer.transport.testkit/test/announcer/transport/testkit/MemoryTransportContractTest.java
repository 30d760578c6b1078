package announcer.transport.testkit;

import java.io.IOException;

import announcer.api.stream.MediaTransport;

/** A transport that keeps the contract passes it; the same class, with a fault set, is what {@link FaultsTest} runs. */
class MemoryTransportContractTest extends MediaTransportContract {
    static volatile Fault fault = Fault.NONE;

    private final MemoryTransport transport = new MemoryTransport(fault);

    @Override
    protected MediaTransport transport() {
        return transport;
    }

    @Override
    protected PipeReader connect(String inputUrl) throws IOException {
        return transport.connect(inputUrl);
    }

    @Override
    protected boolean anythingLeft(String inputUrl) {
        return transport.open.containsKey(inputUrl);
    }

    @Override
    protected int openHandles() {
        return fault == Fault.LEAKS ? transport.opened : 0;
    }
}
