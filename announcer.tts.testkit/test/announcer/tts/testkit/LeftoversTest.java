package announcer.tts.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;

import org.junit.jupiter.api.Test;

class LeftoversTest {
    @Test
    void a_thread_that_has_come_since_is_named_until_it_ends() throws Exception {
        CountDownLatch end = new CountDownLatch(1);
        Leftovers left = Leftovers.sinceNow();
        Thread stray = new Thread(() -> {
            try {
                end.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }, "stray");
        stray.start();
        Leftovers.shortenPatience();
        try {
            assertThat(left.threads()).singleElement().asString().startsWith("stray at ");
        } finally {
            Leftovers.restorePatience();
        }
        assertThat(Leftovers.sinceNow().threads()).isEmpty();
        end.countDown();
        stray.join();
        assertThat(left.threads()).isEmpty();
    }
}
