package announcer.lib.limit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

class CrowdTest {
    @Test
    void the_oldest_of_who_has_most_makes_room() {
        assertThat(Crowd.oldestOfTheMost(Stream.of("a1", "b1", "b2", "a2", "b3"), member -> member.charAt(0))).contains("b1");
        assertThat(Crowd.oldestOfTheMost(Stream.of("a1", "b1"), member -> member.charAt(0))).contains("a1");
        assertThat(Crowd.oldestOfTheMost(Stream.<String>of(), member -> member.charAt(0))).isEmpty();
    }
}
