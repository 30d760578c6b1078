package announcer.rtsp;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import announcer.api.stream.StreamServer;
import announcer.lib.time.MonotonicClock;
import announcer.rtsp.protocol.Credentials;
import announcer.rtsp.protocol.RtspSettings;
import announcer.rtsp.server.CredentialsFile;
import announcer.rtsp.server.RtspServer;
import announcer.rtsp.server.RtspServerUrls;
import announcer.rtsp.server.ServerSocketBinder;

/** The bundle's component: a server for as long as it is active, and a {@link StreamServer} service for as long as the server listens. */
@Component(configurationPid = "announcer.rtsp", immediate = true, service = {})
@Designate(ocd = RtspConfig.class)
public final class EmbeddedServer {
    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedServer.class);
    private static final String CREDENTIALS = "rtsp-publish.credentials";
    private static final long RETRY_MILLIS = 5000;

    private final BundleContext context;
    private final Credentials publish;
    private final RtspServer server;
    private final ServerSocketBinder binder;
    // Touched by the binder thread only.
    private ServiceRegistration<StreamServer> registration;

    @Activate
    public EmbeddedServer(BundleContext context, RtspConfig config) {
        this.context = context;
        RtspSettings settings = settings(config);
        publish = publishCredentials();
        server = new RtspServer(settings, publish, MonotonicClock.SYSTEM);
        binder = new ServerSocketBinder(server, settings.host(), settings.port(), RETRY_MILLIS, this::register, this::unregister);
        binder.start();
    }

    @Modified
    void modified(RtspConfig config) {
        RtspSettings settings = settings(config);
        server.settings(settings);
        binder.move(settings.host(), settings.port());
    }

    @Deactivate
    void deactivate() {
        binder.close();
        server.close();
    }

    private Credentials publishCredentials() {
        String home = context.getProperty("announcer.home");
        Path file = home == null ? context.getDataFile(CREDENTIALS).toPath() : Path.of(home, "data", CREDENTIALS);
        try {
            return CredentialsFile.readOrMake(file);
        } catch (IOException e) {
            LOG.error("Publishing credentials cannot be kept, new ones hold for this run: {}", e.getMessage());
            return CredentialsFile.random();
        }
    }

    private void register(InetSocketAddress where) {
        registration = context.registerService(StreamServer.class, new RtspServerUrls(where, publish, server),
                FrameworkUtil.asDictionary(Map.of(StreamServer.PORT, where.getPort())));
    }

    private void unregister() {
        registration.unregister();
        registration = null;
    }

    private static RtspSettings settings(RtspConfig config) {
        Optional<Credentials> play = config.playPassword().isEmpty()
                ? Optional.empty()
                : Optional.of(new Credentials(config.playUser(), config.playPassword()));
        return new RtspSettings(config.host().strip(), config.port(), play, Duration.ofSeconds(config.earlyPlayerWaitSeconds()),
                Duration.ofSeconds(config.sessionTimeoutSeconds()), Duration.ofSeconds(config.publisherTimeoutSeconds()),
                Duration.ofSeconds(config.requestTimeoutSeconds()), Duration.ofSeconds(config.idleTimeoutSeconds()),
                config.maxConnections(),
                config.maxStreams(), config.maxHeaderBytes(), config.maxBodyBytes(), config.slowPlayerKiB() * 1024,
                Duration.ofSeconds(config.slowPlayerSeconds()));
    }
}
