package announcer.web.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.Hashtable;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.ServiceRegistration;

import announcer.api.speech.SpeechEngine;
import announcer.web.bundles.TestFramework;

/** Events of a real framework. */
class InventoryChangeListenerTest {
    private static final SpeechEngine ENGINE = (SpeechEngine) Proxy.newProxyInstance(SpeechEngine.class.getClassLoader(),
            new Class<?>[]{SpeechEngine.class}, (proxy, method, arguments) -> null);

    @TempDir
    private Path storage;
    private TestFramework felix;
    private final Semaphore changes = new Semaphore(0);
    private InventoryChangeListener listener;

    @BeforeEach
    void start() throws Exception {
        felix = new TestFramework(storage);
        listener = new InventoryChangeListener(felix.context(), changes::release);
        // The framework's own start may still be told, on its one thread and in order: what comes behind it has been heard by both.
        CountDownLatch first = new CountDownLatch(1);
        felix.context().addBundleListener(event -> {
            if ("announcer.first".equals(event.getBundle().getSymbolicName())) {
                first.countDown();
            }
        });
        felix.install("announcer.first", "1.0.0");
        assertThat(first.await(20, TimeUnit.SECONDS)).isTrue();
        changes.drainPermits();
    }

    @AfterEach
    void stop() throws Exception {
        listener.close();
        felix.close();
    }

    @Test
    void a_bundle_that_comes_is_a_change() throws Exception {
        felix.install("announcer.tts.example", "1.0.0");
        assertThat(changes.tryAcquire(20, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void a_speech_engine_that_comes_changes_or_goes_is_a_change_and_another_service_is_none() throws Exception {
        ServiceRegistration<Runnable> other = felix.context().registerService(Runnable.class, () -> {}, null);
        other.unregister();
        assertThat(changes.availablePermits()).isZero();

        // Service events come on the thread that makes them.
        ServiceRegistration<SpeechEngine> engine = felix.context().registerService(SpeechEngine.class, ENGINE, null);
        assertThat(changes.availablePermits()).isEqualTo(1);
        engine.setProperties(new Hashtable<>(Map.of("a", "b")));
        assertThat(changes.availablePermits()).isEqualTo(2);
        engine.unregister();
        assertThat(changes.availablePermits()).isEqualTo(3);
    }

    @Test
    void when_it_is_closed_it_hears_no_more() throws Exception {
        listener.close();
        felix.install("announcer.tts.example", "1.0.0");
        felix.context().registerService(SpeechEngine.class, ENGINE, null);
        assertThat(changes.availablePermits()).isZero();
    }
}
