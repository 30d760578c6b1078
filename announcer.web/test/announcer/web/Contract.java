package announcer.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;

/** The promises of openapi.json. Every answer that a test gets over {@link ApiServer} is held against it. */
final class Contract {
    private static final String PROBLEM = "application/problem+json";
    private static final String IRI = "urn:announcer:openapi";

    private final JsonObject document = JsonParser.parseString(text()).getAsJsonObject();
    private final SchemaRegistry schemas;
    private final Map<String, JsonObject> operations = new LinkedHashMap<>();
    private final Map<String, Schema> compiled = new ConcurrentHashMap<>();

    Contract() {
        JsonObject closed = JsonParser.parseString(text()).getAsJsonObject();
        closed.getAsJsonObject("components").getAsJsonObject("schemas").entrySet().forEach(entry -> close(entry.getValue()));
        schemas = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12,
                builder -> builder.schemas(Map.of(IRI, closed.toString())));
        document.getAsJsonObject("paths").entrySet().forEach(path -> path.getValue().getAsJsonObject().entrySet().forEach(method -> {
            if (!method.getKey().equals("parameters")) {
                operations.put(method.getKey().toUpperCase(java.util.Locale.ROOT) + " " + path.getKey().substring(1),
                        method.getValue().getAsJsonObject());
            }
        }));
    }

    static String text() {
        try (InputStream in = ApiServlet.class.getResourceAsStream("openapi.json")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    JsonObject document() {
        return document;
    }

    /** A reader of the document may meet a member that it does not know; an answer that has one has not been documented. */
    private static void close(JsonElement schema) {
        if (schema.isJsonArray()) {
            schema.getAsJsonArray().forEach(Contract::close);
        } else if (schema.isJsonObject()) {
            JsonObject object = schema.getAsJsonObject();
            object.entrySet().forEach(member -> close(member.getValue()));
            if (object.has("properties") && !object.has("additionalProperties")) {
                object.addProperty("additionalProperties", false);
            }
        }
    }

    /** Operations by method and path: {@code GET channels/{id}}. */
    Map<String, JsonObject> operations() {
        return Collections.unmodifiableMap(operations);
    }

    /**
     * Fails unless an answer is as the document says.
     *
     * @param path what follows the API's root, without the query
     */
    void check(String method, String path, int status, Optional<String> type, String body) {
        if (method.equals("HEAD")) {
            return;
        }
        String what = method + " " + path + " -> " + status + " " + type.orElse("") + " " + body;
        Optional<JsonObject> operation = find(method, path);
        if (operation.isEmpty()) {
            assertThat(type).as(what).contains(PROBLEM);
            valid("Problem", body, what);
            return;
        }
        JsonObject response = operation.get().getAsJsonObject("responses").getAsJsonObject(Integer.toString(status));
        assertThat(response).as("a response is documented for " + what).isNotNull();
        response = resolved(response);
        if (!response.has("content")) {
            assertThat(body).as(what).isEmpty();
            return;
        }
        JsonObject content = response.getAsJsonObject("content");
        assertThat(type).as(what).isPresent();
        assertThat(content.keySet()).as(what).contains(type.get());
        JsonObject schema = content.getAsJsonObject(type.get()).getAsJsonObject("schema");
        if (schema.has("$ref")) {
            valid(schema.get("$ref").getAsString().replace("#/components/schemas/", ""), body, what);
        }
        if (type.get().equals(PROBLEM)) {
            String kind = JsonParser.parseString(body).getAsJsonObject().get("type").getAsString().replace("urn:announcer:problem:", "");
            assertThat(response.get("description").getAsString()).as("kinds of problem of " + what).contains("`" + kind + "`");
        }
    }

    /** Fails unless a text is JSON that a schema of the document allows. */
    void valid(String schema, String json, String what) {
        Schema known = compiled.computeIfAbsent(schema, s -> schemas.getSchema(SchemaLocation.of(IRI + "#/components/schemas/" + s)));
        assertThat(known.validate(json, InputFormat.JSON)).as(schema + ": " + what).isEmpty();
    }

    private JsonObject resolved(JsonObject response) {
        return response.has("$ref")
                ? document.getAsJsonObject("components").getAsJsonObject("responses")
                        .getAsJsonObject(response.get("$ref").getAsString().replace("#/components/responses/", ""))
                : response;
    }

    /** The operation whose path fits; of two, the one with fewer variables. */
    private Optional<JsonObject> find(String method, String path) {
        List<String> parts = Arrays.asList(path.split("/", -1));
        return operations().entrySet().stream().filter(operation -> fits(operation.getKey(), method, parts))
                .min(Comparator.comparing(operation -> operation.getKey().chars().filter(c -> c == '{').count())).map(Map.Entry::getValue);
    }

    private static boolean fits(String operation, String method, List<String> parts) {
        String[] template = operation.substring(operation.indexOf(' ') + 1).split("/");
        if (!operation.startsWith(method + " ") || template.length != parts.size()) {
            return false;
        }
        for (int i = 0; i < template.length; i++) {
            if (!template[i].startsWith("{") && !template[i].equals(parts.get(i))) {
                return false;
            }
        }
        return true;
    }
}
