package announcer.transport.tcp;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

import announcer.api.config.InvalidConfigurationException;
import announcer.api.stream.PipeRequest;
import announcer.lib.socket.BufferMillis;

/**
 * The configuration, checked.
 *
 * @param firstPort first port to try; 0: any
 * @param lastPort last port to try
 * @param buffer overrides what the channel asks for
 */
record TcpTransportSettings(int firstPort, int lastPort, BufferMillis buffer) {
    private static final Pattern PORTS = Pattern.compile("(\\d{1,5})(?:\\s*-\\s*(\\d{1,5}))?");
    private static final int LEAST_PORT = 1024;
    private static final int MOST_PORT = 65_535;

    static TcpTransportSettings of(String ports, int bufferMillis) throws InvalidConfigurationException {
        Matcher m = PORTS.matcher(ports.strip());
        int first = m.matches() ? Integer.parseInt(m.group(1)) : -1;
        int last = first >= 0 && m.group(2) != null ? Integer.parseInt(m.group(2)) : first;
        boolean any = first == 0 && last == 0;
        if (!any && (first < LEAST_PORT || last > MOST_PORT || last < first)) {
            throw new InvalidConfigurationException("ports",
                    "ports is '" + ports + "'; it must be 0 (any free port), a port or a range from "
                            + LEAST_PORT + " to " + MOST_PORT + ", such as 5100 or 5100-5199");
        }
        return new TcpTransportSettings(first, last, BufferMillis.of(bufferMillis));
    }

    /** Bytes that should be held at most for this request. */
    int bufferBytes(PipeRequest r) {
        return buffer.bytes(r);
    }

    /** The ports in the words of the configuration. */
    String ports() {
        return firstPort == lastPort ? String.valueOf(firstPort) : firstPort + "-" + lastPort;
    }
}
