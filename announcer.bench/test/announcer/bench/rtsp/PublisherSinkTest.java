package announcer.bench.rtsp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;

import org.junit.jupiter.api.Test;

class PublisherSinkTest {
    private static final byte[] PACKET = {'$', 0, 0, 2, 1, 1};

    @Test
    void server_goes_away_and_comes_back_at_its_port_and_goes_on_counting() throws Exception {
        try (PublisherSink sink = PublisherSink.open()) {
            int port = URI.create(sink.url()).getPort();
            try (Socket publisher = new Socket(InetAddress.getLoopbackAddress(), port)) {
                publisher.getOutputStream().write(PACKET);
                sink.arrivals().awaitAfter(Long.MIN_VALUE, Duration.ofSeconds(5));

                sink.leave();

                assertThat(publisher.getInputStream().read()).isEqualTo(-1);
                assertThatExceptionOfType(IOException.class)
                        .isThrownBy(() -> new Socket(InetAddress.getLoopbackAddress(), port).close());
            }

            long back = System.nanoTime();
            sink.comeBack();

            try (Socket publisher = new Socket(InetAddress.getLoopbackAddress(), port)) {
                publisher.getOutputStream().write(PACKET);
                sink.arrivals().awaitAfter(back, Duration.ofSeconds(5));
            }
            assertThat(sink.arrivals().count()).isEqualTo(2);
        }
    }
}
