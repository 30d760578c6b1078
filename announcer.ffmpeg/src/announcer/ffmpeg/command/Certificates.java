package announcer.ffmpeg.command;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * How the certificate of a server at {@code rtsps://} is checked.
 *
 * @param verify whether it must be for the server's name, by an authority that is trusted
 * @param caFile PEM file of those authorities; empty: those that ffmpeg was built with
 */
public record Certificates(boolean verify, String caFile) {
    private static final Pattern ADDRESS = Pattern.compile("^[^:/]+://([^/]*@)?([0-9.]+|\\[[^/]*])(:[0-9]*)?(/|$)");
    /** Where systems keep theirs. An ffmpeg that was built elsewhere looks elsewhere. */
    private static final List<Path> OF_THE_SYSTEM = List.of(Path.of("/etc/ssl/certs/ca-certificates.crt"),
            Path.of("/etc/pki/tls/certs/ca-bundle.crt"), Path.of("/etc/ssl/ca-bundle.pem"), Path.of("/etc/ssl/cert.pem"));

    /** @param caFile as configured; empty: the system's, where it is known */
    public static Certificates of(boolean verify, String caFile) {
        return new Certificates(verify, caFile.isEmpty()
                ? OF_THE_SYSTEM.stream().filter(Files::isReadable).findFirst().map(Path::toString).orElse("")
                : caFile);
    }

    /** Whether the certificate of this destination is to be verified. */
    public boolean concern(String destination) {
        return verify && destination.toLowerCase(Locale.ROOT).startsWith("rtsps://");
    }

    /** Whether a destination names its server by an address, with which ffmpeg 8 does not compare the certificate. */
    public static boolean hasAddress(String destination) {
        return ADDRESS.matcher(destination).find();
    }

    List<String> options() {
        List<String> options = new ArrayList<>(List.of("-tls_verify", "1"));
        if (!caFile.isEmpty()) {
            options.addAll(List.of("-ca_file", caFile));
        }
        return options;
    }
}
