package announcer.lib.json;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;

import announcer.api.stream.Urls;

/** Values in the API's JSON: an unknown one is {@code null} and never left out, instants are ISO-8601 in UTC. */
public final class JsonValues {
    private static final Gson GSON = new GsonBuilder().serializeNulls().disableHtmlEscaping().create();

    private JsonValues() {
    }

    /** Encodes a document in UTF-8, with its nulls. */
    public static byte[] bytes(JsonElement json) {
        return GSON.toJson(json).getBytes(StandardCharsets.UTF_8);
    }

    /** Makes a text, or null. */
    public static JsonElement text(Optional<String> text) {
        return orNull(text, JsonPrimitive::new);
    }

    /** Makes a text whose URLs show no credentials, or null. */
    public static JsonElement masked(Optional<String> text) {
        return text(text.map(Urls::masked));
    }

    /** Makes an instant, or null. */
    public static JsonElement instant(Optional<Instant> instant) {
        return orNull(instant, i -> new JsonPrimitive(i.toString()));
    }

    /** Makes a number of seconds, or null. */
    public static JsonElement seconds(Optional<Duration> duration) {
        return orNull(duration, d -> new JsonPrimitive(plain(BigDecimal.valueOf(d.getSeconds()).add(BigDecimal.valueOf(d.getNano(), 9)))));
    }

    /** Makes a number without trailing zeros. @param value finite */
    public static JsonPrimitive plain(double value) {
        return new JsonPrimitive(plain(BigDecimal.valueOf(value)));
    }

    /** Makes a number; null for infinities and NaN, which JSON cannot write. */
    public static JsonElement number(double value) {
        return Double.isFinite(value) ? new JsonPrimitive(value) : JsonNull.INSTANCE;
    }

    /** Makes a whole number, or null. */
    public static JsonElement number(OptionalLong value) {
        return value.isPresent() ? new JsonPrimitive(value.getAsLong()) : JsonNull.INSTANCE;
    }

    /** Makes what {@code json} makes of the value, or null. */
    public static <T> JsonElement orNull(Optional<T> value, Function<T, JsonElement> json) {
        return value.map(json).orElse(JsonNull.INSTANCE);
    }

    /**
     * Makes a problem document (RFC 9457, {@code application/problem+json}).
     *
     * @param status HTTP status
     * @param kind the last part of its type
     * @param title its kind, for people
     * @param detail this case, in a sentence
     */
    public static JsonObject problem(int status, String kind, String title, String detail) {
        JsonObject json = new JsonObject();
        json.addProperty("type", "urn:announcer:problem:" + kind);
        json.addProperty("title", title);
        json.addProperty("status", status);
        json.addProperty("detail", detail);
        return json;
    }

    private static BigDecimal plain(BigDecimal number) {
        BigDecimal stripped = number.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }
}
