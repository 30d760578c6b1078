package announcer.console;

import java.net.URLDecoder;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;

/**
 * A request whose form has been read within limits. The server's own reading of parameters has no limit on time. Of a name that comes twice the
 * first value counts, and one in the address before one in the body. For the request's thread.
 */
final class LoginForm extends HttpServletRequestWrapper {
    private final Map<String, String> parameters = new HashMap<>();

    /**
     * A form of this request.
     *
     * @param body the whole body
     * @throws IllegalArgumentException when it is no form
     */
    LoginForm(HttpServletRequest request, ByteBuffer body) {
        super(request);
        if (request.getQueryString() != null) {
            read(request.getQueryString());
        }
        read(StandardCharsets.UTF_8.decode(body).toString());
    }

    private void read(String form) {
        for (String field : form.split("&", -1)) {
            int equals = field.indexOf('=');
            if (equals > 0) {
                parameters.putIfAbsent(decoded(field.substring(0, equals)), decoded(field.substring(equals + 1)));
            }
        }
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    @Override
    public String getParameter(String name) {
        return parameters.get(name);
    }
}
