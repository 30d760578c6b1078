package announcer.app.launcher;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.osgi.framework.BundleContext;
import org.osgi.framework.wiring.BundleCapability;
import org.osgi.framework.wiring.BundleRevision;

/** Tells which bundles rest because they are for another operating system, and why, in words. */
final class RestingBundles {
    private static final String NATIVE = "osgi.native";
    private static final Pattern SYSTEM = Pattern.compile("osgi\\.native\\.osname~?=(?<name>[^)]+)");
    private static final Map<String, String> NAMES = Map.of("linux", "Linux", "macosx", "macOS", "win32", "Windows");
    private static final String OURS = "announcer.";

    private final List<BundleCapability> here;

    RestingBundles(BundleContext framework) {
        here = framework.getBundle().adapt(BundleRevision.class).getDeclaredCapabilities(NATIVE);
    }

    /** A sentence such as {@code transport winpipe rests: it needs Windows}; empty for a bundle that can run here. */
    Optional<String> of(String symbolicName, BundleRevision revision) {
        return revision.getDeclaredRequirements(NATIVE).stream().filter(needed -> here.stream().noneMatch(needed::matches)).findFirst()
                .map(needed -> words(symbolicName, needed.getDirectives().getOrDefault("filter", "")));
    }

    /** Of a filter that names systems; any other stands as it is. */
    static String words(String symbolicName, String filter) {
        Set<String> systems = new LinkedHashSet<>();
        Matcher matcher = SYSTEM.matcher(filter);
        while (matcher.find()) {
            systems.add(NAMES.getOrDefault(matcher.group("name"), matcher.group("name")));
        }
        String name = symbolicName.startsWith(OURS) ? symbolicName.substring(OURS.length()).replace('.', ' ') : symbolicName;
        return name + " rests: it needs " + (systems.isEmpty() ? filter : String.join(" or ", systems));
    }
}
