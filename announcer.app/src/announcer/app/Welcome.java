package announcer.app;

import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import announcer.api.Announcer;
import announcer.api.RejectedException;
import announcer.api.RejectedException.Reason;
import announcer.api.Request;
import announcer.lib.time.Deadline;
import announcer.lib.time.MonotonicClock;

/** Has the welcome spoken, once after every start. Owns the thread {@code announcer-welcome}, which ends with that. */
@Component(service = {}, configurationPid = "announcer.app")
@Designate(ocd = AppConfig.class)
public final class Welcome {
    private static final Logger LOG = LoggerFactory.getLogger(Welcome.class);
    /** Refusals that end by themselves while bundles are still coming up. */
    private static final Set<Reason> PASSING = EnumSet.of(Reason.UNKNOWN_VOICE, Reason.UNKNOWN_CHANNEL, Reason.QUEUE_FULL);
    /** From the first refusal on. For the Announcer itself it waits as long as it takes: a start may take minutes on a busy machine. */
    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final long RETRY_MILLIS = 250;
    private static final long JOIN_MILLIS = 2_000;

    /** One try. */
    interface Attempt {
        /** Returns whether there was an Announcer that took the text. */
        boolean announced(String text) throws RejectedException;
    }

    private final Attempt attempt;
    private final MonotonicClock clock;
    private final long retryMillis;
    private final CountDownLatch stop = new CountDownLatch(1);
    private final Thread thread;

    /** Starts to wait for the announcer when there is something to say. */
    @Activate
    public Welcome(BundleContext context, AppConfig config) {
        this(config.welcomeText(), text -> announced(context, text), MonotonicClock.SYSTEM, RETRY_MILLIS);
    }

    Welcome(String given, Attempt attempt, MonotonicClock clock, long retryMillis) {
        this.attempt = attempt;
        this.clock = clock;
        this.retryMillis = retryMillis;
        String text = given == null ? "" : given;
        this.thread = new Thread(() -> speak(text), "announcer-welcome");
        thread.setDaemon(true);
        if (!text.isBlank()) {
            thread.start();
        }
    }

    /** A changed text is for the next start: without this method, saving it would have it spoken again now. */
    @Modified
    void configured() {
        LOG.debug("the welcome text has been set for the next start");
    }

    @Deactivate
    void end() throws InterruptedException {
        stop.countDown();
        thread.join(JOIN_MILLIS);
    }

    private void speak(String text) {
        Deadline patience = null;
        try {
            while (!stop.await(retryMillis, TimeUnit.MILLISECONDS)) {
                try {
                    if (attempt.announced(text)) {
                        return;
                    }
                } catch (RejectedException e) {
                    long now = clock.nanoTime();
                    if (patience == null) {
                        patience = Deadline.after(now, PATIENCE);
                    }
                    if (!PASSING.contains(e.reason()) || patience.hasPassed(now)) {
                        LOG.warn("the welcome is not spoken: {}", e.getMessage());
                        return;
                    }
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IllegalStateException bundleGone) {
            LOG.debug("the welcome ends with its bundle", bundleGone);
        }
    }

    /** Asked for anew each time, so that an engine that is replaced meanwhile is never held on to. */
    private static boolean announced(BundleContext context, String text) throws RejectedException {
        ServiceReference<Announcer> reference = context.getServiceReference(Announcer.class);
        Announcer announcer = reference == null ? null : context.getService(reference);
        if (announcer == null) {
            return false;
        }
        try {
            announcer.announce(Request.of(text));
            return true;
        } finally {
            context.ungetService(reference);
        }
    }
}
