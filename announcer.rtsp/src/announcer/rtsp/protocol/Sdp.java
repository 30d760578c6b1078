package announcer.rtsp.protocol;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Session descriptions: reads a publisher's, writes the one for players. */
public final class Sdp {
    private static final int MAX_TRACKS = 8;
    private static final int MAX_CLOCK_RATE_HZ = 1_000_000;
    /** RFC 3551, what ffmpeg announces without rtpmap. */
    private static final Map<Integer, String> STATIC_TYPES = Map.of(0, "PCMU/8000", 3, "GSM/8000", 8, "PCMA/8000", 9, "G722/8000", 10,
            "L16/44100/2", 11, "L16/44100", 14, "MPA/90000", 26, "JPEG/90000", 32, "MPV/90000", 33, "MP2T/90000");
    private static final List<String> PASSED_ON = List.of("b=", "a=rtpmap:", "a=fmtp:", "a=ptime:", "a=maxptime:", "a=framesize:",
            "a=framerate:", "a=x-dimensions:", "a=cliprect:", "a=lang:");

    private Sdp() {
    }

    /**
     * Reads an announced description.
     *
     * @throws RtspException 400 or 415, saying which line is at fault
     */
    public static List<TrackDescription> parse(String text) throws RtspException {
        List<List<String>> sections = new ArrayList<>();
        for (String line : text.split("\r\n|\n|\r")) {
            if (line.startsWith("m=")) {
                sections.add(new ArrayList<>());
            }
            if (!sections.isEmpty() && !line.isBlank()) {
                sections.get(sections.size() - 1).add(line.strip());
            }
        }
        if (sections.isEmpty() || sections.size() > MAX_TRACKS) {
            throw RtspException.badRequest(
                    "The description announces " + sections.size() + " tracks (m= lines); 1 to " + MAX_TRACKS + " are possible.");
        }
        List<TrackDescription> tracks = new ArrayList<>();
        for (List<String> section : sections) {
            tracks.add(track(section, tracks.size()));
        }
        return tracks;
    }

    private static TrackDescription track(List<String> section, int index) throws RtspException {
        String[] media = section.get(0).substring(2).split(" +");
        if (media.length < 4 || !media[2].startsWith("RTP/AVP")) {
            throw RtspException.badRequest("'" + section.get(0) + "' is not: m=<audio|video> <port> RTP/AVP <payload type>.");
        }
        if (!media[0].equals("audio") && !media[0].equals("video")) {
            throw RtspException.unsupportedMedia("A track of kind '" + media[0] + "' cannot be published; audio and video can.");
        }
        int payloadType = number(media[3], 127, section.get(0));
        String encoding = STATIC_TYPES.get(payloadType);
        String control = "trackID=" + index;
        List<String> lines = new ArrayList<>();
        for (String line : section) {
            if (line.startsWith("a=control:")) {
                control = line.substring("a=control:".length()).strip();
            }
            if (line.startsWith("a=rtpmap:" + payloadType + " ")) {
                encoding = line.substring(line.indexOf(' ')).strip();
            }
            if (PASSED_ON.stream().anyMatch(line::startsWith)) {
                lines.add(line);
            }
        }
        String[] parts = encoding == null ? new String[0] : encoding.split("/");
        if (parts.length < 2) {
            throw RtspException
                    .unsupportedMedia("Track " + index + " has payload type " + payloadType + " and no a=rtpmap line with a clock rate.");
        }
        int clockRateHz = number(parts[1], MAX_CLOCK_RATE_HZ, encoding);
        if (clockRateHz == 0) {
            throw RtspException.badRequest("A clock rate of 0 in '" + encoding + "' is not possible.");
        }
        return new TrackDescription(media[0], payloadType, encoding, clockRateHz, lines, control);
    }

    private static int number(String text, int max, String line) throws RtspException {
        try {
            int number = Integer.parseInt(text);
            if (number >= 0 && number <= max) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Told below, with the line.
        }
        throw RtspException.badRequest("'" + text + "' in '" + line + "' is not a number from 0 to " + max + ".");
    }

    /**
     * Writes the description of a path for players.
     *
     * @param toIpv6 whether the player has come over IPv6: the addresses in it are of that kind, as RFC 4566 wants them
     */
    public static String forPlayers(String path, long id, List<TrackDescription> tracks, boolean toIpv6) {
        StringBuilder sdp = new StringBuilder("v=0\r\no=- " + id + " 1 " + (toIpv6 ? "IN IP6 ::1" : "IN IP4 127.0.0.1") + "\r\ns=" + path
                + "\r\nc=" + (toIpv6 ? "IN IP6 ::" : "IN IP4 0.0.0.0") + "\r\nt=0 0\r\na=control:*\r\na=range:npt=now-\r\n");
        for (int i = 0; i < tracks.size(); i++) {
            TrackDescription track = tracks.get(i);
            sdp.append("m=" + track.kind() + " 0 RTP/AVP " + track.payloadType() + "\r\n");
            String mapping = "a=rtpmap:" + track.payloadType() + " ";
            if (track.lines().stream().noneMatch(line -> line.startsWith(mapping))) {
                // RFC 3551 gives these types their meaning, and recorders of cameras do not know it.
                sdp.append(mapping).append(track.encoding()).append("\r\n");
            }
            track.lines().forEach(line -> sdp.append(line).append("\r\n"));
            sdp.append("a=control:").append(RequestUri.control(i)).append("\r\n");
        }
        return sdp.toString();
    }
}
