package announcer.tts.freetts;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;

import announcer.api.speech.SpeechException;
import announcer.api.speech.SpeechRequest;
import announcer.api.speech.Voice;
import announcer.lib.speech.MonitoredSink;

/**
 * Voices that do what their text says: "hang" never returns until the test lets it, "endless" speaks until it is not wanted, "break"
 * throws, "fail" gives up, "nothing" is silent, anything else is 100 samples.
 */
final class StubVoices {
    final AtomicInteger loads = new AtomicInteger();
    final AtomicInteger disposals = new AtomicInteger();
    final List<String> spoken = new CopyOnWriteArrayList<>();
    final Semaphore letGo = new Semaphore(0);
    final CountDownLatch hanging = new CountDownLatch(1);
    volatile boolean loadFails;

    Speaker load(Voice voice) {
        if (loadFails) {
            throw new IllegalStateException("no disk");
        }
        loads.incrementAndGet();
        return new Speaker() {
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
                        sink.check();
                    }
                    case "endless" -> {
                        while (true) {
                            sink.check();
                            sink.write(sound, sound.length);
                        }
                    }
                    case "break" -> throw new IllegalStateException("broken");
                    case "fail" -> throw new SpeechException("gave up");
                    case "half" -> {
                        sink.write(sound, sound.length);
                        throw new SpeechException("gave up");
                    }
                    case "nothing" -> sink.write(new byte[500], 500);
                    default -> sink.write(sound, sound.length);
                }
            }

            @Override
            public void dispose() {
                disposals.incrementAndGet();
            }
        };
    }
}
