package announcer.rtsp.session;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.UnknownHostException;

import org.junit.jupiter.api.Test;

import announcer.rtsp.protocol.RtspException;

class PlayerPlacesTest {
    private static final int MAX = 20;
    private final PlayerPlaces places = new PlayerPlaces();

    private static InetAddress address(int last) throws UnknownHostException {
        return InetAddress.getByAddress(new byte[]{10, 0, 0, (byte) last});
    }

    @Test
    void one_address_of_the_network_has_half_of_what_publishers_leave() throws Exception {
        for (int i = 0; i < 9; i++) {
            places.take(address(1), MAX);
        }
        assertThatThrownBy(() -> places.take(address(1), MAX)).isInstanceOf(RtspException.class).hasMessageContaining("9 places");
        for (int i = 0; i < 9; i++) {
            places.take(address(2), MAX);
        }
        assertThatThrownBy(() -> places.take(address(3), MAX)).isInstanceOf(RtspException.class).hasMessageContaining("18 places");
        places.free(address(1), false);
        places.take(address(3), MAX);
        assertThatThrownBy(() -> places.take(address(1), MAX)).isInstanceOf(RtspException.class);
    }

    @Test
    void this_machine_has_all_that_publishers_leave() throws Exception {
        for (int i = 0; i < 18; i++) {
            places.take(InetAddress.getLoopbackAddress(), MAX);
        }
        assertThatThrownBy(() -> places.take(InetAddress.getLoopbackAddress(), MAX)).isInstanceOf(RtspException.class);
        assertThatThrownBy(() -> places.take(address(1), MAX)).isInstanceOf(RtspException.class);
    }
}
