package announcer.console;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

import org.osgi.framework.ServiceReference;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.servlet.runtime.HttpServiceRuntime;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says it loudly when others than this machine can reach the web console. */
@Component(service = {}, immediate = true)
public final class OpenPorts {
    private static final Logger LOG = LoggerFactory.getLogger(OpenPorts.class);
    private static final String ENDPOINTS = "osgi.http.endpoint";

    private List<String> said = List.of();

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC, updated = "updated", service = HttpServiceRuntime.class)
    void bind(Map<String, Object> properties) {
        updated(properties);
    }

    synchronized void unbind(ServiceReference<HttpServiceRuntime> gone) {
        said = List.of();
    }

    // A server that listens on another address says so by changing this property.
    synchronized void updated(Map<String, Object> properties) {
        List<String> open = open(properties.get(ENDPOINTS));
        if (!open.equals(said)) {
            said = open;
            open.forEach(e -> LOG.warn(
                    "the web console and the API can be reached from the network at {} {}; whoever logs in owns this account", e,
                    e.startsWith("https:") ? "(with TLS)" : "(WITHOUT TLS: passwords cross the network in clear)"));
        }
    }

    /** Returns the endpoints that other machines can reach. */
    static List<String> open(Object endpoints) {
        String[] all = endpoints instanceof String[] many ? many : endpoints == null ? new String[0] : new String[]{endpoints.toString()};
        return Arrays.stream(all).filter(e -> !isLoopback(e)).distinct().sorted().toList();
    }

    private static boolean isLoopback(String endpoint) {
        try {
            String host = URI.create(endpoint).getHost();
            // Only literals: a name server's answer today is not tomorrow's.
            boolean literal = host != null && (host.startsWith("[") || host.matches("[\\d.]+"));
            return "localhost".equals(host) || literal && InetAddress.getByName(host).isLoopbackAddress();
        } catch (IllegalArgumentException | UnknownHostException e) {
            return false;
        }
    }
}
