package announcer.engine.announcement;

import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Function;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import announcer.api.AnnouncementListener;
import announcer.api.AnnouncementStatus;
import announcer.api.ChannelListener;
import announcer.api.ChannelStatus;
import announcer.api.stream.Hearing;

/** The thread {@code announcer-events}: tells listeners, and those who wait for outcomes, without ever holding up the sound. */
public final class EventDispatcher implements AnnouncementObserver, ChannelListener {
    private static final Logger LOG = LoggerFactory.getLogger(EventDispatcher.class);
    /** Changes that may wait for slow listeners; more are dropped and counted. Outcomes waited for are never dropped. */
    private static final int BOUND = 10_000;

    private final LinkedBlockingQueue<Runnable> work = new LinkedBlockingQueue<>();
    /** Events that may be dropped. */
    private final AtomicInteger waiting = new AtomicInteger();
    private final AtomicLong dropped = new AtomicLong();
    private final Consumer<Consumer<AnnouncementListener>> listeners;
    private final Consumer<Consumer<ChannelListener>> channelListeners;
    private final Function<String, Optional<Hearing>> ear;
    private volatile boolean stopping;
    private final Thread thread = new Thread(this::drain, "announcer-events");

    /**
     * @param listeners applies an action to every listener that is present
     * @param channelListeners the same of those of channels
     * @param ear tells what is heard of a channel, where one listens: a foreign service, asked on the events' thread
     */
    public EventDispatcher(Consumer<Consumer<AnnouncementListener>> listeners, Consumer<Consumer<ChannelListener>> channelListeners,
            Function<String, Optional<Hearing>> ear) {
        this.listeners = listeners;
        this.channelListeners = channelListeners;
        this.ear = ear;
        thread.setDaemon(true);
    }

    public void start() {
        thread.start();
    }

    /** Delivers what is waiting, for two seconds at most, and ends the thread. */
    public void stop() {
        stopping = true;
        // Wakes the thread when nothing else does.
        work.add(() -> {});
        try {
            thread.join(2_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (thread.isAlive()) {
            thread.interrupt();
            LOG.warn("announcer-events did not end within 2 s: a listener is blocking; {} events are lost", work.size());
        }
    }

    @Override
    public void changed(AnnouncementStatus status) {
        Runnable tell = () -> listeners
                .accept(l -> tell(l, () -> l.changed(status), "announcement " + status.id() + " (" + status.state() + ")"));
        if (status.state().isFinal()) {
            // Never dropped: there are no more of them than were accepted, and who counts or waits for outcomes gets no other chance.
            work.add(tell);
        } else {
            later(tell);
        }
    }

    @Override
    public void changed(ChannelStatus status) {
        later(() -> {
            ChannelStatus heard = status.withHearing(ear.apply(status.id()));
            channelListeners.accept(l -> tell(l, () -> l.changed(heard), "channel " + status.id()));
        });
    }

    @Override
    public void gone(String channel) {
        later(() -> channelListeners.accept(l -> tell(l, () -> l.gone(channel), "the end of channel " + channel)));
    }

    private void later(Runnable tell) {
        if (waiting.get() >= BOUND) {
            if (dropped.getAndIncrement() % BOUND == 0) {
                LOG.warn("listeners are {} events behind; further events are dropped ({} so far)", BOUND, dropped.get());
            }
            return;
        }
        waiting.incrementAndGet();
        work.add(() -> {
            waiting.decrementAndGet();
            tell.run();
        });
    }

    /** Runs something later on the events thread. */
    @Override
    public void run(Runnable r) {
        work.add(r);
    }

    private static void tell(Object listener, Runnable tell, String of) {
        try {
            tell.run();
        } catch (RuntimeException | Error e) {
            LOG.warn("listener {} failed on {}", listener.getClass().getName(), of, e);
        }
    }

    private void drain() {
        try {
            while (!stopping || !work.isEmpty()) {
                try {
                    work.take().run();
                } catch (RuntimeException | Error e) {
                    LOG.warn("telling of an event failed", e);
                }
            }
        } catch (InterruptedException e) {
            // Only stop() interrupts, after its patience has ended.
            LOG.debug("announcer-events was interrupted", e);
        }
    }
}
