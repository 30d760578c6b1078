package announcer.bench.rtsp;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * One {@code m=} section of a session description.
 *
 * @param kind audio or video
 * @param payloadType RTP payload type
 * @param encoding upper case: OPUS, MPEG4-GENERIC, PCMU, L16, ...
 * @param clockRateHz ticks of the RTP timestamp a second
 * @param channels audio channels as described (Opus always says 2)
 * @param control how the track is named in SETUP, as written
 */
public record RtspMedia(String kind, int payloadType, String encoding, int clockRateHz, int channels, String control) {
    /** The media of a session description, in order. */
    public static List<RtspMedia> parse(String sdp) {
        List<RtspMedia> found = new ArrayList<>();
        for (String line : sdp.split("\\r?\\n")) {
            if (line.startsWith("m=")) {
                String[] words = line.substring(2).split(" ");
                found.add(known(words[0], Integer.parseInt(words[3])));
            } else if (!found.isEmpty()) {
                RtspMedia m = found.remove(found.size() - 1);
                found.add(m.with(line));
            }
        }
        return found;
    }

    private static RtspMedia known(String kind, int payloadType) {
        return switch (payloadType) {
            case 0 -> new RtspMedia(kind, 0, "PCMU", 8_000, 1, "");
            case 8 -> new RtspMedia(kind, 8, "PCMA", 8_000, 1, "");
            case 10 -> new RtspMedia(kind, 10, "L16", 44_100, 2, "");
            case 11 -> new RtspMedia(kind, 11, "L16", 44_100, 1, "");
            case 14 -> new RtspMedia(kind, 14, "MPA", 90_000, 1, "");
            default -> new RtspMedia(kind, payloadType, "", 0, 1, "");
        };
    }

    private RtspMedia with(String line) {
        if (line.startsWith("a=control:")) {
            return new RtspMedia(kind, payloadType, encoding, clockRateHz, channels, line.substring("a=control:".length()).strip());
        }
        String map = "a=rtpmap:" + payloadType + " ";
        if (line.startsWith(map)) {
            String[] parts = line.substring(map.length()).strip().split("/");
            return new RtspMedia(kind, payloadType, parts[0].toUpperCase(Locale.ROOT), Integer.parseInt(parts[1]),
                    parts.length > 2 ? Integer.parseInt(parts[2]) : 1, control);
        }
        return this;
    }
}
