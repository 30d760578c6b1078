package announcer.web;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;

import announcer.web.http.Exchange;
import announcer.web.http.Problem;

/** {@code /api/openapi.json}: the description of the API for programs (OpenAPI 3.1). */
final class OpenApiResource {
    private static final String DOCUMENT = "openapi.json";

    private final byte[] document;

    OpenApiResource() {
        try (InputStream in = OpenApiResource.class.getResourceAsStream(DOCUMENT)) {
            document = in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException("the bundle's own " + DOCUMENT + " cannot be read", e);
        }
    }

    void show(Exchange exchange) throws Problem, IOException {
        exchange.query(List.of());
        exchange.response().setContentType("application/json");
        exchange.response().setContentLength(document.length);
        exchange.response().getOutputStream().write(document);
    }
}
