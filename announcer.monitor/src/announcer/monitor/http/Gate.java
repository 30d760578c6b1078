package announcer.monitor.http;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

import com.google.gson.JsonObject;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import announcer.api.access.AccessControl;
import announcer.api.access.Admission;
import announcer.api.access.Caller;
import announcer.api.access.HttpCredentials;
import announcer.api.access.Scope;

/** Asks access control who a request comes from, and answers those that it does not let in. Safe for use by any thread. */
public final class Gate {
    private final AtomicReference<AccessControl> access = new AtomicReference<>();

    public void open(AccessControl a) {
        access.set(a);
    }

    public void close(AccessControl a) {
        access.compareAndSet(a, null);
    }

    /** Whether a request says who it is. */
    public static boolean hasCredentials(HttpServletRequest request) {
        HttpCredentials credentials = credentials(request);
        return credentials.authorization().isPresent() || credentials.session().isPresent();
    }

    /** Who it is; empty when there is no access control. */
    public Optional<Admission> ask(HttpServletRequest request) {
        return Optional.ofNullable(access.get()).map(a -> a.admit(credentials(request), true));
    }

    /** Whether a caller may do something; if not, the request has been answered. */
    public boolean admits(HttpServletRequest request, HttpServletResponse response, Scope scope) throws IOException {
        Admission admission = ask(request).orElse(null);
        if (admission == null) {
            response.setHeader("Retry-After", "5");
            refuse(response, 503, "access-control-absent", "Nobody can be let in now",
                    "there is no access control; if this lasts, start the bundle announcer.access");
            return false;
        }
        if (admission.caller().isEmpty()) {
            refuse(request, response, admission);
            return false;
        }
        Caller caller = admission.caller().get();
        if (!caller.may(scope)) {
            refuse(response, 403, "forbidden", "This caller may not do this",
                    caller.name() + " does not have the scope " + scope + ", which is needed here");
            return false;
        }
        return true;
    }

    /** Answers one that was not admitted. */
    public static void refuse(HttpServletRequest request, HttpServletResponse response, Admission admission) throws IOException {
        switch (admission.verdict()) {
            case TOO_MANY -> {
                response.setHeader("Retry-After", String.valueOf(Math.max(1, admission.retryAfter().toSeconds())));
                refuse(response, 429, "too-many-logins", "Too many wrong credentials", admission.reason());
            }
            case FOREIGN -> refuse(response, 403, "foreign", "The request comes from another site", admission.reason());
            default -> {
                response.addHeader("WWW-Authenticate", "Bearer realm=\"announcer\"");
                if (request.getHeader("Sec-Fetch-Mode") == null) {
                    response.addHeader("WWW-Authenticate", "Basic realm=\"announcer\", charset=\"UTF-8\"");
                }
                refuse(response, 401, "unauthorised", "Credentials are needed", admission.reason());
            }
        }
    }

    private static void refuse(HttpServletResponse response, int status, String kind, String title, String detail) throws IOException {
        JsonObject problem = new JsonObject();
        problem.addProperty("type", "urn:announcer:problem:" + kind);
        problem.addProperty("title", title);
        problem.addProperty("status", status);
        problem.addProperty("detail", detail);
        response.setStatus(status);
        response.setContentType("application/problem+json");
        response.getOutputStream().write(problem.toString().getBytes(StandardCharsets.UTF_8));
    }

    private static HttpCredentials credentials(HttpServletRequest request) {
        return HttpCredentials.of(request.getMethod(), request.getScheme(), request.getRemoteAddr(), request::getHeader, session(request));
    }

    private static Optional<String> session(HttpServletRequest request) {
        Cookie[] cookies = request.getCookies();
        for (Cookie c : cookies == null ? new Cookie[0] : cookies) {
            if (c.getName().equals(AccessControl.COOKIE)) {
                return Optional.of(c.getValue());
            }
        }
        return Optional.empty();
    }
}
