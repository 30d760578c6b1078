package announcer.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.osgi.framework.ServiceReference;

import announcer.api.stream.MediaPipe;
import announcer.api.stream.MediaTransport;
import announcer.engine.config.ChannelSettings;
import announcer.engine.playout.FakePipe;

/** A transport's bundle stops while the pacer is stuck in one of its pipes. */
class TransportGoesTest {
    private final Rig rig = new Rig("");
    private final CountDownLatch stuck = new CountDownLatch(1);
    private final CountDownLatch mayGoOn = new CountDownLatch(1);
    private final List<FakePipe> pipes = new CopyOnWriteArrayList<>();

    @AfterEach
    void close() {
        mayGoOn.countDown();
        rig.pacer.stop();
        rig.close();
    }

    private MediaPipe stuckPipe() {
        FakePipe pipe = new FakePipe() {
            @Override
            public synchronized int write(ByteBuffer media) {
                stuck.countDown();
                try {
                    mayGoOn.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
                return 0;
            }
        };
        pipes.add(pipe);
        return pipe;
    }

    @Test
    void whoever_stops_it_waits_for_all_channels_no_longer_than_for_one() throws Exception {
        for (String id : List.of("b", "c")) {
            ChannelSettings s = Rig.settings("");
            rig.channels.put(new ChannelSettings("announcer.channel~" + id, id, s.format(), "", List.of(), s.prosody(), s.loudness(),
                    List.of(), "", "", s.destination(), s.codec(), s.bitrateKbps(), s.leadIn(), s.gap(), s.timeToLive(),
                    s.queueCapacity(), false));
        }
        ServiceReference<MediaTransport> ref = rig.services.register((MediaTransport) r -> stuckPipe(), MediaTransport.TYPE, "stuck", 5);
        rig.engine.transports().add(ref);
        rig.run(Duration.ofMillis(200));
        assertThat(pipes).hasSize(3);
        pipes.forEach(FakePipe::readerComes);
        rig.pacer.start();
        assertThat(stuck.await(10, TimeUnit.SECONDS)).isTrue();
        long before = rig.clock.nanoTime();
        rig.channels.transportGoes(ref);
        assertThat(Duration.ofNanos(rig.clock.nanoTime() - before)).isBetween(Duration.ofMillis(100), Duration.ofMillis(101));
    }
}
