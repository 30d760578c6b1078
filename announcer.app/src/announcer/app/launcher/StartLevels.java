package announcer.app.launcher;

import java.util.Set;

/** In which order bundles come and go. */
final class StartLevels {
    /** Logging and configuration: what others report and ask at once. */
    static final int GROUND = 1;
    /** The files in conf/, so that components see their configuration when they first come up. */
    static final int CONFIGURATION = 2;
    /** Everything else, and what an administrator installs. */
    static final int PRODUCT = 4;
    /** The engine: it finds voices, transport, pusher and server there, and ends its pushes before they go. */
    static final int ENGINE = 6;
    /** Reached at every start. */
    static final int RUNNING = 10;
    /** Reached only in a terminal: the shell, which reads standard input. */
    static final int TERMINAL = 20;

    private static final Set<String> GROUND_BUNDLES = Set.of("slf4j.api", "ch.qos.logback.classic", "ch.qos.logback.core",
            "announcer.logback",
            "org.apache.aries.spifly.dynamic.bundle", "org.objectweb.asm", "org.objectweb.asm.commons", "org.objectweb.asm.tree",
            "org.objectweb.asm.tree.analysis", "org.objectweb.asm.util", "org.apache.felix.log", "org.apache.felix.logback",
            "org.apache.felix.configadmin", "org.apache.felix.metatype");

    private StartLevels() {
    }

    static int of(String symbolicName) {
        if (GROUND_BUNDLES.contains(symbolicName)) {
            return GROUND;
        }
        return switch (symbolicName) {
            case "announcer.conf" -> CONFIGURATION;
            // With the engine: the journal has opened its store by then, and tickets are taken up from it.
            case "announcer.engine", "announcer.calling" -> ENGINE;
            case "org.apache.felix.gogo.jline" -> TERMINAL;
            default -> PRODUCT;
        };
    }
}
