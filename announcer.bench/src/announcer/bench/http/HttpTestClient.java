package announcer.bench.http;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;

/**
 * A client that sends requests to the product's HTTP server with headers of its own: without credentials, with a password or a token, with a
 * session as a browser has it, or as a page of another site. Redirects are not followed. Immutable; safe for use by any thread.
 */
public final class HttpTestClient {
    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final HttpClient HTTP = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(LIMIT).build();

    private final String base;
    private final Map<String, String> headers;

    private HttpTestClient(String base, Map<String, String> headers) {
        this.base = base.replaceFirst("/$", "");
        this.headers = Map.copyOf(headers);
    }

    /** A client without credentials. {@code base}: the URL of the server. */
    public static HttpTestClient anonymous(String base) {
        return new HttpTestClient(base, Map.of());
    }

    /** The same with a header more, or with another value of it. */
    public HttpTestClient with(String header, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(header, value);
        return new HttpTestClient(base, more);
    }

    /** The same without a header. */
    public HttpTestClient without(String header) {
        Map<String, String> fewer = new LinkedHashMap<>(headers);
        fewer.remove(header);
        return new HttpTestClient(base, fewer);
    }

    /** With a password in each request. */
    public HttpTestClient basic(String user, String password) {
        byte[] login = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
        return with("Authorization", "Basic " + Base64.getEncoder().encodeToString(login));
    }

    /** With a token. */
    public HttpTestClient bearer(String token) {
        return with("Authorization", "Bearer " + token);
    }

    /** A page of the product's own site. */
    public HttpTestClient fromOwnSite() {
        return with("Origin", base);
    }

    /** With a session that the login page opens; fails when it does not. */
    public HttpTestClient session(String user, String password) throws IOException, InterruptedException {
        HttpResponse<String> answer = login(user, password);
        String cookie = cookie(answer)
                .orElseThrow(
                        () -> new AssertionError("no session was opened for " + user + ": " + answer.statusCode() + " " + answer.body()));
        HttpTestClient open = fromOwnSite().with("Cookie", cookie);
        JsonObject session = JsonParser.parseString(open.get("/api/session").body()).getAsJsonObject();
        return open.with("X-Announcer-Csrf", session.get("csrf").getAsString());
    }

    /** What the login page's form gets as its answer. */
    public HttpResponse<String> login(String user, String password) throws IOException, InterruptedException {
        return fromOwnSite().form("/login", Map.of("user", user, "password", password));
    }

    /** The session's cookie, {@code name=value}, that an answer sets. */
    public static Optional<String> cookie(HttpResponse<?> answer) {
        return answer.headers().allValues("Set-Cookie").stream().filter(c -> c.startsWith("announcer-session="))
                .map(c -> c.split(";")[0]).filter(c -> !c.endsWith("=")).findFirst();
    }

    /** A header that is sent. */
    public String header(String name) {
        return headers.getOrDefault(name, "");
    }

    /** URL of the server, without a slash at its end. */
    public String base() {
        return base;
    }

    private HttpRequest.Builder request(String path) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + path)).timeout(LIMIT);
        headers.forEach(request::header);
        return request;
    }

    /** Gets a page, whole. */
    public HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return answer(request(path).build(), BodyHandlers.ofString(StandardCharsets.UTF_8));
    }

    /** Gets what is no text. */
    public HttpResponse<byte[]> bytes(String path) throws IOException, InterruptedException {
        return answer(request(path).build(), BodyHandlers.ofByteArray());
    }

    /** Sends a body of this type; an empty one is none. */
    public HttpResponse<String> send(String method, String path, String contentType, String body) throws IOException, InterruptedException {
        return answer(withBody(method, path, contentType, body), BodyHandlers.ofString(StandardCharsets.UTF_8));
    }

    private static <T> HttpResponse<T> answer(HttpRequest request, BodyHandler<T> handler) throws IOException, InterruptedException {
        try {
            return HTTP.send(request, handler);
        } catch (IOException e) {
            // A server may close a kept connection at any time, and did so under this request: nothing of it was answered.
            if (!String.valueOf(e.getMessage()).contains("received no bytes")) {
                throw e;
            }
            return HTTP.send(request, handler);
        }
    }

    /** Posts JSON. */
    public HttpResponse<String> json(String method, String path, String body) throws IOException, InterruptedException {
        return send(method, path, "application/json", body);
    }

    /** Posts a form. */
    public HttpResponse<String> form(String path, Map<String, String> fields) throws IOException, InterruptedException {
        String body = fields.entrySet().stream().map(e -> encoded(e.getKey()) + "=" + encoded(e.getValue()))
                .collect(Collectors.joining("&"));
        return send("POST", path, "application/x-www-form-urlencoded", body);
    }

    /** The status of an answer whose body may have no end, and is not read. */
    public HttpResponse<InputStream> begun(String method, String path, String contentType, String body)
            throws IOException, InterruptedException {
        HttpResponse<InputStream> begun = answer(withBody(method, path, contentType, body), BodyHandlers.ofInputStream());
        begun.body().close();
        return begun;
    }

    private HttpRequest withBody(String method, String path, String contentType, String body) {
        HttpRequest.Builder request = request(path).method(method,
                body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body, StandardCharsets.UTF_8));
        if (!contentType.isEmpty()) {
            request.header("Content-Type", contentType);
        }
        return request.build();
    }

    private static String encoded(String s) {
        return URLEncoder.encode(s, StandardCharsets.UTF_8);
    }
}
