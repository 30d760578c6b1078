package announcer.rtsp.protocol;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.netty.handler.codec.rtsp.RtspResponseStatuses;

/**
 * The Transport header of one track. An address that the client names ({@code destination}) is never looked at: packets go to where its
 * connection comes from.
 *
 * @param protocol as the client spells it, in capitals. RTP/AVP and RTP/AVP/UDP are the same, but to some players only one of them is: yellowstone
 *            of npm takes no answer of RTP/AVP/UDP
 * @param first the first of the two interleaved channels, or of the client's two UDP ports; -1: any channels
 * @param second the second
 */
public record TransportHeader(String protocol, int first, int second) {
    private static final String TCP = "RTP/AVP/TCP";
    private static final Pattern PAIR = Pattern.compile("(?<first>\\d{1,5})(?:-(?<second>\\d{1,5}))?");
    private static final int FIRST_PORT = 1024;

    /** Whether packets go interleaved in the RTSP connection; otherwise over UDP. */
    public boolean tcp() {
        return protocol.equals(TCP);
    }

    /** The first offer that can be taken. */
    public static TransportHeader parse(String header) throws RtspException {
        if (header != null) {
            for (String offer : header.split(",")) {
                Optional<TransportHeader> taken = offer(offer);
                if (taken.isPresent()) {
                    return taken.get();
                }
            }
        }
        throw new RtspException(RtspResponseStatuses.UNSUPPORTED_TRANSPORT,
                "Possible transports: RTP/AVP/TCP;unicast;interleaved=0-1 and RTP/AVP;unicast;client_port=<even>-<odd>, ports from "
                        + FIRST_PORT + ".");
    }

    private static Optional<TransportHeader> offer(String offer) {
        String[] parts = offer.strip().split(";", -1);
        String protocol = parts[0].strip().toUpperCase(Locale.ROOT);
        boolean tcp = protocol.equals(TCP);
        if (!tcp && !protocol.equals("RTP/AVP") && !protocol.equals("RTP/AVP/UDP")) {
            return Optional.empty();
        }
        int first = -1;
        int second = -1;
        for (int i = 1; i < parts.length; i++) {
            String part = parts[i].strip();
            if (part.equalsIgnoreCase("multicast")) {
                return Optional.empty();
            }
            if (part.startsWith(tcp ? "interleaved=" : "client_port=")) {
                Matcher pair = PAIR.matcher(part.substring(part.indexOf('=') + 1));
                if (!pair.matches()) {
                    return Optional.empty();
                }
                first = Integer.parseInt(pair.group("first"));
                second = pair.group("second") == null ? first + 1 : Integer.parseInt(pair.group("second"));
            }
        }
        boolean possible = tcp
                ? first <= 255 && second <= 255 && (first != second || first < 0)
                : first >= FIRST_PORT && second >= FIRST_PORT && first <= 65535 && second <= 65535 && first != second;
        return possible ? Optional.of(new TransportHeader(protocol, first, second)) : Optional.empty();
    }
}
