package announcer.bench.http;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;

/** The web console as an administrator's browser uses it: HTTP Basic, forms posted from the console's own pages. */
public final class ConsoleClient {
    private static final Duration LIMIT = Duration.ofSeconds(10);
    /** What the console's own page posts to when a factory configuration is new. */
    private static final String NEW = "[Temporary PID replaced by real PID upon save]";

    private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(LIMIT).build();
    private final String url;
    private final String password;

    /** @param password of the user admin; empty: none is shown */
    public ConsoleClient(String url, String password) {
        this.url = url;
        this.password = password;
    }

    private HttpRequest.Builder request(String path) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url + path)).timeout(LIMIT);
        if (!password.isEmpty()) {
            byte[] login = ("admin:" + password).getBytes(StandardCharsets.UTF_8);
            request.header("Authorization", "Basic " + Base64.getEncoder().encodeToString(login));
        }
        return request;
    }

    /** Gets a page; {@code path} follows the console's own. */
    public HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return http.send(request(path).build(), BodyHandlers.ofString(StandardCharsets.UTF_8));
    }

    /** Posts a form as a page of the site {@code origin} would. */
    public HttpResponse<String> post(String path, String origin, Map<String, String> form) throws IOException, InterruptedException {
        String body = form.entrySet().stream().map(e -> encoded(e.getKey()) + "=" + encoded(e.getValue())).collect(Collectors.joining("&"));
        HttpRequest.Builder request = request(path).header("Content-Type", "application/x-www-form-urlencoded").header("Origin", origin)
                .POST(BodyPublishers.ofString(body, StandardCharsets.UTF_8));
        return http.send(request.build(), BodyHandlers.ofString(StandardCharsets.UTF_8));
    }

    /** The site that the console's own pages come from. */
    public String ownOrigin() {
        URI u = URI.create(url);
        return u.getScheme() + "://" + u.getHost() + ":" + u.getPort();
    }

    /** Makes a new configuration of a factory; returns the status. */
    public int create(String factoryPid, Map<String, String> values) throws IOException, InterruptedException {
        Map<String, String> form = new java.util.LinkedHashMap<>(values);
        form.put("apply", "true");
        form.put("action", "ajaxConfigManager");
        form.put("factoryPid", factoryPid);
        form.put("propertylist", String.join(",", values.keySet()));
        return post("/configMgr/" + encoded(NEW).replace("+", "%20"), ownOrigin(), form).statusCode();
    }

    /** {@code start}, {@code stop}, ... a bundle; returns the status. */
    public int bundle(String symbolicName, String action) throws IOException, InterruptedException {
        return post("/bundles/" + symbolicName, ownOrigin(), Map.of("action", action)).statusCode();
    }

    /** A bundle in the console's list; empty when it is not installed. */
    public Optional<JsonObject> bundle(String symbolicName) throws IOException, InterruptedException {
        HttpResponse<String> answer = get("/bundles.json");
        if (answer.statusCode() != 200) {
            throw new IOException("bundles.json was answered " + answer.statusCode());
        }
        return JsonParser.parseString(answer.body()).getAsJsonObject().getAsJsonArray("data").asList().stream()
                .map(JsonElement::getAsJsonObject)
                .filter(b -> b.get("symbolicName").getAsString().equals(symbolicName)).findFirst();
    }

    /** A bundle's state in words, {@code Active} or {@code Resolved} for instance; {@code absent} when it is not installed. */
    public String stateOf(String symbolicName) throws IOException, InterruptedException {
        return bundle(symbolicName).map(b -> b.get("state").getAsString()).orElse("absent");
    }

    private static String encoded(String s) {
        return URLEncoder.encode(s, StandardCharsets.UTF_8);
    }
}
