package announcer.engine.util;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;

import announcer.api.stream.MediaTransport;

/**
 * The live services of one kind, best first (ranking, then service id). Bound and unbound by Declarative Services with references, never
 * with the objects: taking an object activates its component, and that is for the thread that uses it.
 *
 * <p>
 * Readers get an immutable snapshot; a service that changes its ranking is added once more.
 */
public final class RankedServices<S> {
    private final BundleContext context;
    private final Runnable onChange;
    private volatile List<ServiceReference<S>> best = List.of();

    public RankedServices(BundleContext context) {
        this(context, () -> {});
    }

    /** @param onChange called after each change, by the thread that makes it; must be quick */
    public RankedServices(BundleContext context, Runnable onChange) {
        this.context = context;
        this.onChange = onChange;
    }

    /** Adds a service, or sorts one anew whose properties have changed. */
    public void add(ServiceReference<S> ref) {
        change(ref, true);
    }

    /** Removes a service. */
    public void remove(ServiceReference<S> ref) {
        change(ref, false);
    }

    private void change(ServiceReference<S> ref, boolean present) {
        synchronized (this) {
            List<ServiceReference<S>> next = new ArrayList<>(best);
            next.remove(ref);
            if (present) {
                next.add(ref);
                next.sort(Collections.reverseOrder());
            }
            best = List.copyOf(next);
        }
        onChange.run();
    }

    /** The live ones, best first: another list after every change, also of properties. */
    public List<ServiceReference<S>> refs() {
        return best;
    }

    /** The best one whose String property has this value; when {@code value} is empty any but those that are only used where they are named. */
    public Optional<ServiceReference<S>> find(String property, String value) {
        return best.stream()
                .filter(r -> value.isEmpty()
                        ? !Boolean.TRUE.equals(r.getProperty(MediaTransport.EXPLICIT))
                        : value.equals(r.getProperty(property)))
                .findFirst();
    }

    /** Takes the service for use. Empty when it has gone, or when its component failed to start (the framework then gives null). */
    public Optional<Lease<S>> lease(ServiceReference<S> ref) {
        S service = context.getService(ref);
        return service == null ? Optional.empty() : Optional.of(new Lease<>(service, () -> context.ungetService(ref)));
    }

    /** A service in use. */
    public record Lease<S>(S service, Runnable giveBack) implements AutoCloseable {
        @Override
        public void close() {
            giveBack.run();
        }
    }

    /** The service's bundle, for words: symbolic name and version. */
    public static String bundleOf(ServiceReference<?> ref) {
        return ref.getBundle() == null ? "a bundle that has gone" : ref.getBundle().getSymbolicName() + " " + ref.getBundle().getVersion();
    }
}
