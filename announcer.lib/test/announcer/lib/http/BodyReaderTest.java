package announcer.lib.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.Map;

import org.junit.jupiter.api.Test;

import announcer.lib.http.BodyException.Reason;
import announcer.lib.time.MonotonicClock;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;

class BodyReaderTest {
    /** A body whose next byte is there at every second look only. */
    private static final class Trickle extends ServletInputStream {
        private final int length;
        private int looks;
        private int given;

        Trickle(int length) {
            this.length = length;
        }

        @Override
        public int available() {
            return looks++ % 2;
        }

        @Override
        public int read() {
            return given++ < length ? 'x' : -1;
        }

        @Override
        public int read(byte[] into, int offset, int most) {
            int c = read();
            if (c < 0) {
                return -1;
            }
            into[offset] = (byte) c;
            return 1;
        }

        @Override
        public boolean isFinished() {
            return given >= length;
        }

        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public void setReadListener(ReadListener listener) {
            throw new UnsupportedOperationException();
        }
    }

    private static HttpServletRequest request(Trickle body) {
        Map<String, Object> answers = Map.of("getContentLengthLong", (long) body.length, "getInputStream", body);
        return (HttpServletRequest) Proxy.newProxyInstance(BodyReaderTest.class.getClassLoader(), new Class<?>[]{HttpServletRequest.class},
                (proxy, method, arguments) -> answers.get(method.getName()));
    }

    private static BodyReader reader(int places) {
        return new BodyReader(8_000, Duration.ofSeconds(10), new SlowBodies(places), MonotonicClock.SYSTEM);
    }

    @Test
    void a_body_that_has_no_place_waits_a_tenth_of_a_second_in_all_however_its_bytes_come() throws Exception {
        Trickle slow = new Trickle(30);
        assertThatThrownBy(() -> reader(0).read(request(slow), "a"))
                .isInstanceOfSatisfying(BodyException.class, e -> assertThat(e.reason()).isEqualTo(Reason.TOO_MANY_SLOW));
        assertThat(slow.given).as("bytes that came in the meantime").isEqualTo(10);
        assertThat(reader(0).read(request(new Trickle(10)), "a").remaining()).as("whole by then").isEqualTo(10);
    }

    @Test
    void a_body_that_has_one_gives_it_back() throws Exception {
        BodyReader reader = reader(2);
        assertThat(reader.read(request(new Trickle(30)), "a").remaining()).isEqualTo(30);
        assertThat(reader.slow().waiting()).isZero();
    }
}
