package announcer.app;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;

import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;

import announcer.api.stream.StreamServer;

/** Reads the product's endpoints from the service registry. */
final class EndpointRegistry {
    /** By name: the class comes with the HTTP bundle, which may be stopped, and nothing of it is used here but its properties. */
    private static final String HTTP_RUNTIME = "org.osgi.service.servlet.runtime.HttpServiceRuntime";
    /** The filter of the services that {@link #endpoints} reads. */
    static final String SERVERS = "(|(objectClass=" + HTTP_RUNTIME + ")(objectClass=announcer.api.stream.StreamServer))";
    private static final String HTTP_ENDPOINTS = "osgi.http.endpoint";
    private static final String MAIN = "main";

    private final BundleContext context;

    EndpointRegistry(BundleContext context) {
        this.context = context;
    }

    Endpoints endpoints() {
        return Endpoints.of(http(), rtsp());
    }

    private String http() {
        ServiceReference<?> reference = context.getServiceReference(HTTP_RUNTIME);
        return reference == null ? "" : choose(texts(reference.getProperty(HTTP_ENDPOINTS)));
    }

    /**
     * The address a local client uses: the loopback one when it is told. A listener that is open on all interfaces tells only the others,
     * among them IPv6 addresses with a zone, which are no part of a URL.
     */
    static String choose(List<String> endpoints) {
        List<Predicate<String>> wishes = List.of(e -> e.startsWith("http://127.0.0.1"), e -> e.startsWith("http://localhost"),
                e -> e.startsWith("https://127.0.0.1"), e -> e.startsWith("https://localhost"), e -> e.matches("http://[^\\[].*"),
                e -> e.matches("https://[^\\[].*"), e -> e.matches("https?://[^%]*"));
        return wishes.stream().flatMap(wish -> endpoints.stream().filter(wish)).findFirst().orElse("");
    }

    private static List<String> texts(Object property) {
        if (property instanceof String[] several) {
            return Arrays.stream(several).filter(Objects::nonNull).toList();
        }
        return property instanceof String one ? List.of(one) : List.of();
    }

    private String rtsp() {
        ServiceReference<StreamServer> reference = context.getServiceReference(StreamServer.class);
        StreamServer server = reference == null ? null : context.getService(reference);
        if (server == null) {
            return "";
        }
        try {
            return server.playUrl(MAIN);
        } finally {
            context.ungetService(reference);
        }
    }
}
