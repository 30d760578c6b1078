package announcer.rtsp.protocol;

import java.util.List;

/**
 * One track as its publisher announced it.
 *
 * @param kind {@code audio} or {@code video}
 * @param payloadType RTP payload type
 * @param encoding {@code MPEG4-GENERIC/24000/1}: what rtpmap says, or what the static payload type stands for
 * @param clockRateHz of its RTP timestamps
 * @param lines the SDP lines that describe it to a player, without m= and control
 * @param control where its publisher sets it up
 */
public record TrackDescription(String kind, int payloadType, String encoding, int clockRateHz, List<String> lines, String control) {
    public TrackDescription {
        lines = List.copyOf(lines);
    }

    /** Whether a player that decodes the other decodes this one without being told. */
    public boolean sameMedia(TrackDescription other) {
        return kind.equals(other.kind) && payloadType == other.payloadType && encoding.equalsIgnoreCase(other.encoding)
                && format().equals(other.format());
    }

    private List<String> format() {
        return lines.stream().filter(line -> line.startsWith("a=fmtp:")).toList();
    }
}
