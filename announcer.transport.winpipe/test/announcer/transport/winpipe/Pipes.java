package announcer.transport.winpipe;

import org.junit.jupiter.api.Assumptions;

import announcer.api.config.InvalidConfigurationException;
import announcer.api.stream.PipeRequest;

/** Shared helpers of this bundle's tests. */
final class Pipes {
    static final int FRAME = 960;

    private Pipes() {
    }

    static WinPipeTransport transport(Win32Pipes windows, String pipeName) throws InvalidConfigurationException {
        WinPipeTransport transport = new WinPipeTransport(windows, "home of tests");
        transport.apply(WinPipeTransportSettings.of(pipeName, 0));
        return transport;
    }

    static PipeRequest request(String channel) {
        return new PipeRequest(channel, "audio", 48_000, FRAME, 8 * FRAME);
    }

    /** Goes on when what is needed is here. Otherwise the test is skipped, but under CI it fails. */
    static void need(boolean met, String missing) {
        if (!met && "true".equals(System.getenv("CI"))) {
            throw new AssertionError("under CI this must run, but " + missing);
        }
        if (!met) {
            System.out.println("SKIPPED: " + missing);
        }
        Assumptions.assumeTrue(met, missing);
    }
}
