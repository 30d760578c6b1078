package announcer.lib.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

import org.junit.jupiter.api.Test;

class OutputTest {
    @Test
    void the_tail_is_bounded_in_lines_and_length_and_masked_before_it_is_cut() {
        OutputTail tail = new OutputTail(100, 500, line -> line.replace("s3cret", "***"));
        for (int i = 0; i < 250; i++) {
            tail.add(i + " " + "x".repeat(490) + "s3cret" + "y".repeat(3000));
        }
        assertThat(tail.lines()).hasSize(100).allMatch(line -> line.length() <= 500).noneMatch(line -> line.contains("s3"));
        assertThat(tail.lines().get(0)).startsWith("150 ").endsWith("...");
    }

    @Test
    void the_tail_in_one_line_is_its_end_without_control_characters() {
        OutputTail tail = new OutputTail(3, 100, UnaryOperator.identity());
        assertThat(tail.inOneLine(10)).isEmpty();
        List.of("first", "second\u0007", "", " third\tone ").forEach(tail::add);
        assertThat(tail.inOneLine(100)).isEqualTo("second third one");
        assertThat(tail.inOneLine(9)).isEqualTo("third one");
    }

    @Test
    void a_line_without_end_does_not_fill_the_memory() throws IOException {
        List<String> lines = new ArrayList<>();
        LineReader.readAll(new ByteArrayInputStream(("x".repeat(1_000_000) + "\nlast").getBytes(StandardCharsets.UTF_8)), lines::add);
        assertThat(lines).hasSize(2);
        assertThat(lines.get(0)).hasSize(4096);
        assertThat(lines.get(1)).isEqualTo("last");
    }
}
