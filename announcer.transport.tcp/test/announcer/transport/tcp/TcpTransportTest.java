package announcer.transport.tcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import announcer.api.config.InvalidConfigurationException;
import announcer.api.stream.MediaPipe;
import announcer.api.stream.PipeRequest;
import announcer.transport.testkit.PipeReader;

class TcpTransportTest {
    private final TcpTransportCheck check = new TcpTransportCheck();

    @Test
    void the_defaults_are_any_port_and_the_channels_own_buffer() throws Exception {
        assertThat(TcpTransportConfig.class.getMethod("ports").getDefaultValue()).isEqualTo("0");
        assertThat(TcpTransportConfig.class.getMethod("bufferMillis").getDefaultValue()).isEqualTo(0);
        assertThat(TcpTransportConfig.class.getDeclaredMethods()).hasSize(2);
        check.check(TcpTransport.PID, Map.of());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "80", "1023", "65536", "5199-5100", "0-10", "x", "5100-", "-1", "999999"})
    void ports_that_cannot_be_are_refused_with_their_value(String ports) {
        assertThatThrownBy(() -> check.check(TcpTransport.PID, Map.of("ports", ports)))
                .isInstanceOf(InvalidConfigurationException.class).hasMessageContaining("'" + ports + "'")
                .hasMessageContaining("5100-5199");
    }

    @ParameterizedTest
    @CsvSource({"0,0,0", "5100,5100,5100", "5100-5199,5100,5199", " 5100 - 5101 ,5100,5101"})
    void ports_that_can_be_are_taken(String ports, int first, int last) throws Exception {
        TcpTransportSettings s = TcpTransportSettings.of(ports, 0);
        assertThat(List.of(s.firstPort(), s.lastPort())).containsExactly(first, last);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "2001", "x"})
    void a_buffer_that_cannot_be_is_refused(String millis) {
        assertThatThrownBy(() -> check.check(TcpTransport.PID, Map.of("bufferMillis", millis)))
                .isInstanceOf(InvalidConfigurationException.class).hasMessageContaining(millis);
    }

    @Test
    void it_listens_on_loopback_and_nowhere_else() throws Exception {
        try (MediaPipe pipe = Ports.transport("0").open(Ports.request("main"))) {
            assertThat(pipe.inputUrl()).startsWith("tcp://127.0.0.1:");
            for (NetworkInterface each : Collections.list(NetworkInterface.getNetworkInterfaces())) {
                for (InetAddress address : Collections.list(each.getInetAddresses())) {
                    if (!address.isLoopbackAddress()) {
                        assertThatThrownBy(() -> connectTo(address, Ports.port(pipe.inputUrl()))).as("through %s", address)
                                .isInstanceOf(IOException.class);
                    }
                }
            }
        }
    }

    private static void connectTo(InetAddress address, int port) throws IOException {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(address, port), 2000);
        }
    }

    @Test
    void of_a_range_the_first_free_port_is_taken_and_a_full_range_is_told() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String one = String.valueOf(taken.getLocalPort());
            assertThatThrownBy(() -> Ports.transport(one).open(Ports.request("main"))).isInstanceOf(IOException.class)
                    .hasMessageContaining(one).hasMessageContaining(TcpTransport.PID);
            String range = one + "-" + Math.min(65_535, taken.getLocalPort() + 20);
            try (MediaPipe pipe = Ports.transport(range).open(Ports.request("main"))) {
                assertThat(Ports.port(pipe.inputUrl())).isBetween(taken.getLocalPort() + 1, taken.getLocalPort() + 20);
            }
        }
    }

    @Test
    void what_is_still_open_when_the_transport_stops_is_closed() throws Exception {
        TcpTransport transport = Ports.transport("0");
        MediaPipe pipe = transport.open(Ports.request("main"));
        transport.deactivate();
        assertThat(Ports.listens(pipe.inputUrl())).isFalse();
        assertThatThrownBy(() -> transport.open(Ports.request("main"))).isInstanceOf(IOException.class).hasMessageContaining("has stopped");
    }

    @Test
    void what_a_reader_sends_neither_harms_it_nor_fills_anything() throws Exception {
        try (MediaPipe pipe = Ports.transport("0").open(Ports.request("main"));
                Socket chatty = new Socket(InetAddress.getLoopbackAddress(), Ports.port(pipe.inputUrl()))) {
            chatty.getOutputStream().write("GET / HTTP/1.1\r\n\r\n".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
            while (!pipe.connected()) {
                Thread.onSpinWait();
            }
            assertThat(pipe.write(ByteBuffer.allocate(960))).isEqualTo(960);
            pipe.disconnect();
            assertThat(chatty.getInputStream().readAllBytes()).as("a clean end").isEqualTo(new byte[960]);
        }
    }

    /** No bound is asserted for a reader that says nothing of its buffer: it is the system's. The figures are for the readme. */
    @ParameterizedTest
    @CsvSource({"8000,1", "24000,1", "48000,2"})
    void our_own_end_holds_little_at_every_rate(int rate, int channels) throws Exception {
        int bytesPerSecond = rate * channels * 2;
        PipeRequest request = new PipeRequest("main", "audio", bytesPerSecond, bytesPerSecond / 50, bytesPerSecond * 160 / 1000);
        int[] held = new int[2];
        for (int i = 0; i < 2; i++) {
            try (MediaPipe pipe = Ports.transport("0").open(request);
                    PipeReader stalled = Ports.connect(pipe.inputUrl(), i == 0 ? Math.max(Ports.SMALL, request.bufferBytes() / 4) : 0)) {
                while (!pipe.connected()) {
                    Thread.onSpinWait();
                }
                held[i] = held(pipe, request);
                assertThat(stalled).isNotNull();
            }
        }
        System.out.println(rate + " Hz x " + channels + ": held for a reader with a small buffer " + held[0] + " bytes, "
                + held[0] * 1000L / bytesPerSecond + " ms; with the system's own " + held[1] + " bytes, " + held[1] * 1000L / bytesPerSecond
                + " ms");
        assertThat(held[0]).isLessThan(held[1]);
    }

    private static int held(MediaPipe pipe, PipeRequest request) throws IOException {
        ByteBuffer frame = ByteBuffer.allocateDirect(request.bytesPerWrite());
        int held = 0;
        for (int refused = 0; refused < 500;) {
            int taken = pipe.write(frame.clear());
            held += taken;
            refused = taken == 0 ? refused + 1 : 0;
            if (taken == 0) {
                // It grows while it is waited: a window that is probed, records that are packed closer.
                LockSupport.parkNanos(1_000_000);
            }
        }
        return held;
    }
}
