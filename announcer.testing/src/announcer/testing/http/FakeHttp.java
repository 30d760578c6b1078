package announcer.testing.http;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.lang.reflect.Proxy;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

/** One request and its answer; what the servlets under test do not use is not there. */
public final class FakeHttp {
    public String method = "GET";
    public String servletPath = "";
    public String serverName = "192.0.2.80";
    public int serverPort = 8080;
    public String uri = "/system/console/bundles";
    public String pathInfo;
    public long contentLength = -1;
    public boolean secure;
    public Locale locale = Locale.ENGLISH;
    public final Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    public final Map<String, String> parameters = new HashMap<>();
    /** The client's address. */
    public String address = "192.0.2.1";
    /** Whether the form comes a byte at a time, of which none is there when it is read. */
    public boolean trickles;
    /** Done while a parameter or the form is read. */
    public Runnable onRead = () -> {};
    public final Map<String, Object> attributes = new HashMap<>();
    public final List<Cookie> cookies = new ArrayList<>();
    public int status = 200;
    public final Map<String, String> answered = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();

    public FakeHttp() {
        headers.put("Host", "192.0.2.80:8080");
    }

    public FakeHttp header(String name, String value) {
        headers.put(name, value);
        return this;
    }

    public FakeHttp session() {
        cookies.add(new Cookie("announcer-session", "annas-cookie"));
        return this;
    }

    public String body() {
        return body.toString(StandardCharsets.UTF_8);
    }

    /** How many bytes the answer has. */
    public int bytes() {
        return body.size();
    }

    public HttpServletRequest request() {
        return proxy(HttpServletRequest.class, (name, a) -> switch (name) {
            case "getMethod" -> method;
            case "getRequestURI" -> uri;
            case "getPathInfo" -> pathInfo;
            case "getServletPath" -> servletPath;
            case "getServerName" -> serverName;
            case "getServerPort" -> serverPort;
            case "getQueryString" -> null;
            case "getScheme" -> secure ? "https" : "http";
            case "isSecure" -> secure;
            case "getRemoteAddr" -> address;
            case "getInputStream" -> new In(form());
            case "getHeader" -> headers.get((String) a[0]);
            case "getContentType" -> headers.get("Content-Type");
            case "getContentLengthLong" -> contentLength;
            case "getParameter" -> {
                onRead.run();
                yield parameters.get((String) a[0]);
            }
            case "getCookies" -> cookies.toArray(Cookie[]::new);
            case "getLocales" -> Collections.enumeration(List.of(locale));
            case "setAttribute" -> attributes.put((String) a[0], a[1]);
            case "getAttribute" -> attributes.get((String) a[0]);
            default -> throw new UnsupportedOperationException(name);
        });
    }

    public HttpServletResponse response() {
        return proxy(HttpServletResponse.class, (name, a) -> switch (name) {
            case "setStatus", "sendError" -> {
                status = (int) a[0];
                yield null;
            }
            case "getStatus" -> status;
            case "setHeader", "addHeader" -> answered.put((String) a[0], (String) a[1]);
            case "setContentType" -> answered.put("Content-Type", (String) a[0]);
            case "setContentLength", "flushBuffer" -> null;
            case "getOutputStream" -> new Out(body);
            default -> throw new UnsupportedOperationException(name);
        });
    }

    private byte[] form() {
        return parameters.entrySet().stream().map(p -> p.getKey() + "=" + URLEncoder.encode(p.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&")).getBytes(StandardCharsets.UTF_8);
    }

    private final class In extends ServletInputStream {
        private final ByteArrayInputStream from;

        In(byte[] from) {
            this.from = new ByteArrayInputStream(from);
        }

        @Override
        public int read() {
            throw new UnsupportedOperationException();
        }

        @Override
        public int read(byte[] to, int offset, int length) {
            onRead.run();
            return from.read(to, offset, trickles ? Math.min(1, length) : length);
        }

        @Override
        public int available() {
            return trickles ? 0 : from.available();
        }

        @Override
        public boolean isFinished() {
            return from.available() == 0;
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

    private interface Calls {
        Object call(String name, Object[] arguments);
    }

    private static <T> T proxy(Class<T> type, Calls calls) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[]{type}, (p, m, a) -> {
            Object result = calls.call(m.getName(), a);
            return m.getReturnType() == void.class ? null : result;
        }));
    }

    private static final class Out extends ServletOutputStream {
        private final ByteArrayOutputStream to;

        Out(ByteArrayOutputStream to) {
            this.to = to;
        }

        @Override
        public void write(int b) {
            to.write(b);
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
}
