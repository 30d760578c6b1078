package announcer.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;

import announcer.api.access.Scope;
import announcer.web.bundles.TestFramework;
import announcer.web.http.RequestLimits;
import announcer.web.http.Routes.Route;
import io.swagger.v3.parser.OpenAPIV3Parser;
import io.swagger.v3.parser.core.models.SwaggerParseResult;

/** The document that tells programs what the API has. */
class OpenApiTest {
    private final Contract contract = ApiServer.CONTRACT;
    private ApiServer server;

    @BeforeEach
    void start() throws Exception {
        server = new ApiServer();
    }

    @AfterEach
    void stop() throws Exception {
        server.close();
    }

    @Test
    void it_names_exactly_the_routes_that_there_are_with_their_scopes(@TempDir Path storage) throws Exception {
        TestFramework felix = new TestFramework(storage);
        ApiServer whole = new ApiServer(new RequestLimits(10_000, 60, 20, 0), Optional.of(felix.context()));
        Map<String, String> documented = new TreeMap<>();
        contract.operations().forEach((operation, json) -> documented.put(operation, json.get("x-scope").getAsString()));
        Map<String, String> there = new TreeMap<>(whole.servlet.routes().all().stream()
                .collect(Collectors.toMap(route -> route.method() + " " + route.path(), OpenApiTest::scope)));
        whole.close();
        felix.close();

        assertThat(documented).isEqualTo(there);
    }

    private static String scope(Route route) {
        return route.scope().map(Scope::name).orElse("ANY");
    }

    @Test
    void a_parser_of_such_documents_finds_nothing_wrong() {
        SwaggerParseResult result = new OpenAPIV3Parser().readContents(Contract.text());

        assertThat(result.getMessages()).isEmpty();
        assertThat(result.getOpenAPI().getOpenapi()).isEqualTo("3.1.0");
        assertThat(result.getOpenAPI().getPaths()).hasSameSizeAs(contract.document().getAsJsonObject("paths").keySet());
    }

    @Test
    void its_schemas_are_json_schemas() {
        Schema meta = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(SchemaLocation.of("https://json-schema.org/draft/2020-12/schema"));
        contract.document().getAsJsonObject("components").getAsJsonObject("schemas").entrySet()
                .forEach(schema -> assertThat(meta.validate(schema.getValue().toString(), InputFormat.JSON)).as(schema.getKey()).isEmpty());
    }

    @Test
    void every_reference_leads_somewhere_and_every_part_is_referred_to() {
        Set<String> parts = new java.util.TreeSet<>();
        JsonObject components = contract.document().getAsJsonObject("components");
        for (String kind : List.of("schemas", "responses")) {
            components.getAsJsonObject(kind).keySet().forEach(name -> parts.add("#/components/" + kind + "/" + name));
        }
        List<String> references = new ArrayList<>();
        objects(contract.document(), object -> {
            if (object.has("$ref")) {
                references.add(object.get("$ref").getAsString());
            }
        });

        assertThat(Set.copyOf(references)).containsExactlyInAnyOrderElementsOf(parts);
    }

    @Test
    void names_of_operations_are_unique_and_each_has_the_words_it_needs() {
        List<String> names = contract.operations().values().stream().map(json -> json.get("operationId").getAsString()).toList();

        assertThat(names).doesNotHaveDuplicates();
        assertThat(contract.operations().values()).allSatisfy(json -> {
            assertThat(json.get("summary").getAsString()).isNotBlank();
            assertThat(json.getAsJsonArray("tags")).hasSize(1);
        });
    }

    @Test
    void whoever_is_let_in_can_read_it() throws Exception {
        server.access.allow("reader", "token:reader", Scope.METRICS);

        ApiServer.Answer answer = server.send(server.as("reader", "openapi.json"));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Content-Type")).isEqualTo("application/json");
        assertThat(answer.text()).isEqualTo(Contract.text());
        assertThat(server.send(server.withoutToken("openapi.json")).status()).isEqualTo(401);
    }

    private static void objects(JsonElement json, Consumer<JsonObject> to) {
        if (json.isJsonObject()) {
            to.accept(json.getAsJsonObject());
            json.getAsJsonObject().entrySet().forEach(member -> objects(member.getValue(), to));
        } else if (json.isJsonArray()) {
            json.getAsJsonArray().forEach(element -> objects(element, to));
        }
    }
}
