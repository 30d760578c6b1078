package announcer.web;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Which path and method is answered by whom. A star in a path stands for one part of it, whatever it is. */
final class Routes {
    /** Answers one kind of request. */
    interface Handler {
        void handle(Exchange exchange) throws Problem, IOException;
    }

    /** What a request's path and method lead to. */
    record Match(Handler handler, List<String> variables) {}

    private static final String ANY = "*";

    private final Map<List<String>, Map<String, Handler>> paths = new LinkedHashMap<>();

    Routes add(String method, String path, Handler handler) {
        Map<String, Handler> methods = paths.computeIfAbsent(parts(path), p -> new LinkedHashMap<>());
        methods.put(method, handler);
        if (method.equals("GET")) {
            // The server leaves out the body.
            methods.put("HEAD", handler);
        }
        return this;
    }

    /** @param path what follows the API's root; null when nothing does */
    Match find(String method, String path) throws Problem {
        List<String> parts = parts(path == null ? "" : path);
        for (Map.Entry<List<String>, Map<String, Handler>> entry : paths.entrySet()) {
            List<String> variables = new ArrayList<>();
            if (matches(entry.getKey(), parts, variables)) {
                Handler handler = entry.getValue().get(method);
                if (handler == null) {
                    throw notAllowed(method, path, String.join(", ", entry.getValue().keySet()));
                }
                return new Match(handler, variables);
            }
        }
        throw new Problem(404, "unknown-path", "Nothing is here", "the API has no \"" + Problem.shortened(String.valueOf(path))
                + "\"; it has announcements, announcements/{id}, channels, channels/{id}, channels/{id}/push/restart, voices, cache and cache/purge");
    }

    private static boolean matches(List<String> pattern, List<String> parts, List<String> variables) {
        if (pattern.size() != parts.size()) {
            return false;
        }
        for (int i = 0; i < parts.size(); i++) {
            if (pattern.get(i).equals(ANY)) {
                variables.add(parts.get(i));
            } else if (!pattern.get(i).equals(parts.get(i))) {
                return false;
            }
        }
        return true;
    }

    private static List<String> parts(String path) {
        // The limit keeps empty parts at the end: "channels/" is not "channels".
        return List.of((path.startsWith("/") ? path.substring(1) : path).split("/", -1));
    }

    private static Problem notAllowed(String method, String path, String allowed) {
        return new Problem(405, "method-not-allowed", "This method is not allowed here",
                Problem.shortened(method) + " is not allowed on \"" + Problem.shortened(path) + "\"; allowed: " + allowed)
                .header("Allow", allowed);
    }
}
