package announcer.web;

import java.lang.management.ManagementFactory;
import java.time.Duration;

import javax.management.JMException;
import javax.management.ObjectName;

import org.apache.felix.http.jetty.ConnectorFactory;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.Server;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Modified;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import announcer.lib.time.MonotonicClock;
import announcer.web.server.GuardConnector;
import announcer.web.server.ServerLimits;

/** Sets a guard at the HTTP server that the product runs, for the console and all other pages too. Any thread. */
@Component(service = ConnectorFactory.class, configurationPid = "announcer.web")
public final class HttpServerGuard implements ConnectorFactory {
    private static final Logger LOG = LoggerFactory.getLogger(HttpServerGuard.class);
    /** Of all that the process may have open: the channels' pipes, the RTSP server and files need theirs. */
    private static final int PART_OF_DESCRIPTORS = 2;

    private volatile ServerLimits limits;

    /** Called by Declarative Services. */
    @Activate
    public HttpServerGuard(WebConfig config) {
        modified(config);
    }

    @Modified
    void modified(WebConfig config) {
        ServerLimits next = limits(config);
        if (next.maxConnections() < config.maxConnections()) {
            LOG.info("the HTTP server takes {} connections, not {} (maxConnections): the system lets this process open no more files",
                    next.maxConnections(), config.maxConnections());
        }
        limits = next;
    }

    /** The limits that are in force with a configuration. */
    static ServerLimits limits(WebConfig config) {
        int most = (int) Math.min(config.maxConnections(), Math.max(1, mostDescriptors() / PART_OF_DESCRIPTORS));
        return new ServerLimits(most, Duration.ofSeconds(config.headSeconds()));
    }

    private static long mostDescriptors() {
        try {
            ObjectName system = new ObjectName(ManagementFactory.OPERATING_SYSTEM_MXBEAN_NAME);
            return (Long) ManagementFactory.getPlatformMBeanServer().getAttribute(system, "MaxFileDescriptorCount");
        } catch (JMException | ClassCastException e) {
            // Windows has no such number.
            return Long.MAX_VALUE;
        }
    }

    @Override
    public Connector createConnector(Server server) {
        return new GuardConnector(server, () -> limits, MonotonicClock.SYSTEM);
    }
}
