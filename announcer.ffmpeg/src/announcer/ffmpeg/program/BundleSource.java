package announcer.ffmpeg.program;

import java.net.URL;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds an installed bundle that carries an ffmpeg, by its manifest header:
 *
 * <pre>Announcer-Ffmpeg: linux-x86_64;version=8.1.2;path=ffmpeg/linux-x86_64, windows-x86_64;version=...;path=...</pre>
 *
 * The path is a folder in the bundle with the program and its libraries, flat. The bundle need not be started, for it has nothing to start.
 */
public final class BundleSource implements PackagedFfmpeg.Source {
    public static final String HEADER = "Announcer-Ffmpeg";
    private static final Logger LOG = LoggerFactory.getLogger(BundleSource.class);

    private final BundleContext context;
    private final String machine;

    /** @param machine {@code linux-x86_64} */
    public BundleSource(BundleContext context, String machine) {
        this.context = context;
        this.machine = machine;
    }

    /** The name of a machine, as in the header, from Java's names. */
    public static String machine(String osName, String osArch) {
        String os = osName.toLowerCase(Locale.ROOT);
        String name = os.contains("windows") ? "windows" : os.contains("mac") ? "macosx" : "linux";
        return name + "-" + switch (osArch) {
            case "amd64", "x86_64" -> "x86_64";
            case "aarch64", "arm64" -> "arm64";
            default -> osArch;
        };
    }

    @Override
    public Optional<PackagedFfmpeg.Offer> offer() {
        for (Bundle bundle : context.getBundles()) {
            String header = bundle.getHeaders("").get(HEADER);
            if (header != null && bundle.getState() != Bundle.UNINSTALLED) {
                for (String clause : header.split(",")) {
                    Optional<PackagedFfmpeg.Offer> offer = offer(bundle, clause.strip().split("\\s*;\\s*"));
                    if (offer.isPresent()) {
                        return offer;
                    }
                }
            }
        }
        return Optional.empty();
    }

    private Optional<PackagedFfmpeg.Offer> offer(Bundle bundle, String[] clause) {
        if (!clause[0].equals(machine)) {
            return Optional.empty();
        }
        String version = attribute(clause, "version");
        String path = attribute(clause, "path");
        if (!version.matches("[A-Za-z0-9][A-Za-z0-9._-]*") || path.isEmpty()) {
            LOG.warn("bundle {} has a header {} that is not understood: {}", bundle, HEADER, String.join(";", clause));
            return Optional.empty();
        }
        var entries = bundle.findEntries(path, "*", false);
        List<URL> files = entries == null
                ? List.of()
                : Collections.list(entries).stream().filter(url -> !url.getPath().endsWith("/")).toList();
        if (files.isEmpty()) {
            LOG.warn("bundle {} carries no file in {}, where its header {} says ffmpeg is", bundle, path, HEADER);
            return Optional.empty();
        }
        return Optional.of(new PackagedFfmpeg.Offer(version, files));
    }

    private static String attribute(String[] clause, String name) {
        for (String part : clause) {
            if (part.startsWith(name + "=")) {
                return part.substring(name.length() + 1).replace("\"", "");
            }
        }
        return "";
    }
}
