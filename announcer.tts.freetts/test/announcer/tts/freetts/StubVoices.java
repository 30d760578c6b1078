package announcer.tts.freetts;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

import announcer.api.speech.Prosody;
import announcer.api.speech.Voice;

/**
 * Voices that do what their text says: "hang" never returns until the test lets it, "endless" speaks until it is not wanted, "break"
 * throws, "fail" gives up, "nothing" is silent, anything else is 100 samples.
 */
final class StubVoices {
    final AtomicInteger loads = new AtomicInteger();
    final AtomicLong endlessBytes = new AtomicLong();
    final AtomicInteger disposals = new AtomicInteger();
    final List<String> spoken = new CopyOnWriteArrayList<>();
    final Semaphore letGo = new Semaphore(0);
    final CountDownLatch hanging = new CountDownLatch(1);
    volatile boolean loadFails;

    Speaker speaker(Voice voice) {
        return new Speaker() {
            private boolean loaded;

            @Override
            public void load() {
                if (loadFails) {
                    throw new IllegalStateException("no disk");
                }
                if (loaded) {
                    throw new IllegalStateException("loaded twice");
                }
                loaded = true;
                loads.incrementAndGet();
            }

            @Override
            public void speak(String text, Prosody prosody, PcmSink sink) throws VoiceFailure {
                spoken.add(text);
                byte[] sound = new byte[200];
                for (int i = 1; i < sound.length; i += 2) {
                    sound[i] = 50;
                }
                switch (text) {
                    case "hang" -> {
                        hanging.countDown();
                        letGo.acquireUninterruptibly();
                    }
                    case "endless" -> {
                        while (sink.take(sound, sound.length)) {
                            endlessBytes.addAndGet(sound.length);
                        }
                    }
                    case "break" -> throw new IllegalStateException("broken");
                    case "fail" -> throw new VoiceFailure("gave up");
                    case "half" -> {
                        sink.take(sound, sound.length);
                        throw new VoiceFailure("gave up");
                    }
                    case "nothing" -> sink.take(new byte[500], 500);
                    default -> sink.take(sound, sound.length);
                }
            }

            @Override
            public void dispose() {
                disposals.incrementAndGet();
            }
        };
    }
}
