package announcer.lexicon;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import announcer.lexicon.word.LexiconFolder;
import announcer.lib.thread.ThreadJoin;
import announcer.lib.time.MonotonicClock;

/** The thread {@code announcer-lexicon}: looks at the files twice a second, and tells of whatever has changed. */
final class LexiconThread {
    private static final Logger LOG = LoggerFactory.getLogger(LexiconThread.class);
    private static final Duration JOIN = Duration.ofSeconds(3);
    private static final Duration REST = Duration.ofMillis(500);

    private final LexiconFolder folder;
    private final LexiconService service;
    private final Runnable tell;
    private final MonotonicClock clock;
    private final AtomicBoolean grammarsChanged = new AtomicBoolean();
    private final Thread thread;
    private volatile boolean ending;

    /** @param tell says that texts may be said otherwise from now on; called by the thread, first when the files have been read once */
    LexiconThread(LexiconFolder folder, LexiconService service, Runnable tell, MonotonicClock clock) {
        this.folder = folder;
        this.service = service;
        this.tell = tell;
        this.clock = clock;
        thread = new Thread(this::run, "announcer-lexicon");
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    private void run() {
        while (!ending) {
            try {
                turn();
            } catch (RuntimeException | Error e) {
                // Without this thread no change would ever be seen again.
                LOG.error("the lexicons could not be looked at; they are looked at again in {} ms", REST.toMillis(), e);
            }
            if (!ending) {
                clock.parkUntil(clock.nanoTime() + REST.toNanos());
            }
        }
    }

    void turn() {
        boolean grammars = grammarsChanged.getAndSet(false);
        boolean files = folder.look().map(read -> {
            service.use(read);
            return true;
        }).orElse(false);
        if (grammars || files) {
            tell.run();
        }
    }

    /** A grammar has come, gone or changed. Any thread. */
    void grammarsChange() {
        grammarsChanged.set(true);
        LockSupport.unpark(thread);
    }

    /** Ends it, and waits for it, some seconds at most. */
    void end() {
        ending = true;
        LockSupport.unpark(thread);
        if (!ThreadJoin.within(thread, JOIN)) {
            LOG.warn("{} did not end within {} s and is left behind", thread.getName(), JOIN.toSeconds());
        }
    }
}
