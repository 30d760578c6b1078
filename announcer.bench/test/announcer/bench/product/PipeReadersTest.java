package announcer.bench.product;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import announcer.bench.util.Until;

@Timeout(30)
class PipeReadersTest {
    @TempDir
    private Path folder;

    private ServerSocketChannel listen(String name) throws IOException {
        return ServerSocketChannel.open(StandardProtocolFamily.UNIX).bind(UnixDomainSocketAddress.of(folder.resolve(name)));
    }

    @Test
    void each_socket_is_read_empty_and_one_that_ends_is_noticed() throws Exception {
        try (ServerSocketChannel a = listen("a");
                ServerSocketChannel b = listen("b");
                PipeReaders readers = new PipeReaders(List.of("unix:" + folder.resolve("a"), "unix:" + folder.resolve("b")));
                SocketChannel first = a.accept();
                SocketChannel second = b.accept()) {
            // Blocking writes of much more than a socket holds: they end only when somebody reads.
            ByteBuffer sound = ByteBuffer.allocate(5_000_000);
            while (sound.hasRemaining()) {
                first.write(sound);
            }
            second.write(sound.flip());
            assertThat(readers.reading()).isEqualTo(2);
            first.shutdownOutput();
            Until.isTrue("the end was seen", Duration.ofSeconds(10), () -> readers.reading() == 1);
        }
    }

    @Test
    void what_is_no_unix_socket_is_refused() {
        assertThatThrownBy(() -> new PipeReaders(List.of("\\\\.\\pipe\\announcer"))).hasMessageContaining("Unix sockets only");
    }
}
