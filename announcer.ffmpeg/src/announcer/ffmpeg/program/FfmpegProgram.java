package announcer.ffmpeg.program;

import java.nio.file.Path;
import java.util.Map;
import java.util.Set;

/**
 * An ffmpeg that has been run, and what it can do.
 *
 * @param environment variables that it needs
 * @param version {@code 5.1.9-0+deb12u1}
 * @param protocols what it can read from
 */
public record FfmpegProgram(Path program, Map<String, String> environment, String version, Set<String> protocols, Set<String> muxers,
        Set<String> encoders) {

    /**
     * The features that a push needs.
     *
     * @param protocol what it reads from
     * @param verifies whether it is to verify a server's certificate
     */
    public record Need(String protocol, String encoder, boolean verifies) {
        /** The need of a push that reads {@code inputUrl}. */
        public static Need of(String inputUrl, String encoder) {
            int colon = inputUrl.indexOf(':');
            // One letter is a drive, and a Windows pipe has no scheme: both are opened as files.
            String protocol = colon > 1 && inputUrl.substring(0, colon).chars().allMatch(Character::isLetterOrDigit)
                    ? inputUrl.substring(0, colon)
                    : "file";
            return new Need(protocol, encoder, false);
        }

        Need verifying() {
            return new Need(protocol, encoder, true);
        }
    }

    /** Returns the features that it lacks for a push, in words; empty when it has all. */
    String lacks(Need need) {
        if (!protocols.contains(need.protocol())) {
            return "cannot read from " + need.protocol() + ":";
        }
        if (!muxers.contains("rtsp")) {
            return "cannot publish by RTSP";
        }
        if (!encoders.contains(need.encoder())) {
            return "has no encoder " + need.encoder();
        }
        return "";
    }
}
