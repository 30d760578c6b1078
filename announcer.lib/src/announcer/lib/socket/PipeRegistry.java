package announcer.lib.socket;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import announcer.api.stream.MediaPipe;

/** The open pipes of one transport. Opens them, many at once, until it is stopped. Safe for use by any thread. */
public final class PipeRegistry {
    private static final Logger LOG = LoggerFactory.getLogger(PipeRegistry.class);
    private static final long STOP_NANOS = TimeUnit.SECONDS.toNanos(5);

    /** Opens one pipe. */
    @FunctionalInterface
    public interface Opener {
        /** @param closed the pipe runs it last when it is closed */
        MediaPipe open(Runnable closed) throws IOException;
    }

    /** A place in the registry, taken before its pipe is open. */
    private static final class Place {
        private volatile MediaPipe pipe;
    }

    private final String pid;
    private final Map<Object, Place> places = new ConcurrentHashMap<>();
    /** Held for reading while a pipe is being opened. */
    private final ReadWriteLock opening = new ReentrantReadWriteLock();
    private volatile boolean stopped;

    /** @param pid of the transport, for messages */
    public PipeRegistry(String pid) {
        this.pid = pid;
    }

    /**
     * Opens a pipe.
     *
     * @param key no two open pipes have an equal one
     * @param inUse what to say when the key is taken
     */
    public MediaPipe open(Object key, String inUse, Opener opener) throws IOException {
        opening.readLock().lock();
        try {
            refuseWhenStopped();
            Place place = new Place();
            if (places.putIfAbsent(key, place) != null) {
                throw new IOException(inUse);
            }
            MediaPipe pipe;
            try {
                pipe = opener.open(() -> places.remove(key, place));
                place.pipe = pipe;
            } finally {
                if (place.pipe == null) {
                    places.remove(key, place);
                }
            }
            if (stopped) {
                // It took longer than the one who stopped the transport waited.
                pipe.close();
            }
            refuseWhenStopped();
            return pipe;
        } finally {
            opening.readLock().unlock();
        }
    }

    private void refuseWhenStopped() throws IOException {
        if (stopped) {
            throw new IOException("the transport " + pid + " has stopped");
        }
    }

    /**
     * Opens no more, and closes what is left: the one who opened a pipe closes it when the service goes, and no pipe may outlive the bundle.
     * Waits for what others are opening and closing, 5 s at most: once the bundle's class loader has gone, they could no longer finish. An
     * interrupt does not shorten it.
     */
    public void stop() {
        stopped = true;
        awaitOpening();
        for (Place left : places.values()) {
            MediaPipe pipe = left.pipe;
            if (pipe != null) {
                LOG.info("{} was still open when the transport stopped: closed", pipe.inputUrl());
                pipe.close();
            }
        }
    }

    private void awaitOpening() {
        long start = System.nanoTime();
        boolean interrupted = false;
        boolean waits = true;
        while (waits) {
            try {
                if (opening.writeLock().tryLock(STOP_NANOS - (System.nanoTime() - start), TimeUnit.NANOSECONDS)) {
                    opening.writeLock().unlock();
                } else {
                    LOG.warn("{}: a pipe is still being opened after {} s: is its folder on a disk that does not answer?", pid,
                            TimeUnit.NANOSECONDS.toSeconds(STOP_NANOS));
                }
                waits = false;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
