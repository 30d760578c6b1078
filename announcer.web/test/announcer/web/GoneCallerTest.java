package announcer.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

import org.eclipse.jetty.io.EofException;
import org.junit.jupiter.api.Test;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

class GoneCallerTest {
    /** What the server gives when the connection is closed, by its own end or by the caller's. */
    private static final class Closed extends ServletOutputStream {
        private final AtomicInteger writes = new AtomicInteger();

        @Override
        public void write(int b) throws EofException {
            writes.incrementAndGet();
            throw new EofException();
        }

        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public void setWriteListener(WriteListener listener) {
            throw new UnsupportedOperationException();
        }
    }

    private static <T> T stub(Class<T> type, Map<String, Object> answers) {
        InvocationHandler handler = (proxy, method, arguments) -> {
            Class<?> returned = method.getReturnType();
            return answers.getOrDefault(method.getName(),
                    returned == boolean.class ? (Object) false : returned == int.class ? 0 : null);
        };
        return type.cast(Proxy.newProxyInstance(GoneCallerTest.class.getClassLoader(), new Class<?>[]{type}, handler));
    }

    @Test
    void an_answer_that_nobody_is_there_for_is_no_failure_of_the_product() throws Exception {
        ApiServer server = new ApiServer();
        try {
            HttpServletRequest request = stub(HttpServletRequest.class,
                    Map.of("getMethod", "GET", "getPathInfo", "/channels", "getRequestURI",
                            "/api/channels", "getRemoteAddr", "127.0.0.1", "getContentLengthLong", 0L, "getScheme", "http", "getServerName",
                            "localhost"));
            Closed closed = new Closed();
            HttpServletResponse response = stub(HttpServletResponse.class, Map.of("getOutputStream", closed));

            assertThatCode(() -> server.servlet.service(request, response)).doesNotThrowAnyException();

            assertThat(closed.writes).as("an answer was tried").hasPositiveValue();
        } finally {
            server.close();
        }
    }
}
