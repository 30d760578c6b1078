package announcer.console;

import java.io.ByteArrayOutputStream;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

/** One request and its answer; what the console's code does not use is not there. */
final class FakeHttp {
    String method = "GET";
    String uri = "/system/console/bundles";
    String pathInfo;
    long contentLength = -1;
    boolean secure;
    Locale locale = Locale.ENGLISH;
    final Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    final Map<String, String> parameters = new HashMap<>();
    /** Done while a parameter is read. */
    Runnable onRead = () -> {};
    final Map<String, Object> attributes = new HashMap<>();
    final List<Cookie> cookies = new ArrayList<>();
    int status = 200;
    final Map<String, String> answered = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();

    FakeHttp() {
        headers.put("Host", "192.0.2.80:8080");
    }

    FakeHttp header(String name, String value) {
        headers.put(name, value);
        return this;
    }

    FakeHttp session() {
        cookies.add(new Cookie("announcer-session", "annas-cookie"));
        return this;
    }

    String body() {
        return body.toString(StandardCharsets.UTF_8);
    }

    HttpServletRequest request() {
        return proxy(HttpServletRequest.class, (name, a) -> switch (name) {
            case "getMethod" -> method;
            case "getRequestURI" -> uri;
            case "getPathInfo" -> pathInfo;
            case "getQueryString" -> null;
            case "getScheme" -> secure ? "https" : "http";
            case "isSecure" -> secure;
            case "getRemoteAddr" -> "192.0.2.1";
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

    HttpServletResponse response() {
        return proxy(HttpServletResponse.class, (name, a) -> switch (name) {
            case "setStatus" -> {
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
