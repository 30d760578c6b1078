package announcer.web.live;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.WriteListener;

/** A request that was made asynchronous, whose client takes as much as the test says. */
final class FakeAsync {
    final Output output = new Output();
    int completions;

    AsyncContext context() {
        ServletResponse response = (ServletResponse) Proxy.newProxyInstance(getClass().getClassLoader(),
                new Class<?>[]{ServletResponse.class}, (proxy, method, arguments) -> output);
        return (AsyncContext) Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[]{AsyncContext.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "getResponse" -> response;
                    case "complete" -> {
                        completions++;
                        yield null;
                    }
                    default -> null;
                });
    }

    /** Returns the bytes that arrived since the last call, as text. */
    String taken() {
        String text = output.bytes.toString(StandardCharsets.UTF_8);
        output.bytes.reset();
        return text;
    }

    /** The output stream that the server writes to. */
    static final class Output extends ServletOutputStream {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        boolean ready = true;
        boolean broken;
        int flushes;
        WriteListener listener;

        @Override
        public boolean isReady() {
            return ready;
        }

        @Override
        public void setWriteListener(WriteListener l) {
            listener = l;
        }

        @Override
        public void write(int b) throws IOException {
            write(new byte[]{(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] b, int offset, int length) throws IOException {
            if (broken) {
                throw new IOException("the client has gone");
            }
            bytes.write(b, offset, length);
        }

        @Override
        public void flush() {
            flushes++;
        }
    }
}
