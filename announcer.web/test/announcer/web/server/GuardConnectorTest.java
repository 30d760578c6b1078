package announcer.web.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EventListener;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.ForwardedRequestCustomizer;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import announcer.testing.VirtualClock;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

/** The guard at the Jetty that the product runs, set up as Felix does it: when the server listens already. */
class GuardConnectorTest {
    private static final String REQUEST = "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n";
    private static final int PATIENCE_MILLIS = 20_000;
    private final VirtualClock clock = new VirtualClock();
    private final List<Socket> sockets = new ArrayList<>();
    private final Pool pool = new Pool();
    private final Server server = new Server(pool);
    private volatile ServerLimits limits = new ServerLimits(50, Duration.ofSeconds(10));
    private ServerConnector connector;
    private List<EventListener> listeners;
    private GuardConnector guard;

    @BeforeEach
    void start() throws Exception {
        connector = new ServerConnector(server, 1, 1);
        connector.setHost("127.0.0.1");
        // As behind a proxy: it believes X-Forwarded-For, where that is sent.
        connector.getConnectionFactory(HttpConnectionFactory.class).getHttpConfiguration().addCustomizer(new ForwardedRequestCustomizer());
        server.addConnector(connector);
        ServletContextHandler context = new ServletContextHandler("/");
        context.addServlet(new ServletHolder(new Plain()), "/*");
        server.setHandler(context);
        server.start();
        listeners = List.copyOf(connector.getEventListeners());
        guard = new GuardConnector(server, () -> limits, clock);
        server.addConnector(guard);
        guard.start();
    }

    @AfterEach
    void stop() throws Exception {
        for (Socket socket : sockets) {
            socket.close();
        }
        server.stop();
    }

    private Socket connect() throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), connector.getLocalPort());
        socket.setSoTimeout(PATIENCE_MILLIS);
        sockets.add(socket);
        return socket;
    }

    private static void write(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
        socket.getOutputStream().flush();
    }

    /** Reads one answer with the body "ok". */
    private static String read(Socket socket) throws IOException {
        StringBuilder answer = new StringBuilder();
        while (!answer.toString().endsWith("ok")) {
            int b = socket.getInputStream().read();
            if (b < 0) {
                break;
            }
            answer.append((char) b);
        }
        return answer.toString();
    }

    private static boolean isClosed(Socket socket) throws IOException {
        try {
            return socket.getInputStream().read() < 0;
        } catch (SocketException e) {
            return true;
        }
    }

    private void await(int connections) {
        awaitTrue(() -> guard.connections() == connections);
    }

    private static void awaitTrue(BooleanSupplier condition) {
        long end = System.nanoTime() + Duration.ofMillis(PATIENCE_MILLIS).toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime() - end).as("in time").isNegative();
            LockSupport.parkNanos(100_000);
        }
    }

    @Test
    void a_head_that_trickles_in_is_given_up_and_a_request_that_is_answered_late_is_not() throws Exception {
        Socket used = connect();
        write(used, REQUEST);
        assertThat(read(used)).startsWith("HTTP/1.1 200 ");
        Socket trickling = connect();
        write(trickling, "GET / HTTP/1.1\r\nX: ");
        await(2);
        clock.pass(Duration.ofSeconds(9).toNanos());
        write(trickling, "y");
        clock.pass(Duration.ofSeconds(2).toNanos());
        guard.closeLate();
        assertThat(isClosed(trickling)).isTrue();
        write(used, REQUEST);
        assertThat(read(used)).startsWith("HTTP/1.1 200 ");
        await(1);
        write(used, "GET / HTT");
        awaitTrue(() -> {
            // Its answer may have been read before the server knows that it is through with it.
            clock.pass(Duration.ofSeconds(31).toNanos());
            guard.closeLate();
            return guard.connections() == 0;
        });
        assertThat(isClosed(used)).as("a later head that trickles in").isTrue();
    }

    @Test
    void connections_on_which_nothing_comes_make_room_for_those_on_which_something_does() throws Exception {
        limits = new ServerLimits(3, Duration.ofSeconds(10));
        Socket first = connect();
        await(1);
        connect();
        connect();
        await(3);
        for (int i = 0; i < 5; i++) {
            Socket next = connect();
            write(next, REQUEST);
            assertThat(read(next)).startsWith("HTTP/1.1 200 ");
        }
        assertThat(isClosed(first)).isTrue();
        assertThat(guard.connections()).isEqualTo(3);
    }

    @Test
    void a_method_that_repeats_the_request_is_not_implemented() throws Exception {
        for (String method : new String[]{"TRACE", "TRACK"}) {
            Socket socket = connect();
            write(socket, method + " / HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer secret-1\r\nConnection: close\r\n\r\n");
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
            assertThat(answer).startsWith("HTTP/1.1 501 ").doesNotContain("secret-1");
        }
    }

    @Test
    void a_guard_goes_and_leaves_the_server_as_it_was() throws Exception {
        guard.stop();
        server.removeConnector(guard);
        Socket socket = connect();
        write(socket, REQUEST);
        assertThat(read(socket)).startsWith("HTTP/1.1 200 ");
        assertThat(List.copyOf(connector.getEventListeners())).isEqualTo(listeners);
        assertThat(connector.isStarted()).isTrue();
        write(socket, "TRACE / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
        assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1)).startsWith("HTTP/1.1 200 ");
    }

    @Test
    void a_connection_is_known_whatever_address_its_request_is_said_to_come_from() throws Exception {
        Socket socket = connect();
        write(socket, "GET / HTTP/1.1\r\nHost: localhost\r\nX-Forwarded-For: 192.0.2.7\r\n\r\n");
        assertThat(read(socket)).startsWith("HTTP/1.1 200 ");
        // A new one would be late; this one has been answered, or still is.
        clock.pass(Duration.ofSeconds(11).toNanos());
        guard.closeLate();
        write(socket, REQUEST);
        assertThat(read(socket)).startsWith("HTTP/1.1 200 ");
    }

    @Test
    void nothing_is_late_while_requests_may_wait_for_threads() throws Exception {
        Socket waiting = connect();
        write(waiting, "GET / HTTP/1.1\r\nHost: localhost\r\n");
        await(1);
        clock.pass(Duration.ofSeconds(11).toNanos());
        pool.low = true;
        guard.closeLate();
        assertThat(guard.connections()).isEqualTo(1);
        pool.low = false;
        guard.closeLate();
        assertThat(isClosed(waiting)).isTrue();
    }

    @Test
    void a_server_that_listens_nowhere_has_nothing_to_guard() {
        assertThatThrownBy(() -> new GuardConnector(new Server(), () -> limits, clock)).isInstanceOf(IllegalStateException.class);
        assertThat(guard.getHost()).isEqualTo("127.0.0.1");
    }

    /** It can say that it is low on threads. */
    private static final class Pool extends QueuedThreadPool {
        private volatile boolean low;

        @Override
        public boolean isLowOnThreads() {
            return low;
        }
    }

    private static final class Plain extends HttpServlet {
        private static final long serialVersionUID = 1L;

        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
            response.setContentLength(2);
            response.getOutputStream().print("ok");
        }
    }
}
