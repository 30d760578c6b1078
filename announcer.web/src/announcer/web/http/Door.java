package announcer.web.http;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/**
 * A service while there is one: it comes and goes while the API stays.
 *
 * @param <T> the service's type
 */
public final class Door<T> {
    private final AtomicReference<T> service = new AtomicReference<>();
    private final Supplier<Problem> absent;

    /** @param absent what is answered while there is none */
    public Door(Supplier<Problem> absent) {
        this.absent = absent;
    }

    public void open(T s) {
        service.set(s);
    }

    /** Closes it, unless another service has opened it in the meantime. */
    public void close(T s) {
        service.compareAndSet(s, null);
    }

    /** The service, or the problem that there is none. */
    public T get() throws Problem {
        return ifOpen().orElseThrow(absent);
    }

    public Optional<T> ifOpen() {
        return Optional.ofNullable(service.get());
    }
}
