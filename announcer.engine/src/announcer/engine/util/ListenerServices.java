package announcer.engine.util;

import java.util.function.Consumer;

import org.osgi.framework.ServiceReference;

/** Those who registered a listener as a service. Bound by Declarative Services, told on {@code announcer-events}. */
public final class ListenerServices<L> {
    private final RankedServices<L> listeners;

    public ListenerServices(RankedServices<L> listeners) {
        this.listeners = listeners;
    }

    /** Tells all that are present. One whose component failed to start, or that has just gone, is left out. */
    public void tellAll(Consumer<L> tell) {
        for (ServiceReference<L> ref : listeners.refs()) {
            listeners.lease(ref).ifPresent(lease -> {
                try (lease) {
                    tell.accept(lease.service());
                }
            });
        }
    }

    public void bind(ServiceReference<L> ref) {
        listeners.add(ref);
    }

    public void unbind(ServiceReference<L> ref) {
        listeners.remove(ref);
    }
}
