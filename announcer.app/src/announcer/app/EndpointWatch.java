package announcer.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceListener;
import org.osgi.framework.startlevel.FrameworkStartLevel;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import announcer.lib.time.Deadline;
import announcer.lib.time.MonotonicClock;

/**
 * Publishes where the product is reached: on standard output for people, in {@code data/endpoints.json} for programs. It looks when a server
 * comes, changes or goes. Owns the thread {@code announcer-endpoints}.
 */
@Component(service = {})
public final class EndpointWatch {
    private static final Logger LOG = LoggerFactory.getLogger(EndpointWatch.class);
    /** Start level at which the shell comes up; the launcher gives the shell's bundle this level. */
    private static final int TERMINAL_LEVEL = 20;
    private static final long JOIN_MILLIS = 5_000;

    private final BundleContext context;
    private final Path file;
    private final EndpointNotifier notifier;
    private final Thread thread;
    private final ServiceListener listener = event -> changed();
    // Guarded by this.
    private boolean changed;
    private boolean stopped;

    /** Starts to watch. */
    @Activate
    public EndpointWatch(BundleContext context) throws InvalidSyntaxException {
        this.context = context;
        String home = context.getProperty("announcer.home");
        this.file = home == null ? context.getDataFile("endpoints.json").toPath() : Path.of(home, "data", "endpoints.json");
        this.notifier = new EndpointNotifier(new EndpointRegistry(context)::endpoints, EndpointProbe::answers,
                new EndpointPublisher(file, System.out, this::beginShell), MonotonicClock.SYSTEM);
        context.addServiceListener(listener, EndpointRegistry.SERVERS);
        this.thread = new Thread(this::watch, "announcer-endpoints");
        thread.setDaemon(true);
        thread.start();
    }

    @Deactivate
    void end() throws IOException, InterruptedException {
        context.removeServiceListener(listener);
        synchronized (this) {
            stopped = true;
            notifyAll();
        }
        thread.join(JOIN_MILLIS);
        Files.deleteIfExists(file);
    }

    private synchronized void changed() {
        changed = true;
        notifyAll();
    }

    private void watch() {
        try {
            boolean afterEvent = false;
            while (!isStopped()) {
                Optional<Duration> next = notifier.look();
                // A service that is being unregistered is still there during its event: it is looked for once more.
                afterEvent = await(afterEvent && next.isEmpty() ? Optional.of(EndpointNotifier.RUNNING) : next);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IllegalStateException bundleGone) {
            LOG.debug("the watch ends with its bundle", bundleGone);
        }
    }

    private synchronized boolean isStopped() {
        return stopped;
    }

    /** Waits for an event, or for a time at most. Returns whether there was an event. */
    private synchronized boolean await(Optional<Duration> most) throws InterruptedException {
        Deadline end = most.map(d -> Deadline.after(System.nanoTime(), d)).orElse(Deadline.NEVER);
        while (!changed && !stopped && !end.hasPassed(System.nanoTime())) {
            if (most.isEmpty()) {
                wait();
            } else {
                TimeUnit.NANOSECONDS.timedWait(this, end.nanosLeft(System.nanoTime()));
            }
        }
        boolean event = changed;
        changed = false;
        return event;
    }

    /** In a terminal: below the addresses, so that its prompt stays the last line. */
    private void beginShell() {
        if (Boolean.parseBoolean(context.getProperty("announcer.terminal"))) {
            context.getBundle(Constants.SYSTEM_BUNDLE_LOCATION).adapt(FrameworkStartLevel.class).setStartLevel(TERMINAL_LEVEL);
        }
    }
}
