package announcer.itest.product;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;

import announcer.bench.http.HttpTestClient;

/** Every route of the HTTP API, as its own OpenAPI document lists them. */
final class Api {
    /** Whoever is recognised. */
    static final String ANY = "ANY";
    private static final Set<String> METHODS = Set.of("get", "put", "post", "delete", "patch");

    private Api() {
    }

    /**
     * A route.
     *
     * @param method GET, POST, ...
     * @param path with values that name nothing in the place of its parameters
     * @param scope what its caller needs: {@code VIEW}, ..., or {@link #ANY}
     */
    record Route(String method, String path, String scope) {
        boolean changes() {
            return !method.equals("GET");
        }

        @Override
        public String toString() {
            return method + " " + path + " (" + scope + ")";
        }
    }

    static List<Route> routes(HttpTestClient admin) throws Exception {
        JsonObject document = JsonParser.parseString(admin.get("/api/openapi.json").body()).getAsJsonObject();
        String server = document.getAsJsonArray("servers") == null
                ? ""
                : document.getAsJsonArray("servers").get(0).getAsJsonObject().get("url").getAsString();
        List<Route> routes = new ArrayList<>();
        for (Map.Entry<String, JsonElement> path : document.getAsJsonObject("paths").entrySet()) {
            for (Map.Entry<String, JsonElement> operation : path.getValue().getAsJsonObject().entrySet()) {
                if (METHODS.contains(operation.getKey())) {
                    JsonElement scope = operation.getValue().getAsJsonObject().get("x-scope");
                    String full = path.getKey().startsWith("/api") ? path.getKey() : "/api" + path.getKey();
                    routes.add(new Route(operation.getKey().toUpperCase(java.util.Locale.ROOT),
                            full.replaceAll("\\{[^}]*\\}", "no-such-thing"),
                            scope == null || scope.isJsonNull() ? ANY : scope.getAsString().toUpperCase(java.util.Locale.ROOT)));
                }
            }
        }
        if (routes.size() < 30) {
            throw new AssertionError("the OpenAPI document (server " + server + ") lists only " + routes);
        }
        return routes;
    }
}
