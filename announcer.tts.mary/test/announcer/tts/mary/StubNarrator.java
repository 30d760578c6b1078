package announcer.tts.mary;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;

import announcer.api.speech.SpeechException;
import announcer.api.speech.SpeechRequest;
import announcer.lib.speech.MonitoredSink;

/**
 * Does what the text says: "hang" never returns until the test lets it, "endless" speaks until it is not wanted, "break" throws, "nothing"
 * is silent, "late" writes when the test lets it, anything else is 100 samples.
 */
final class StubNarrator implements Narrator {
    final AtomicInteger loads = new AtomicInteger();
    final List<String> spoken = new CopyOnWriteArrayList<>();
    final Semaphore letGo = new Semaphore(0);
    final CountDownLatch hanging = new CountDownLatch(1);
    volatile CountDownLatch loading = new CountDownLatch(0);
    volatile boolean loadFails;
    /** Whether "late" was stopped in its write. */
    volatile boolean lateWrite;

    @Override
    public boolean load(StopSignal stop) throws SpeechException {
        loads.incrementAndGet();
        try {
            while (!loading.await(1, java.util.concurrent.TimeUnit.MILLISECONDS)) {
                if (stop.stopped()) {
                    return false;
                }
            }
        } catch (InterruptedException e) {
            throw new SpeechException("loading must not be interrupted", e);
        }
        if (loadFails) {
            throw new SpeechException("no disk");
        }
        return true;
    }

    @Override
    public void speak(SpeechRequest request, MonitoredSink sink) throws SpeechException, InterruptedException {
        spoken.add(request.text());
        byte[] sound = new byte[200];
        for (int i = 1; i < sound.length; i += 2) {
            sound[i] = 50;
        }
        switch (request.text()) {
            case "hang" -> {
                hanging.countDown();
                letGo.acquireUninterruptibly();
            }
            case "endless" -> {
                while (true) {
                    sink.check();
                    sink.write(sound, sound.length);
                }
            }
            case "late" -> {
                hanging.countDown();
                letGo.acquireUninterruptibly();
                lateWrite = true;
                sink.write(sound, sound.length);
                lateWrite = false;
            }
            case "break" -> throw new IllegalStateException("broken");
            case "nothing" -> sink.write(new byte[500], 500);
            default -> sink.write(sound, sound.length);
        }
    }
}
