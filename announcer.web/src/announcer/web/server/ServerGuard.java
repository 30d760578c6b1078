package announcer.web.server;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.Request;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import announcer.lib.limit.ClientAddresses;
import announcer.lib.log.LogThrottle;
import announcer.lib.time.MonotonicClock;

/**
 * What the server lets through before any page of it is asked: it limits connections and the time of heads, for which Jetty itself has the idle
 * timeout only, that a byte now and then passes; and it refuses the methods that would repeat a request with its secrets. Called on the server's
 * threads.
 */
final class ServerGuard implements Connection.Listener, HttpConfiguration.Customizer {
    private static final Logger LOG = LoggerFactory.getLogger(ServerGuard.class);
    private static final Set<String> REPEATING = Set.of("TRACE", "TRACK");
    private static final int NOT_IMPLEMENTED = 501;
    private static final int UNAVAILABLE = 503;

    /** Both ends of a connection: under TLS two connections of the server, one in the other, have the same. */
    private record Ends(SocketAddress remote, SocketAddress local) {
        static Ends of(EndPoint endPoint) {
            return new Ends(endPoint.getRemoteSocketAddress(), endPoint.getLocalSocketAddress());
        }
    }

    private record Guarded(Connection connection, EndPoint endPoint) {
        void close() {
            endPoint.close();
        }
    }

    private final ConnectionTable<Ends> table;
    private final Map<Ends, Guarded> guarded = new ConcurrentHashMap<>();
    private final Supplier<ServerLimits> limits;
    private final MonotonicClock clock;
    private final LogThrottle throttle;

    ServerGuard(Supplier<ServerLimits> limits, MonotonicClock clock) {
        this.limits = limits;
        this.clock = clock;
        table = new ConnectionTable<>(limits);
        throttle = new LogThrottle(clock::nanoTime);
    }

    @Override
    public void onOpened(Connection connection) {
        EndPoint endPoint = connection.getEndPoint();
        Ends ends = Ends.of(endPoint);
        if (!(ends.remote() instanceof InetSocketAddress remote) || guarded.putIfAbsent(ends, new Guarded(connection, endPoint)) != null) {
            return;
        }
        InetAddress address = remote.getAddress();
        List<Ends> leaving = table.opened(ends, ClientAddresses.group(address), address.isLoopbackAddress(), clock.nanoTime());
        if (!leaving.isEmpty()) {
            throttle.pass("full").ifPresent(missed -> LOG.warn(
                    "there are {} connections to the HTTP server already, or half as many from one address (maxConnections of announcer.web): "
                            + "one on which nothing is answered is closed for the next, which comes from {}{}",
                    limits.get().maxConnections(), address.getHostAddress(), LogThrottle.more(missed)));
        }
        close(leaving);
    }

    @Override
    public void onClosed(Connection connection) {
        guarded.entrySet().stream().filter(e -> e.getValue().connection() == connection).map(Map.Entry::getKey).findFirst()
                .ifPresent(this::forget);
    }

    private void forget(Ends ends) {
        guarded.remove(ends);
        table.closed(ends);
    }

    private void close(List<Ends> leaving) {
        for (Ends ends : leaving) {
            // It stays known until it is closed: what still comes on it is not carried out.
            Guarded known = guarded.get(ends);
            if (known != null) {
                known.close();
            }
        }
    }

    @Override
    public Request customize(Request request, HttpFields.Mutable responseHeaders) {
        // The request's own addresses may be others: a customizer takes them from what a proxy says.
        EndPoint endPoint = request.getConnectionMetaData().getConnection().getEndPoint();
        Ends ends = Ends.of(endPoint);
        if (!table.begun(ends) && (guarded.containsKey(ends) || !endPoint.isOpen())) {
            // The client sends again what was not answered: it must not have been carried out.
            throw new HttpException.RuntimeException(UNAVAILABLE, "This connection is being closed.");
        }
        Request.addCompletionListener(request, failure -> table.ended(ends, clock.nanoTime()));
        if (REPEATING.contains(request.getMethod())) {
            throw new HttpException.RuntimeException(NOT_IMPLEMENTED, "This method is not implemented here.");
        }
        return request;
    }

    /**
     * Closes the connections whose next head is late; to be called about once a second.
     *
     * @param idle how long the server lets a connection idle
     */
    void closeLate(Duration idle) {
        close(table.takeLate(idle, clock.nanoTime()));
    }

    int connections() {
        return table.size();
    }
}
