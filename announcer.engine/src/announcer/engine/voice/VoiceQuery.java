package announcer.engine.voice;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

import org.osgi.framework.ServiceReference;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import announcer.api.speech.SpeechEngine;
import announcer.api.speech.Voice;
import announcer.lib.time.MonotonicClock;
import announcer.engine.util.RankedServices;

/**
 * Asks engines for their voices, on threads of its own ({@code announcer-voices-n}, only while there is something to ask): one that does
 * not answer holds nobody for longer than the patience, and only the first who asks. What it said last stands until it answers. Any
 * thread but the framework's.
 */
public final class VoiceQuery {
    public static final long PATIENCE_MILLIS = 2_000;
    /** An answer is good for so long; a new voice is to be seen soon. */
    private static final long FRESH_NANOS = 300_000_000;
    private static final int MOST_THREADS = 32;
    private static final Logger LOG = LoggerFactory.getLogger(VoiceQuery.class);

    /**
     * What an engine said.
     *
     * @param voices what it offers
     * @param problem what is wrong with it, in words
     */
    record Answer(List<Voice> voices, Optional<String> problem) {
        static Answer failed(String why) {
            return new Answer(List.of(), Optional.of(why));
        }
    }

    private record Known(Answer answer, long atNanos) {}

    private final RankedServices<SpeechEngine> engines;
    private final MonotonicClock clock;
    private final ThreadPoolExecutor threads;
    private final long patienceMillis;
    // By service id.
    private final Map<Long, Known> known = new ConcurrentHashMap<>();
    private final Map<Long, FutureTask<Answer>> asking = new ConcurrentHashMap<>();

    /**
     * @param clock tells how old an answer is
     * @param patienceMillis how long an answer is waited for, on the machine's own clock
     */
    VoiceQuery(RankedServices<SpeechEngine> engines, MonotonicClock clock, long patienceMillis) {
        this.clock = clock;
        this.patienceMillis = patienceMillis;
        this.engines = engines;
        AtomicInteger n = new AtomicInteger();
        threads = new ThreadPoolExecutor(0, MOST_THREADS, 5, TimeUnit.SECONDS, new SynchronousQueue<>(), r -> {
            Thread t = new Thread(r, "announcer-voices-" + n.incrementAndGet());
            t.setDaemon(true);
            return t;
        });
    }

    /** What an engine offers now, or offered last when it does not answer. */
    Answer of(ServiceReference<SpeechEngine> ref) {
        long id = VoiceCatalog.serviceId(ref);
        Known k = known.get(id);
        if (k != null && clock.nanoTime() - k.atNanos < FRESH_NANOS) {
            return k.answer;
        }
        boolean[] first = new boolean[1];
        FutureTask<Answer> task = asking.computeIfAbsent(id, i -> {
            first[0] = true;
            return new FutureTask<>(() -> ask(ref));
        });
        try {
            if (first[0]) {
                begin(id, task);
            } else if (k != null) {
                // Somebody waits for it already; what it said last will do meanwhile.
                return k.answer;
            }
            return task.get(patienceMillis, TimeUnit.MILLISECONDS);
        } catch (TimeoutException | RejectedExecutionException e) {
            LOG.warn("{} does not say which voices it has", what(ref));
            Answer last = Answer.failed(what(ref) + " does not answer when it is asked for its voices");
            Answer stands = k == null ? last : new Answer(k.answer.voices, last.problem);
            known.put(id, new Known(stands, clock.nanoTime()));
            return stands;
        } catch (ExecutionException e) {
            return Answer.failed(what(ref) + " cannot list its voices: " + e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return k == null ? Answer.failed(what(ref) + " was not asked: the thread was interrupted") : k.answer;
        }
    }

    private void begin(long id, FutureTask<Answer> task) {
        boolean begun = false;
        try {
            threads.execute(task);
            begun = true;
        } finally {
            if (!begun) {
                asking.remove(id);
            }
        }
    }

    private Answer ask(ServiceReference<SpeechEngine> ref) {
        long id = VoiceCatalog.serviceId(ref);
        Answer answer = answer(ref);
        known.put(id, new Known(answer, clock.nanoTime()));
        asking.remove(id);
        if (!engines.refs().contains(ref)) {
            // It went while it was asked: nobody else will say so.
            known.remove(id);
        }
        return answer;
    }

    private Answer answer(ServiceReference<SpeechEngine> ref) {
        try (RankedServices.Lease<SpeechEngine> lease = engines.lease(ref).orElse(null)) {
            return lease == null
                    ? Answer.failed(what(ref) + " failed to start; the log says why")
                    : new Answer(List.copyOf(lease.service().voices()), lease.service().problem());
        } catch (RuntimeException | Error e) {
            return Answer.failed(what(ref) + " cannot list its voices: " + e);
        }
    }

    /** The engine's service has gone. Returns what it offered last. */
    List<Voice> forget(long serviceId) {
        asking.remove(serviceId);
        Known k = known.remove(serviceId);
        return k == null ? List.of() : k.answer.voices;
    }

    /** Interrupts who still asks, and waits for a second at most. */
    void close() {
        threads.shutdownNow();
        try {
            if (!threads.awaitTermination(1, TimeUnit.SECONDS)) {
                LOG.error("a thread announcer-voices-n did not end: a speech engine holds it");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static String what(ServiceReference<SpeechEngine> ref) {
        return "speech engine " + VoiceCatalog.name(ref) + " of bundle " + RankedServices.bundleOf(ref);
    }
}
