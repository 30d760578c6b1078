package announcer.transport.winpipe;

import java.io.IOException;
import java.time.Duration;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

import announcer.api.stream.MediaTransport;
import announcer.transport.testkit.MediaTransportContract;
import announcer.transport.testkit.PipeReader;

/** The contract on Windows' own pipes. */
@EnabledOnOs(OS.WINDOWS)
class ContractWindowsTest extends MediaTransportContract {
    private final JnaPipes windows = new JnaPipes();
    private WinPipeTransport transport;

    @Override
    protected MediaTransport transport() throws Exception {
        transport = Pipes.transport(windows, "announcer-test-" + ProcessHandle.current().pid() + "-{channel}");
        return transport;
    }

    @Override
    protected PipeReader connect(String inputUrl) throws IOException {
        return Windows.connect(inputUrl);
    }

    @Override
    protected boolean anythingLeft(String inputUrl) {
        return Windows.exists(inputUrl);
    }

    @Override
    protected int openHandles() {
        return Windows.openHandles();
    }

    @AfterEach
    void stop() {
        transport.deactivate();
    }

    /** Wine on a busy machine is slow. */
    @Override
    protected Duration limitPerTest() {
        return Duration.ofMinutes(2);
    }
}
