package announcer.engine;

import java.lang.reflect.Proxy;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;

import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceReference;
import announcer.engine.util.RankedServices;

/** As much of a service registry as {@link RankedServices} asks for. */
public final class FakeServices {
    // Read by other threads of the engine's, too. Not concurrent maps: a service may be null.
    private final Map<ServiceReference<?>, Object> services = Collections.synchronizedMap(new HashMap<>());
    private long nextId = 1;

    public BundleContext context() {
        return (BundleContext) Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[]{BundleContext.class},
                (proxy, method, args) -> switch (method.getName()) {
                    case "getService" -> services.get(args[0]);
                    case "ungetService" -> true;
                    default -> throw new UnsupportedOperationException(method.getName());
                });
    }

    /** A reference; the service is null for one whose component failed to start. */
    public <S> ServiceReference<S> register(S service, String property, String value, int ranking) {
        return register(service, Map.of(property, value), ranking);
    }

    @SuppressWarnings("unchecked")
    public <S> ServiceReference<S> register(S service, Map<String, Object> properties, int ranking) {
        long id = nextId++;
        Object[] self = new Object[1];
        ServiceReference<S> ref = (ServiceReference<S>) Proxy.newProxyInstance(getClass().getClassLoader(),
                new Class<?>[]{ServiceReference.class}, (proxy, method, args) -> switch (method.getName()) {
                    case "getProperty" -> args[0].equals(Constants.SERVICE_ID) ? (Object) id : properties.get(args[0]);
                    case "getBundle" -> null;
                    case "hashCode" -> Long.hashCode(id);
                    case "equals" -> args[0] == self[0];
                    case "toString" -> "service " + id;
                    case "compareTo" -> compare(id, ranking, (ServiceReference<?>) args[0]);
                    default -> throw new UnsupportedOperationException(method.getName());
                });
        self[0] = ref;
        rankings.put(ref, ranking);
        services.put(ref, service);
        return ref;
    }

    private final Map<ServiceReference<?>, Integer> rankings = Collections.synchronizedMap(new HashMap<>());

    private int compare(long id, int ranking, ServiceReference<?> other) {
        int byRanking = Integer.compare(ranking, rankings.get(other));
        return byRanking != 0 ? byRanking : Long.compare((Long) other.getProperty(Constants.SERVICE_ID), id);
    }
}
