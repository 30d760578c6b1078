package announcer.engine.util;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;

import org.junit.jupiter.api.Test;
import org.osgi.framework.ServiceReference;

import announcer.api.stream.MediaTransport;
import announcer.engine.FakeServices;

class RankedServicesTest {
    private final FakeServices services = new FakeServices();
    private final RankedServices<String> ranked = new RankedServices<>(services.context());

    private ServiceReference<String> add(String type, boolean explicit, int ranking) {
        ServiceReference<String> ref = services.register(type, Map.of(MediaTransport.TYPE, type, MediaTransport.EXPLICIT, explicit),
                ranking);
        ranked.add(ref);
        return ref;
    }

    @Test
    void the_best_of_a_kind_is_found_and_any_when_no_kind_is_named() {
        add("unix", false, 0);
        ServiceReference<String> pipe = add("winpipe", false, 5);
        assertThat(ranked.find(MediaTransport.TYPE, "")).contains(pipe);
        assertThat(ranked.find(MediaTransport.TYPE, "winpipe")).contains(pipe);
        assertThat(ranked.find(MediaTransport.TYPE, "pigeons")).isEmpty();
    }

    @Test
    void one_that_is_for_those_only_who_name_it_is_not_found_otherwise_even_when_it_is_alone_or_best() {
        ServiceReference<String> tcp = add("tcp", true, 100);
        assertThat(ranked.find(MediaTransport.TYPE, "")).isEmpty();
        assertThat(ranked.find(MediaTransport.TYPE, "tcp")).contains(tcp);
        ServiceReference<String> unix = add("unix", false, 0);
        assertThat(ranked.find(MediaTransport.TYPE, "")).contains(unix);
    }
}
