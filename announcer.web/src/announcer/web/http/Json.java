package announcer.web.http;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonPrimitive;

import announcer.api.access.Scope;

/** How values look in the API's JSON: what is not known is {@code null} and never left out, instants are ISO-8601 in UTC. */
public final class Json {
    private static final Gson GSON = new GsonBuilder().serializeNulls().disableHtmlEscaping().create();

    private Json() {
    }

    public static byte[] bytes(JsonElement json) {
        return GSON.toJson(json).getBytes(StandardCharsets.UTF_8);
    }

    public static JsonElement text(Optional<String> text) {
        return orNull(text, JsonPrimitive::new);
    }

    public static JsonElement instant(Optional<Instant> instant) {
        return orNull(instant, i -> new JsonPrimitive(i.toString()));
    }

    public static JsonElement seconds(Optional<Duration> duration) {
        return orNull(duration, d -> new JsonPrimitive(secondsOf(d)));
    }

    /** A number that is known to be one, without the zeros that say nothing. */
    public static JsonPrimitive plain(double value) {
        return new JsonPrimitive(plain(BigDecimal.valueOf(value)));
    }

    /** A number; {@code null} for the values that JSON has no word for. */
    public static JsonElement number(double value) {
        return Double.isFinite(value) ? new JsonPrimitive(value) : JsonNull.INSTANCE;
    }

    /** Their names, from the smallest to the greatest. */
    public static JsonArray scopes(Set<Scope> scopes) {
        JsonArray names = new JsonArray();
        scopes.stream().sorted().map(Scope::name).forEach(names::add);
        return names;
    }

    public static <T> JsonElement orNull(Optional<T> value, Function<T, JsonElement> json) {
        return value.map(json).orElse(JsonNull.INSTANCE);
    }

    private static BigDecimal secondsOf(Duration d) {
        return plain(BigDecimal.valueOf(d.getSeconds()).add(BigDecimal.valueOf(d.getNano(), 9)));
    }

    private static BigDecimal plain(BigDecimal number) {
        BigDecimal stripped = number.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }
}
