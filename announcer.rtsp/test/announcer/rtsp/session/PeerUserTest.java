package announcer.rtsp.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;

import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class PeerUserTest {
    private static final String TABLE = """
              sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode
               0: 0100007F:216A 00000000:0000 0A 00000000:00000000 00:00000000 00000000  1000        0 587 1 0 100 0 0 10 0
               1: 0100007F:D2D2 0100007F:216A 06 00000000:00000000 00:00000000 00000000     0        0 0 2 0 20 4 23 18 -1
               2: 0100007F:D2D2 0100007F:216A 01 00000000:00000000 00:00000000 00000000 65534        0 7832982 2 0 20 4 23 18 -1
               3: 0100007F:216A 0100007F:D2D2 01 00000000:00000000 00:00000000 00000000  1000        0 7831378 2 0 20 4 23 18 -1
            """;
    private static final String TABLE6 = """
              sl  local_address                         remote_address                        st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode
               0: 0000000000000000FFFF00000100007F:D2D2 0000000000000000FFFF00000100007F:216A 01 00000000:00000000 00:00000000 00000000  1001        0 5 2 0 20 4 23 18 -1
               1: 00000000000000000000000001000000:D2D2 00000000000000000000000001000000:216A 01 00000000:00000000 00:00000000 00000000  1002        0 5 2 0 20 4 23 18 -1
               2: 00000000000000000000000001000000:216A 00000000000000000000000001000000:D2D2 01 00000000:00000000 00:00000000 00000000  1000        0 5 2 0 20 4 23 18 -1
            """;

    private static OptionalLong stranger(String table, String from, int port) throws IOException {
        InetAddress address = InetAddress.getByName(from);
        return PeerUser.strangerIn(table.lines().toList(), new InetSocketAddress(address, port), new InetSocketAddress(address, 8554));
    }

    @Test
    void the_kernel_s_tables_name_the_owner_of_the_far_end() throws Exception {
        Assumptions.assumeTrue(ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN, "the tables are those of a little-endian machine");
        assertThat(stranger(TABLE, "127.0.0.1", 0xD2D2)).hasValue(65_534);
        assertThat(stranger(TABLE, "127.0.0.1", 0xD2D3)).as("not there").isEmpty();
        assertThat(stranger(TABLE.replace("65534 ", " 1000 "), "127.0.0.1", 0xD2D2)).as("our own").isEmpty();
        assertThat(stranger(TABLE6 + TABLE.lines().skip(4).findFirst().orElseThrow(), "127.0.0.1", 0xD2D2))
                .as("from a socket for IPv4 and IPv6").hasValue(1001);
        assertThat(stranger(TABLE6, "::1", 0xD2D2)).hasValue(1002);
    }

    @Test
    void a_connection_of_our_own_is_no_stranger_s() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                Socket client = new Socket(server.getInetAddress(), server.getLocalPort());
                Socket accepted = server.accept()) {
            InetSocketAddress peer = (InetSocketAddress) accepted.getRemoteSocketAddress();
            InetSocketAddress here = (InetSocketAddress) accepted.getLocalSocketAddress();
            assertThat(PeerUser.stranger(peer, here)).isEmpty();
            assertThat(client.isConnected()).isTrue();
            if (OS.LINUX.isCurrentOs()) {
                assertThat(PeerUser.owner(PeerUser.rows(), peer, here)).as("the kernel's tables are read, and its end is found")
                        .isPresent();
            }
        }
    }

    @Test
    void who_comes_over_another_address_of_this_machine_is_looked_up_too(@TempDir Path folder) throws Exception {
        Assumptions.assumeTrue(ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN, "the tables are those of a little-endian machine");
        // 127.0.0.1 becomes 192.168.1.5, as it is written there.
        Path table = Files.writeString(folder.resolve("tcp"), TABLE.replace("0100007F", "0501A8C0"));
        InetAddress lan = InetAddress.getByName("192.168.1.5");
        InetSocketAddress here = new InetSocketAddress(lan, 8554);
        assertThat(PeerUser.stranger(List.of(table), new InetSocketAddress(lan, 0xD2D2), here)).hasValue(65_534);
    }

    @Test
    void who_comes_from_another_machine_is_not_known(@TempDir Path folder) throws Exception {
        Assumptions.assumeTrue(ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN, "the tables are those of a little-endian machine");
        // Our end alone is in the table: the other's is in that of its own machine.
        Path table = Files.writeString(folder.resolve("tcp"),
                "   3: 0501A8C0:216A 0601A8C0:D2D2 01 00000000:00000000 00:00000000 00000000  1000        0 7831378 2 0 20 4 23 18 -1\n");
        InetSocketAddress here = new InetSocketAddress(InetAddress.getByName("192.168.1.5"), 8554);
        InetSocketAddress peer = new InetSocketAddress(InetAddress.getByName("192.168.1.6"), 0xD2D2);
        assertThat(PeerUser.owner(Files.readAllLines(table), here, peer)).hasValue(1000);
        assertThat(PeerUser.stranger(List.of(table), peer, here)).isEmpty();
    }
}
