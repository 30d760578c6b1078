package announcer.web.http;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

import announcer.api.access.Scope;

/** The routes of the API: method and path, the scope that they need, and their handler. Filled by one thread, then read by any. */
public final class Routes {
    /** Handles the requests of a route. */
    public interface Handler {
        void handle(Exchange exchange) throws Problem, IOException;
    }

    /**
     * A route.
     *
     * @param method GET, POST, ...
     * @param path its path behind the API's root; a name in braces stands for one part of it, whatever it is
     * @param scope what the caller must be allowed; empty: everybody who is let in
     * @param handler who answers
     */
    public record Route(String method, String path, Optional<Scope> scope, Handler handler) {}

    /** The route of a request, and the variable parts of its path by name. */
    public record Match(Route route, Map<String, String> variables) {}

    private final Map<List<String>, Map<String, Route>> paths = new LinkedHashMap<>();

    /** Adds a route that needs a scope. Where two paths fit, the one that was added first counts. */
    public Routes add(String method, String path, Scope scope, Handler handler) {
        return add(new Route(method, path, Optional.of(scope), handler));
    }

    /** Adds a route for every authenticated caller. */
    public Routes addForAll(String method, String path, Handler handler) {
        return add(new Route(method, path, Optional.empty(), handler));
    }

    private Routes add(Route route) {
        paths.computeIfAbsent(parts(route.path()), p -> new LinkedHashMap<>()).put(route.method(), route);
        return this;
    }

    /** Returns all routes. */
    public List<Route> all() {
        return paths.values().stream().flatMap(methods -> methods.values().stream()).toList();
    }

    /** @param path what follows the API's root; null when nothing does */
    public Match find(String method, String path) throws Problem {
        List<String> parts = parts(path == null ? "" : path);
        for (Map.Entry<List<String>, Map<String, Route>> entry : paths.entrySet()) {
            Map<String, String> variables = new LinkedHashMap<>();
            if (matches(entry.getKey(), parts, variables)) {
                if (method.equals("OPTIONS")) {
                    return new Match(new Route(method, path, Optional.empty(), told(allowed(entry.getValue()))), variables);
                }
                // To HEAD the server answers as to GET and leaves out the body.
                Route route = entry.getValue().get(method.equals("HEAD") ? "GET" : method);
                if (route == null) {
                    throw notAllowed(method, path, allowed(entry.getValue()));
                }
                return new Match(route, variables);
            }
        }
        throw new Problem(404, "unknown-path", "Nothing is here",
                "the API has no \"" + Problem.shortened(String.valueOf(path))
                        + "\"; GET /api/openapi.json tells all that it has, at the top "
                        + paths.keySet().stream().map(p -> p.get(0)).distinct().collect(Collectors.joining(", ")));
    }

    /** Nothing of another site's is allowed. */
    private static Handler told(String allowed) {
        return exchange -> {
            exchange.response().setHeader("Allow", allowed);
            exchange.done();
        };
    }

    private static boolean matches(List<String> pattern, List<String> parts, Map<String, String> variables) {
        if (pattern.size() != parts.size()) {
            return false;
        }
        for (int i = 0; i < parts.size(); i++) {
            String wanted = pattern.get(i);
            if (wanted.startsWith("{")) {
                variables.put(wanted.substring(1, wanted.length() - 1), parts.get(i));
            } else if (!wanted.equals(parts.get(i))) {
                return false;
            }
        }
        return true;
    }

    private static List<String> parts(String path) {
        // The limit keeps empty parts at the end: "channels/" is not "channels".
        return List.of((path.startsWith("/") ? path.substring(1) : path).split("/", -1));
    }

    private static String allowed(Map<String, Route> methods) {
        List<String> names = new ArrayList<>(methods.keySet());
        if (methods.containsKey("GET")) {
            names.add(names.indexOf("GET") + 1, "HEAD");
        }
        names.add("OPTIONS");
        return String.join(", ", names);
    }

    private static Problem notAllowed(String method, String path, String allowed) {
        return new Problem(405, "method-not-allowed", "This method is not allowed here",
                Problem.shortened(method) + " is not allowed on \"" + Problem.shortened(path) + "\"; allowed: " + allowed)
                .header("Allow", allowed);
    }
}
