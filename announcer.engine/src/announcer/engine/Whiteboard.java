package announcer.engine;

import java.util.function.Consumer;

import org.osgi.framework.ServiceReference;

/** Those who registered a listener as a service. Bound by Declarative Services, told by {@link Events}. */
final class Whiteboard<L> {
    private final Ranked<L> listeners;

    Whiteboard(Ranked<L> listeners) {
        this.listeners = listeners;
    }

    /** Tells all that are present. One whose component failed to start, or that has just gone, is left out. */
    void tellAll(Consumer<L> tell) {
        for (ServiceReference<L> ref : listeners.refs()) {
            listeners.lease(ref).ifPresent(lease -> {
                try (lease) {
                    tell.accept(lease.service());
                }
            });
        }
    }

    void bind(ServiceReference<L> ref) {
        listeners.add(ref);
    }

    void unbind(ServiceReference<L> ref) {
        listeners.remove(ref);
    }
}
