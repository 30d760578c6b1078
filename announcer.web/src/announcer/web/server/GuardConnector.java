package announcer.web.server;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.Scheduler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import announcer.lib.time.MonotonicClock;

/**
 * A connector that listens nowhere: while it is started, a guard stands at each of the server's others. Felix's server hands itself only to who
 * makes a connector for it, and takes nothing but {@link ServerConnector}s, of which it asks host and port: this one has those of another.
 */
public final class GuardConnector extends ServerConnector {
    private static final Logger LOG = LoggerFactory.getLogger(GuardConnector.class);
    private static final Duration WITHOUT_IDLE_TIMEOUT = Duration.ofMinutes(1);

    private record Guarding(ServerConnector connector, ServerGuard guard) {}

    private final Supplier<ServerLimits> limits;
    private final MonotonicClock clock;
    private final ServerConnector first;
    private final List<Guarding> guards = new CopyOnWriteArrayList<>();
    private volatile Scheduler.Task next;

    /**
     * A guard for a server that has its connectors already.
     *
     * @throws IllegalStateException when it has none: it could not listen
     */
    public GuardConnector(Server server, Supplier<ServerLimits> limits, MonotonicClock clock) {
        super(server, 0, 1, new HttpConnectionFactory());
        this.limits = limits;
        this.clock = clock;
        first = others(server).stream().findFirst()
                .orElseThrow(() -> new IllegalStateException("the HTTP server listens nowhere: there is nothing to guard"));
        setHost(first.getHost());
        setPort(first.getPort());
    }

    private static List<ServerConnector> others(Server server) {
        return Arrays.stream(server.getConnectors()).filter(c -> c instanceof ServerConnector && !(c instanceof GuardConnector))
                .map(ServerConnector.class::cast).toList();
    }

    @Override
    public String getDefaultProtocol() {
        // Asked by the constructor of the class above, too.
        return first == null ? super.getDefaultProtocol() : first.getDefaultProtocol();
    }

    @Override
    protected void doStart() {
        ServerGuard guard = new ServerGuard(limits, clock);
        for (ServerConnector connector : others(getServer())) {
            connector.addEventListener(guard);
            configurations(connector).forEach(c -> c.addCustomizer(guard));
            guards.add(new Guarding(connector, guard));
        }
        LOG.debug("guards {} connectors", guards.size());
        schedule();
    }

    private static List<HttpConfiguration> configurations(ServerConnector connector) {
        return connector.getConnectionFactories().stream().filter(HttpConfiguration.ConnectionFactory.class::isInstance)
                .map(f -> ((HttpConfiguration.ConnectionFactory) f).getHttpConfiguration()).distinct().toList();
    }

    private void schedule() {
        next = getScheduler().schedule(this::look, 1, TimeUnit.SECONDS);
    }

    private void look() {
        try {
            closeLate();
        } catch (RuntimeException e) {
            LOG.error("a fault of the HTTP server's guard, looking at deadlines", e);
        } finally {
            if (isStarting() || isStarted()) {
                schedule();
            }
        }
    }

    void closeLate() {
        if (getServer().getThreadPool().isLowOnThreads()) {
            // A head that has come whole may wait for a thread: it is not its client that is late.
            return;
        }
        for (Guarding g : guards) {
            long idle = g.connector().getIdleTimeout();
            g.guard().closeLate(idle > 0 ? Duration.ofMillis(idle) : WITHOUT_IDLE_TIMEOUT);
        }
    }

    @Override
    protected void doStop() {
        next.cancel();
        for (Guarding g : guards) {
            g.connector().removeEventListener(g.guard());
            configurations(g.connector()).forEach(c -> c.removeCustomizer(g.guard()));
        }
        guards.clear();
    }

    /** Connections that are guarded now. */
    int connections() {
        return guards.isEmpty() ? 0 : guards.get(0).guard().connections();
    }
}
