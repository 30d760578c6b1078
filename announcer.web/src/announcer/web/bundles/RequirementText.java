package announcer.web.bundles;

import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Requirements of bundles in words. */
final class RequirementText {
    private static final String PACKAGE = "osgi.wiring.package";
    private static final String BUNDLE = "osgi.wiring.bundle";
    private static final String HOST = "osgi.wiring.host";
    private static final String JAVA = "osgi.ee";
    private static final String NATIVE = "osgi.native";
    private static final String EXTENDER = "osgi.extender";
    private static final String IMPLEMENTATION = "osgi.implementation";
    private static final Map<String, String> SYSTEMS = Map.of("linux", "Linux", "macosx", "macOS", "macos", "macOS", "win32", "Windows");
    private static final Pattern SYSTEM = Pattern.compile("osgi\\.native\\.osname~?=(?<value>[^)]+)");
    private static final Pattern LEAST = Pattern.compile("version>=(?<value>[^)]+)");
    private static final Pattern EXACT = Pattern.compile("\\(version=(?<value>[^)]+)");

    private RequirementText() {
    }

    /**
     * Returns a sentence without its end: {@code it needs the package x.y, version 1.0.0 or newer, which no bundle offers}.
     *
     * @param namespace kind of what is required
     * @param filter which of the kind; may be empty
     * @param here name of this operating system
     * @param javaVersion feature number of this Java
     */
    static String missing(String namespace, String filter, String here, int javaVersion) {
        return switch (namespace) {
            case PACKAGE -> "it needs the package " + named(namespace, filter) + ", which no bundle offers";
            case BUNDLE -> "it needs the bundle " + named(namespace, filter) + ", which is not there";
            case HOST -> "it is a part of the bundle " + named(namespace, filter) + ", which is not there";
            case JAVA -> java(filter, javaVersion);
            case NATIVE -> system(filter, here);
            case EXTENDER -> "it needs " + named(namespace, filter) + " (an extender), which no bundle offers";
            case IMPLEMENTATION -> "it needs an implementation of " + named(namespace, filter) + ", which no bundle offers";
            default -> "it needs the capability " + namespace + (filter.isEmpty() ? "" : " " + filter) + ", which no bundle offers";
        };
    }

    private static String java(String filter, int javaVersion) {
        Matcher version = EXACT.matcher(filter);
        return version.find()
                ? "it needs Java " + version.group("value") + " or newer; this is Java " + javaVersion
                : "it needs a Java that is " + filter + "; this is Java " + javaVersion;
    }

    private static String system(String filter, String here) {
        Set<String> systems = new LinkedHashSet<>();
        Matcher system = SYSTEM.matcher(filter);
        while (system.find()) {
            systems.add(SYSTEMS.getOrDefault(system.group("value").toLowerCase(Locale.ROOT), system.group("value")));
        }
        return systems.isEmpty()
                ? "it is for another kind of machine (" + filter + ") than this, which is " + here
                : "it is for " + String.join(" or ", systems) + "; this is " + here;
    }

    private static String named(String namespace, String filter) {
        Matcher name = Pattern.compile(Pattern.quote(namespace) + "=(?<value>[^)]+)").matcher(filter);
        if (!name.find()) {
            return filter;
        }
        Matcher least = LEAST.matcher(filter);
        boolean any = !least.find() || least.group("value").equals("0.0.0");
        return name.group("value") + (any ? "" : ", version " + least.group("value") + " or newer");
    }
}
