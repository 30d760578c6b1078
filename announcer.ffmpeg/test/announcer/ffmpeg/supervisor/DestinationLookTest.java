package announcer.ffmpeg.supervisor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DestinationLookTest {
    private static boolean listens(String destination) throws Exception {
        CompletableFuture<Boolean> seen = new CompletableFuture<>();
        DestinationLook.at("main", destination).orElseThrow().begin(seen::complete);
        return seen.get(30, TimeUnit.SECONDS);
    }

    @Test
    void it_sees_whether_something_listens() throws Exception {
        String url = "rtsp://user:p%40ss@127.0.0.1:%d/live/main";
        int port = 0;
        try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            port = server.getLocalPort();
            assertThat(listens(url.replace("%d", "" + port))).isTrue();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        assertThat(listens(url.replace("%d", "" + port))).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"rtsp://host/x,host,554", "RTSPS://host/x,host,322", "rtsp://[::1]:8554/x,[::1],8554", "rtsps://u:p@h:1/x,h,1"})
    void host_and_port_are_those_of_the_url(String destination, String host, int port) {
        assertThat(DestinationLook.Address.of(destination)).hasValue(new DestinationLook.Address(host, port));
    }

    @ParameterizedTest
    @ValueSource(strings = {"rtsp://u:p@ss word@h/x", "rtsp:///x", "x", "rtsp://under_score:99999999/x"})
    void what_is_no_url_by_the_rules_is_not_looked_at(String destination) {
        assertThat(DestinationLook.at("main", destination)).isEmpty();
    }
}
