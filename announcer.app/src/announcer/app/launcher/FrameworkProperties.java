package announcer.app.launcher;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalInt;

import announcer.app.home.HomeFolder;

/** The framework's properties for one run: which folders, which overrides, whether there is a terminal. */
final class FrameworkProperties {
    /** Absolute path of the home folder. */
    static final String HOME = "announcer.home";
    /** {@code true} when the run has a terminal to offer the shell in. */
    static final String TERMINAL = "announcer.terminal";
    /** The property with the bundles for another operating system, a sentence a line. */
    static final String RESTING = "announcer.resting";

    /** The property with what was damaged at this start, a sentence a line. */
    static final String DAMAGED = "announcer.damaged";

    /** Before PID:KEY: a setting for this run only. */
    static final String OVERRIDE = "announcer.override:";
    /** By this Configuration Admin knows {@link OverridePlugin}. */
    static final String OVERRIDES_PLUGIN = "announcer.overrides";
    private static final String HTTP_PORT = "org.osgi.service.http.port";

    private FrameworkProperties() {
    }

    static Map<String, String> of(HomeFolder home, OptionalInt httpPort, OptionalInt rtspPort, boolean terminal) {
        Map<String, String> settings = new HashMap<>();
        Path data = home.data();
        settings.put(HOME, home.folder().toString());
        settings.put(TERMINAL, Boolean.toString(terminal));
        settings.put("org.osgi.framework.storage", home.framework().toString());
        settings.put("org.osgi.framework.startlevel.beginning", Integer.toString(StartLevels.RUNNING));
        // What an administrator installs in the console comes up with the product, not among the ground bundles.
        settings.put("felix.startlevel.bundle", Integer.toString(StartLevels.PRODUCT));

        settings.put(FileInstallPath.COMMA, ",");
        settings.put("felix.fileinstall.dir", FileInstallPath.of(home.deploy()));
        settings.put("felix.fileinstall.tmpdir", FileInstallPath.of(data.resolve("deploy")));
        settings.put("felix.fileinstall.filter", ".*\\.jar");
        settings.put("felix.fileinstall.poll", "750");
        settings.put("felix.fileinstall.noInitialDelay", "true");
        settings.put("felix.fileinstall.start.level", Integer.toString(StartLevels.PRODUCT));
        settings.put("felix.fileinstall.enableConfigSave", "false");
        settings.put("felix.fileinstall.bundles.new.start", "true");
        settings.put("felix.fileinstall.log.default", "slf4j");
        settings.put("felix.fileinstall.log.level", "3");

        settings.put("gosh.home", home.folder().toString());
        // Until a configuration says otherwise: never a listener that others on the network reach.
        // Without it the server opens its default port first, and opens again when its configuration has come.
        settings.put("org.apache.felix.http.require.config", "true");
        // Until our own login is there the console lets nobody in, rather than everybody who knows its well-known password.
        settings.put("felix.webconsole.security.providers", "announcer.console.login");
        settings.put("org.apache.felix.http.host", "127.0.0.1");
        httpPort.ifPresent(port -> {
            settings.put(HTTP_PORT, Integer.toString(port));
            settings.put(OVERRIDE + "org.apache.felix.http:" + HTTP_PORT, Integer.toString(port));
        });
        rtspPort.ifPresent(port -> settings.put(OVERRIDE + "announcer.rtsp:port", Integer.toString(port)));
        if (httpPort.isPresent() || rtspPort.isPresent()) {
            // Without it nobody is given a configuration.
            settings.put("felix.cm.config.plugins", OVERRIDES_PLUGIN);
        }
        return settings;
    }
}
