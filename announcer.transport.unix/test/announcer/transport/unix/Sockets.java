package announcer.transport.unix;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

import org.junit.jupiter.api.Assumptions;

import announcer.api.config.InvalidConfigurationException;
import announcer.transport.testkit.PipeReader;

/** Shared helpers of this bundle's tests. */
final class Sockets {
    interface Condition {
        boolean met() throws IOException;
    }

    private Sockets() {
    }

    static UnixTransport transport(Path runtimeFolder) {
        UnixTransport transport = new UnixTransport(Optional.of(runtimeFolder), Path.of("/nowhere"), Path.of("/home/of/test"));
        transport.apply(settings("", "0600", "", ""));
        return transport;
    }

    static UnixTransport transport(Path folder, UnixTransportSettings settings) {
        UnixTransport transport = transport(folder);
        transport.apply(settings);
        return transport;
    }

    static UnixTransportSettings settings(String socketPath, String mode, String group, String allowedUids) {
        try {
            return UnixTransportSettings.of(socketPath, mode, group, allowedUids, 0);
        } catch (InvalidConfigurationException e) {
            throw new AssertionError(e);
        }
    }

    static Path path(String inputUrl) {
        return Path.of(inputUrl.substring("unix:".length()));
    }

    /** A reader on the JDK's own sockets: not a line of it is shared with what is tested. */
    static PipeReader connect(String inputUrl) throws IOException {
        SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
        channel.connect(UnixDomainSocketAddress.of(path(inputUrl)));
        return new PipeReader() {
            @Override
            public int read(ByteBuffer into) throws IOException {
                return channel.read(into);
            }

            @Override
            public void close() throws IOException {
                channel.close();
            }
        };
    }

    static void await(String what, Condition condition) throws IOException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (!condition.met()) {
            if (System.nanoTime() - deadline > 0) {
                throw new AssertionError("waited too long until " + what);
            }
            LockSupport.parkNanos(1_000_000);
        }
    }

    /** Goes on when the tool is here. Otherwise the test is skipped, but under CI it fails. */
    static void need(String tool) {
        need(Files.isExecutable(Path.of(tool)), tool + " is not installed");
    }

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
