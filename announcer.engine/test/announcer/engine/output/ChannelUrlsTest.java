package announcer.engine.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;
import org.osgi.framework.ServiceReference;

import announcer.api.stream.StreamServer;
import announcer.engine.FakeServices;
import announcer.engine.util.RankedServices;

class ChannelUrlsTest {
    private final FakeServices services = new FakeServices();
    private final RankedServices<StreamServer> servers = new RankedServices<>(services.context());
    private final Deque<Runnable> threads = new ArrayDeque<>();
    private final ChannelUrls urls = new ChannelUrls("main", servers, threads::add, Runnable::run);
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
        assertThat(threads).hasSize(3);
        threads.forEach(Runnable::run);
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
}
