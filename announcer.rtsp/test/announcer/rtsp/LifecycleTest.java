package announcer.rtsp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import announcer.lib.time.MonotonicClock;
import announcer.rtsp.server.RtspServer;
import announcer.rtsp.server.ServerSocketBinder;

@Timeout(120)
class LifecycleTest {
    private static long threads() {
        return Thread.getAllStackTraces().keySet().stream().filter(thread -> thread.getName().startsWith("announcer-rtsp")).count();
    }

    private static long sockets() throws IOException {
        Path descriptors = Path.of("/proc/self/fd");
        Assumptions.assumeTrue(Files.isDirectory(descriptors), "Open sockets are counted in /proc, which is not here.");
        try (Stream<Path> open = Files.list(descriptors)) {
            return open.filter(LifecycleTest::isSocket).count();
        }
    }

    private static boolean isSocket(Path descriptor) {
        try {
            String target = Files.readSymbolicLink(descriptor).toString();
            return target.startsWith("socket:") || target.contains("eventpoll") || target.contains("eventfd");
        } catch (IOException e) {
            // The descriptor by which this folder is read.
            return false;
        }
    }

    private static void oneLife() throws IOException {
        try (TestServer server = new TestServer(TestServer.settings());
                RtspClient publisher = new RtspClient(server, "main").publish(RtspClient.PCMU);
                RtspClient player = new RtspClient(server, "main");
                RtspClient udp = new RtspClient(server, "main")) {
            player.play();
            udp.request("SETUP", "/trackID=0", "", "Transport: RTP/AVP;unicast;client_port=40000-40001");
            udp.request("PLAY");
            publisher.rtp(1, 1, 1, 160);
            player.frame();
            assertThat(threads()).isOne();
            server.server.close();
            assertThat(player.closedByServer()).isTrue();
        }
    }

    @Test
    void fifty_lives_leave_no_thread_and_no_socket() throws Exception {
        oneLife();
        long before = sockets();
        for (int i = 0; i < 50; i++) {
            oneLife();
        }
        assertThat(threads()).isZero();
        assertThat(sockets()).isLessThanOrEqualTo(before);
    }

    @Test
    void a_taken_port_is_tried_again_until_it_is_free_and_a_new_place_is_taken() throws Exception {
        BlockingQueue<String> events = new LinkedBlockingQueue<>();
        try (RtspServer server = new RtspServer(TestServer.settings(), TestServer.PUBLISH, MonotonicClock.SYSTEM)) {
            ServerSocket holder = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
            int port = holder.getLocalPort();
            try (ServerSocketBinder listening = new ServerSocketBinder(server, "127.0.0.1", port, 50,
                    where -> events.add("up " + where.getPort()),
                    () -> events.add("down"))) {
                listening.start();
                assertThat(events.poll(300, TimeUnit.MILLISECONDS)).isNull();
                holder.close();
                assertThat(events.poll(10, TimeUnit.SECONDS)).isEqualTo("up " + port);
                listening.move("127.0.0.1", port);
                listening.move("127.0.0.1", 0);
                assertThat(events.poll(10, TimeUnit.SECONDS)).isEqualTo("down");
                assertThat(events.poll(10, TimeUnit.SECONDS)).startsWith("up ").isNotEqualTo("up " + port);
            }
            assertThat(events.poll(10, TimeUnit.SECONDS)).isEqualTo("down");
        }
        assertThat(threads()).isZero();
    }

    @Test
    void changed_limits_and_a_changed_port_drop_nobody() throws Exception {
        try (TestServer server = new TestServer(TestServer.settings());
                RtspClient publisher = new RtspClient(server, "main").publish(RtspClient.PCMU);
                RtspClient player = new RtspClient(server, "main")) {
            player.play();
            server.server.settings(TestServer.timeouts(java.time.Duration.ofSeconds(9), java.time.Duration.ofSeconds(9), 64 * 1024));
            InetSocketAddress where = server.server.listen("127.0.0.1", 0);
            assertThat(where.getPort()).isNotEqualTo(server.port);
            publisher.rtp(1, 1, 1, 160);
            assertThat(player.frame().sequence()).isEqualTo(1);
            assertThat(player.request("OPTIONS").header("session")).endsWith("timeout=9");
        }
    }
}
