package announcer.engine.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.osgi.framework.ServiceReference;

import announcer.api.stream.StreamServer;
import announcer.engine.FakeServices;
import announcer.engine.util.RankedServices;

class ChannelUrlsTest {
    private final FakeServices services = new FakeServices();
    private final RankedServices<StreamServer> servers = new RankedServices<>(services.context());
    private final Deque<Runnable> threads = new ArrayDeque<>();
    private final ChannelUrls urls = new ChannelUrls("main", servers, new KeyedSerialExecutor<>(threads::add), Runnable::run);
    private final AtomicInteger questions = new AtomicInteger();

    private final ServiceReference<StreamServer> ref = services.register((StreamServer) new StreamServer() {
        @Override
        public String publishUrl(String path) {
            return "rtsp://secret@here/" + path;
        }

        @Override
        public String playUrl(String path) {
            return "rtsp://here/" + questions.incrementAndGet();
        }
    }, StreamServer.PORT, "8554", 0);

    @Test
    void a_question_whose_servers_have_changed_before_its_turn_is_left_out() {
        servers.add(ref);
        urls.look(true, 0);
        servers.add(ref);
        urls.look(true, 0);
        servers.add(ref);
        urls.look(true, 0);
        assertThat(threads).as("one thread for one server").hasSize(1);
        threads.remove().run();
        assertThat(questions).hasValue(1);
        assertThat(urls.isAsking()).isFalse();
        assertThat(urls.play()).contains("rtsp://here/1");
    }

    @Test
    void a_question_that_was_left_out_before_the_change_was_seen_is_followed_by_another() {
        servers.add(ref);
        urls.look(true, 0);
        servers.add(ref);
        threads.remove().run();
        assertThat(questions).hasValue(0);
        urls.look(true, 0);
        threads.remove().run();
        assertThat(urls.play()).contains("rtsp://here/1");
    }

    @Test
    void a_server_that_has_not_answered_for_two_seconds_is_told_and_looked_at_once() {
        servers.add(ref);
        urls.look(true, 0);
        assertThat(urls.slowServer(1_000_000_000)).isEmpty();
        assertThat(urls.nanosToRetry(500_000_000)).isEqualTo(1_500_000_000);
        assertThat(urls.slowServer(2_000_000_000)).contains(RankedServices.bundleOf(ref));
        assertThat(urls.nanosToRetry(2_000_000_000)).as("its answer is waited for, and nothing else").isEqualTo(Long.MAX_VALUE);
        threads.remove().run();
        assertThat(urls.slowServer(2_000_000_000)).isEmpty();
    }

    private final CountDownLatch asked = new CountDownLatch(1);
    private final CountDownLatch answers = new CountDownLatch(1);

    private ServiceReference<StreamServer> hanging(int ranking) {
        return services.register((StreamServer) new StreamServer() {
            @Override
            public String publishUrl(String path) {
                asked.countDown();
                try {
                    answers.await();
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
                return "rtsp://secret@slow/" + path;
            }

            @Override
            public String playUrl(String path) {
                return "rtsp://slow/" + path;
            }
        }, StreamServer.PORT, "8555", ranking);
    }

    @Test
    void a_server_that_hangs_holds_one_thread_however_many_channels_ask_it() throws Exception {
        ExecutorService wiring = WiringThreads.make();
        try {
            BlockingQueue<Runnable> control = new LinkedBlockingQueue<>();
            KeyedSerialExecutor<ServiceReference<StreamServer>> questions = new KeyedSerialExecutor<>(wiring);
            servers.add(hanging(0));
            List<ChannelUrls> channels = IntStream.range(0, 20).mapToObj(i -> new ChannelUrls("c" + i, servers, questions, control::add))
                    .toList();
            channels.forEach(c -> c.look(true, 0));
            CountDownLatch opened = new CountDownLatch(1);
            wiring.execute(opened::countDown);
            assertThat(opened.await(5, TimeUnit.SECONDS)).as("a step of another kind is done meanwhile").isTrue();
            answers.countDown();
            for (int i = 0; i < 20; i++) {
                control.poll(10, TimeUnit.SECONDS).run();
            }
            assertThat(channels).extracting(c -> c.publish().orElse("")).startsWith("rtsp://secret@slow/c0", "rtsp://secret@slow/c1")
                    .doesNotContain("");
        } finally {
            answers.countDown();
            wiring.shutdownNow();
        }
    }

    @Test
    void a_server_that_comes_is_asked_while_another_one_hangs() throws Exception {
        ExecutorService wiring = WiringThreads.make();
        try {
            BlockingQueue<Runnable> control = new LinkedBlockingQueue<>();
            ChannelUrls c = new ChannelUrls("main", servers, new KeyedSerialExecutor<>(wiring), control::add);
            servers.add(hanging(-1));
            c.look(true, 0);
            assertThat(asked.await(10, TimeUnit.SECONDS)).isTrue();
            servers.add(ref);
            c.look(true, 0);
            control.poll(10, TimeUnit.SECONDS).run();
            assertThat(c.publish()).contains("rtsp://secret@here/main");
            answers.countDown();
            control.poll(10, TimeUnit.SECONDS).run();
            assertThat(c.publish()).as("the answer that comes too late").contains("rtsp://secret@here/main");
        } finally {
            answers.countDown();
            wiring.shutdownNow();
        }
    }
}
