package announcer.tts.mary;

import java.nio.ByteBuffer;
import java.time.Duration;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import announcer.api.speech.PcmSink;
import announcer.api.speech.SpeechException;
import announcer.api.speech.SpeechRequest;
import announcer.lib.speech.InstancePool;
import announcer.lib.speech.MonitoredSink;

/**
 * One text spoken by MaryTTS, in a thread of its own while the caller waits. The thread is in a group that it has to itself, which is how the threads are found that
 * MaryTTS starts for each sentence and that wait for ever when its sound is not fetched to the end; and what MaryTTS leaves in thread-locals
 * ends with the thread, and not in the caller's.
 */
final class NarratorCall {
    /** Time beyond the deadline after which a text counts as lost. MaryTTS stops within a fraction of a second, between two steps of a sentence. */
    static final Duration GRACE = Duration.ofSeconds(5);
    /** How long a caller waits for a text that was stopped. */
    private static final Duration STOP = Duration.ofSeconds(2);
    private static final int MOST_HELPERS = 64;
    private static final long HELPER_MILLIS = 1_000;
    private static final Logger LOG = LoggerFactory.getLogger(NarratorCall.class);

    private final Narrator narrator;
    private final SpeechRequest request;
    private final MonitoredSink sink;
    private final InstancePool<ThreadGroup>.Lease lease;
    private final ThreadGroup group;
    private final Thread thread;
    private volatile Throwable failure;

    /**
     * @param narrator loaded
     * @param lease of the group, which is closed when MaryTTS has let go of the text, which may be later than {@link #run} returns
     */
    NarratorCall(Narrator narrator, SpeechRequest request, MonitoredSink sink, InstancePool<ThreadGroup>.Lease lease) {
        this.narrator = narrator;
        this.request = request;
        this.sink = sink;
        this.lease = lease;
        group = lease.instance();
        thread = new Thread(group, this::speak, group.getName());
        thread.setDaemon(true);
        // MaryTTS looks for its parts through this one.
        thread.setContextClassLoader(NarratorCall.class.getClassLoader());
    }

    /** The caller's sink, which is closed to a call that its caller has left behind. */
    static final class Exit implements PcmSink {
        private final PcmSink sink;
        // Guarded by this.
        private boolean left;

        Exit(PcmSink sink) {
            this.sink = sink;
        }

        @Override
        public synchronized void write(ByteBuffer pcm) throws InterruptedException {
            if (left) {
                throw new InterruptedException("the caller has gone");
            }
            sink.write(pcm);
        }

        synchronized void leave() {
            left = true;
        }
    }

    /** Speaks the text; called once. */
    void run() throws SpeechException, InterruptedException {
        start();
        try {
            thread.join(Math.max(1, sink.left().toMillis()));
            if (thread.isAlive()) {
                stop();
                throw sink.late();
            }
        } catch (InterruptedException e) {
            stop();
            throw e;
        }
        report();
    }

    private void start() {
        boolean started = false;
        try {
            thread.start();
            started = true;
        } finally {
            if (!started) {
                lease.close();
            }
        }
    }

    private void report() throws SpeechException, InterruptedException {
        Throwable e = failure;
        if (e instanceof SpeechException known) {
            throw known;
        } else if (e instanceof InterruptedException known) {
            throw known;
        } else if (e != null) {
            throw sink.failed(e);
        }
        sink.expectSound("");
    }

    /** Interrupts all that works on the text and waits, but not for ever; interruptions while it waits change nothing. */
    private void stop() {
        boolean interrupted = false;
        long start = System.nanoTime();
        group.interrupt();
        for (long left = STOP.toMillis(); left > 0 && thread.isAlive(); left = STOP.toMillis() - (System.nanoTime() - start) / 1_000_000) {
            try {
                thread.join(left);
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (thread.isAlive()) {
            LOG.warn("{} did not end within {} ms after it was stopped, and is left behind", thread.getName(), STOP.toMillis());
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    // The thread of the text.

    private void speak() {
        try {
            narrator.speak(request, sink);
        } catch (Exception | Error e) {
            failure = e;
        } finally {
            try {
                endHelpers();
            } finally {
                lease.close();
            }
        }
    }

    private void endHelpers() {
        if (failure == null) {
            return;
        }
        // It was for the text that is over, and would keep this thread from waiting.
        Thread.interrupted();
        Thread[] helpers = new Thread[MOST_HELPERS];
        int count = group.enumerate(helpers);
        for (int i = 0; i < count; i++) {
            if (helpers[i] != thread) {
                end(helpers[i]);
            }
        }
    }

    private static void end(Thread helper) {
        helper.interrupt();
        try {
            helper.join(HELPER_MILLIS);
        } catch (InterruptedException e) {
            LOG.debug("interrupted while {} was ending", helper.getName());
        }
    }
}
