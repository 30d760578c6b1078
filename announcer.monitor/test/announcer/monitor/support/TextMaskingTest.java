package announcer.monitor.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import com.google.gson.JsonParser;

class TextMaskingTest {
    private final TextMasking masking = new TextMasking(List.of("tokenOfTheHouse"));

    @ParameterizedTest
    @ValueSource(strings = {"rtsp://user:s3cretValue@host/main", "newPassword=s3cretValue", "password: s3cretValue",
            "{\"publishPassword\":\"s3cretValue\"}", "passwordHash = s3cretValue", "Authorization: Bearer s3cretValue",
            "sent Basic s3cretValue==", "secret='s3cretValue with blanks'", "a tokenOfTheHouse b s3cretValu"})
    void secrets_are_masked_in_whatever_way_they_are_written(String text) {
        assertThat(masking.text(text)).doesNotContain("s3cretValue", "with blanks", "tokenOfTheHouse").contains("***");
    }

    @ParameterizedTest
    @ValueSource(strings = {"announcer.web.ApiToken: made one", "channel main: publishing to rtsp://host/main (run 1, pid 2)",
            "Problem with token <x>", "basic data"})
    void what_is_no_secret_stays(String text) {
        assertThat(masking.text(text)).isEqualTo(text);
    }

    @Test
    void members_that_are_named_like_secrets_lose_their_texts_at_any_depth() {
        var json = JsonParser.parseString("{\"a\":[{\"keystorePassword\":\"x y z\",\"n\":1,\"tokens\":3,\"secret\":\"\"}]}");
        assertThat(masking.json(json).toString())
                .isEqualTo("{\"a\":[{\"keystorePassword\":\"********\",\"n\":1,\"tokens\":3,\"secret\":\"\"}]}");
    }

    @Test
    void the_log_ends_with_its_last_whole_lines(@TempDir Path folder) throws Exception {
        Path log = folder.resolve("announcer.log");
        Files.writeString(log, "one\ntwo\nthree\n", StandardCharsets.UTF_8);
        assertThat(LogTail.of(log, 2)).containsExactly("two", "three");
        Files.writeString(log, IntStream.range(0, 50_000).mapToObj(i -> "line number " + i).collect(Collectors.joining("\n")),
                StandardCharsets.UTF_8);
        assertThat(LogTail.of(log, 100_000)).hasSizeLessThan(50_000).allMatch(l -> l.startsWith("line number")).last()
                .isEqualTo("line number 49999");
    }
}
