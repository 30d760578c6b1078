package announcer.engine.synthesis;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.LongUnaryOperator;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import announcer.api.RejectedException;
import announcer.api.RejectedException.Reason;
import announcer.api.audio.PcmSource;
import announcer.engine.announcement.TrackedAnnouncement;
import announcer.engine.config.ChannelSettings;

/**
 * The previews that are being read. They have threads of their own: an engine that hangs on a preview must not take one from the channels.
 * Any thread.
 */
public final class PreviewService {
    private static final Logger LOG = LoggerFactory.getLogger(PreviewService.class);
    private static final long AGAIN_NANOS = 500_000_000;
    /** As many as there are threads for them. */
    public static final int MOST = 2;
    /** Who neither read nor closed one for so long has forgotten it, and gives way. */
    private static final long FORGOTTEN_NANOS = 60_000_000_000L;

    private final SynthesisContext context;
    // Guarded by itself.
    private final Set<PreviewSource> present = new LinkedHashSet<>();
    // Guarded by present.
    private boolean closed;

    /**
     * @param context its pool is the previews' own, and ends with them
     * @param control has the control thread look at something: takes the look (the time in nanoseconds; returns after how many of them to look
     *        again, {@link Long#MAX_VALUE}: when it is woken) and gives what wakes it
     */
    public PreviewService(SynthesisContext context, Function<LongUnaryOperator, Runnable> control) {
        this.context = context.withWake(control.apply(this::advance));
    }

    /** Has the sound made that is waited for. Control thread. */
    private long advance(long now) {
        long next = Long.MAX_VALUE;
        for (PreviewSource p : all()) {
            try {
                next = Math.min(next, p.advance(now));
            } catch (RuntimeException | Error e) {
                // It ends when its reader has waited too long; the other one goes on.
                LOG.error("a preview met an unexpected error", e);
                next = Math.min(next, AGAIN_NANOS);
            }
        }
        return next;
    }

    public PcmSource open(TrackedAnnouncement announcement, ChannelSettings settings) throws RejectedException {
        for (PreviewSource p : all()) {
            if (p.idleNanos() > FORGOTTEN_NANOS) {
                p.end("it was ended since nobody read it for a minute");
            }
        }
        synchronized (present) {
            if (closed) {
                throw new RejectedException(Reason.STOPPING, "", "", "Announcer is stopping; ask again when it runs");
            }
            if (present.size() >= MOST) {
                throw new RejectedException(Reason.QUEUE_FULL, "channel", settings.id(),
                        MOST + " previews are being made, which is all that are made at a time; try again when one of them has ended");
            }
            PreviewSource p = new PreviewSource(context, settings, announcement, this::over);
            present.add(p);
            return p;
        }
    }

    private void over(PreviewSource p) {
        synchronized (present) {
            present.remove(p);
        }
    }

    /** An engine's service goes. Control thread. */
    public void engineGoes(long serviceId) {
        all().forEach(p -> p.engineGoes(serviceId));
    }

    /** Ends all of them, and their threads. */
    public void close(String why) {
        synchronized (present) {
            closed = true;
        }
        all().forEach(p -> p.end(why));
        context.pool().stop();
    }

    private List<PreviewSource> all() {
        synchronized (present) {
            return List.copyOf(present);
        }
    }
}
