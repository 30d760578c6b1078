package announcer.ffmpeg.supervisor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import org.junit.jupiter.api.Test;

import announcer.lib.process.OutputTail;

class OutputTest {
    private static final String DESTINATION = "rtsp://user:s3cret@host:8554/main";

    @Test
    void credentials_are_masked_in_urls_and_alone() {
        CredentialMask mask = new CredentialMask(DESTINATION);
        assertThat(mask.apply("to '" + DESTINATION + "': user:s3cret, s3cret")).isEqualTo("to 'rtsp://***@host:8554/main': ***, ***");
        assertThat(new CredentialMask("rtsp://host/x").apply("plain")).isEqualTo("plain");
    }

    @Test
    void the_tail_is_bounded_in_lines_and_length_and_masked_before_it_is_cut() {
        OutputTail tail = new OutputTail(SupervisedPush.OUTPUT_LINES, SupervisedPush.OUTPUT_LINE_LENGTH, new CredentialMask(DESTINATION));
        for (int i = 0; i < 250; i++) {
            tail.add(i + " " + "x".repeat(485) + DESTINATION + "y".repeat(3000));
        }
        assertThat(tail.lines()).hasSize(100).allMatch(line -> line.length() <= 500).noneMatch(line -> line.contains("s3cret"));
        assertThat(tail.lines().get(0)).startsWith("150 ");
    }

    @Test
    void the_cause_is_the_telling_line_of_this_run_with_advice() {
        assertThat(FailureCause.of(1, List.of(FailureCause.runLine(1), "Server returned 401 Unauthorized", FailureCause.runLine(2),
                "[tcp @ 0x5] Connection to tcp://127.0.0.1:8554?timeout=0 failed: Connection refused",
                "Could not write header for output file #0 (incorrect codec parameters ?): Connection refused", "Conversion failed!")))
                .isEqualTo("ffmpeg exited with 1: Connection to tcp://127.0.0.1:8554?timeout=0 failed: Connection refused; "
                        + "is the RTSP server running?");
        assertThat(FailureCause.of(137, List.of())).isEqualTo("ffmpeg was ended by signal 9");
        assertThat(FailureCause.of(0, List.of())).startsWith("ffmpeg ended by itself");
    }
}
