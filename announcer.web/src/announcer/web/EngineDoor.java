package announcer.web;

import java.util.concurrent.atomic.AtomicReference;

import announcer.api.Announcer;

/** The engine's door while there is one: it comes and goes while the API stays. */
final class EngineDoor {
    private final AtomicReference<Announcer> announcer = new AtomicReference<>();

    void open(Announcer a) {
        announcer.set(a);
    }

    /** Closes it, unless another engine has opened it in the meantime. */
    void close(Announcer a) {
        announcer.compareAndSet(a, null);
    }

    Announcer announcer() throws Problem {
        Announcer a = announcer.get();
        if (a == null) {
            throw Problem.engineAbsent();
        }
        return a;
    }
}
