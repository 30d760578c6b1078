package announcer.app.client;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.time.Duration;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;

import announcer.app.OwnTls;
import announcer.app.home.HomeFolder;
import announcer.lib.text.SecretLine;

/**
 * The HTTP API of the product that runs on a home. HttpURLConnection and not java.net.http: a client command lives for a fraction of a
 * second, and the former is there in a tenth of the time.
 */
final class ProductApi {
    private static final int CONNECT_MILLIS = 5_000;
    private static final int ANSWER_MILLIS = 10_000;

    private final URI base;
    private final String token;

    private ProductApi(URI base, String token) {
        this.base = base;
        this.token = token;
    }

    /**
     * An answer.
     *
     * @param status HTTP status
     * @param body the JSON body; an empty object when there was none
     */
    record Answer(int status, JsonObject body) {
        boolean isSuccess() {
            return status / 100 == 2;
        }

        /** Returns the cause of a failure, in the product's own words where it gave some. */
        String problem() {
            String detail = text(body, "detail");
            return detail.isEmpty() ? "the product answered with HTTP status " + status : detail;
        }
    }

    /** Finds the running product by {@code data/endpoints.json}, its process by {@code data/lock}. */
    static ProductApi of(HomeFolder home) throws NotRunningException, IOException {
        String endpoints;
        try {
            endpoints = Files.readString(home.endpoints(), StandardCharsets.UTF_8);
        } catch (NoSuchFileException e) {
            throw new NotRunningException("not running on " + home.folder());
        }
        if (!home.isInUse()) {
            throw new NotRunningException("not running on " + home.folder() + " (its process has gone without an end)");
        }
        String http = text(object(endpoints), "http");
        if (http.isEmpty()) {
            throw new IOException(home.endpoints() + " names no http address: is the HTTP listener stopped?");
        }
        return new ProductApi(URI.create(http), token(home));
    }

    private static String token(HomeFolder home) throws IOException {
        try {
            return SecretLine.read(home.token());
        } catch (NoSuchFileException e) {
            throw new IOException("the API's token " + home.token() + " is missing: is the bundle announcer.access running?", e);
        }
    }

    Answer get(String path, Duration patience) throws NotRunningException, IOException {
        return send("GET", path, null, patience);
    }

    Answer get(String path) throws NotRunningException, IOException {
        return get(path, Duration.ZERO);
    }

    Answer post(String path, JsonObject body) throws NotRunningException, IOException {
        return send("POST", path, body, Duration.ZERO);
    }

    private Answer send(String method, String path, JsonObject body, Duration patience) throws NotRunningException, IOException {
        URL url = base.resolve(path).toURL();
        HttpURLConnection connection = (HttpURLConnection) url.openConnection(java.net.Proxy.NO_PROXY);
        OwnTls.accept(connection);
        connection.setConnectTimeout(CONNECT_MILLIS);
        connection.setReadTimeout(ANSWER_MILLIS + (int) patience.toMillis());
        connection.setRequestMethod(method);
        connection.setRequestProperty("Authorization", "Bearer " + token);
        connection.setRequestProperty("Accept", "application/json, application/problem+json");
        try {
            if (body != null) {
                connection.setDoOutput(true);
                connection.setRequestProperty("Content-Type", "application/json; charset=utf-8");
                try (OutputStream out = connection.getOutputStream()) {
                    out.write(body.toString().getBytes(StandardCharsets.UTF_8));
                }
            }
            int status = connection.getResponseCode();
            return new Answer(status, object(text(status < 400 ? connection.getInputStream() : connection.getErrorStream())));
        } catch (ConnectException e) {
            throw new NotRunningException("not running: nothing listens on " + base);
        }
    }

    private static String text(InputStream in) throws IOException {
        try (InputStream open = in) {
            return open == null ? "" : new String(open.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static JsonObject object(String text) {
        try {
            JsonElement element = JsonParser.parseString(text);
            return element.isJsonObject() ? element.getAsJsonObject() : new JsonObject();
        } catch (JsonParseException notOurs) {
            // A page of the HTTP listener itself (a servlet that is not up yet): the status says all there is to say.
            return new JsonObject();
        }
    }

    /** The text of a member; empty when it is absent, null or no plain value. */
    static String text(JsonObject object, String member) {
        JsonElement value = object.get(member);
        return value != null && value.isJsonPrimitive() ? value.getAsString() : "";
    }
}
