package announcer.transport.unix;

import java.nio.file.Path;
import java.util.Optional;

import announcer.api.config.InvalidConfigurationException;
import announcer.api.stream.MediaTransport;

/** The product's transport without its framework. */
public final class UnixSockets {
    private UnixSockets() {
    }

    /** With its default settings, and its sockets in a folder of their own under this one. */
    public static MediaTransport under(Path folder) throws InvalidConfigurationException {
        UnixTransport t = new UnixTransport(Optional.of(folder), folder, folder);
        t.apply(UnixTransportSettings.of("", "0600", "", "", 0));
        return t;
    }
}
