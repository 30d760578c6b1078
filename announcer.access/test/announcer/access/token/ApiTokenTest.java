package announcer.access.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ApiTokenTest {
    private final SecureRandom random = new SecureRandom();
    @TempDir
    Path home;

    private Path file() {
        return home.resolve("conf").resolve("api.token");
    }

    @Test
    void one_is_made_once_and_kept() throws IOException {
        String token = new ApiToken(file(), random).current();

        assertThat(token).matches("[A-Za-z0-9]{32,}");
        assertThat(Files.readString(file())).isEqualTo(token + "\n");
        assertThat(new ApiToken(file(), random).current()).isEqualTo(token);
        try (Stream<Path> files = Files.list(file().getParent())) {
            assertThat(files).containsExactly(file());
        }
    }

    @Test
    void each_home_has_its_own() throws IOException {
        assertThat(new ApiToken(file(), random).current()).isNotEqualTo(new ApiToken(home.resolve("other/api.token"), random).current());
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void only_its_owner_can_read_it() throws IOException {
        new ApiToken(file(), random).current();
        assertThat(permissions()).isEqualTo("rw-------");
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void permissions_that_are_too_wide_are_tightened() throws IOException {
        ApiToken token = new ApiToken(file(), random);
        token.current();
        Files.setPosixFilePermissions(file(), PosixFilePermissions.fromString("rw-r--r--"));

        token.current();

        assertThat(permissions()).isEqualTo("rw-------");
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void permissions_that_are_narrower_are_left_alone() throws IOException {
        ApiToken token = new ApiToken(file(), random);
        token.current();
        Files.setPosixFilePermissions(file(), PosixFilePermissions.fromString("r--------"));

        token.current();

        assertThat(permissions()).isEqualTo("r--------");
    }

    @Test
    void only_the_token_is_the_token() throws IOException {
        ApiToken token = new ApiToken(file(), random);
        String right = token.current();

        assertThat(token.is(right)).isTrue();
        assertThat(token.is(right + "x")).isFalse();
        assertThat(token.is(right.substring(1))).isFalse();
        assertThat(token.is("")).isFalse();
    }

    @Test
    void a_removed_one_is_replaced() throws IOException {
        ApiToken token = new ApiToken(file(), random);
        String first = token.current();
        Files.delete(file());

        assertThat(token.current()).isNotEqualTo(first);
    }

    @Test
    void one_that_an_editor_saved_with_a_byte_order_mark_counts() throws IOException {
        ApiToken token = new ApiToken(file(), random);
        String right = token.current();
        Files.writeString(file(), "\uFEFF" + right + "\r\n");

        assertThat(token.is(right)).isTrue();
    }

    @Test
    void what_cannot_be_a_token_lets_nobody_in() throws IOException {
        ApiToken token = new ApiToken(file(), random);
        Files.createDirectories(file().getParent());
        for (String bad : new String[]{"", "short", "with spaces in it, but long enough", "zwanzig-üöäüöäüöäüöäüöä"}) {
            Files.writeString(file(), bad);
            assertThatThrownBy(() -> token.is(bad)).isInstanceOf(IOException.class).hasMessageContaining("16");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n", "\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0"})
    void one_that_a_power_cut_left_is_set_aside_at_a_start_and_made_anew(String torn) throws IOException {
        Files.createDirectories(file().getParent());
        Files.writeString(file(), torn);
        ApiToken token = new ApiToken(file(), random);

        token.prepare(Instant.parse("2026-11-30T10:22:33Z"));

        assertThat(Files.readString(file())).matches("[A-Za-z0-9]{40}\n");
        assertThat(token.is(torn)).isFalse();
        assertThat(file().resolveSibling("api.token.damaged-20261130T102233Z")).hasContent(torn);
    }

    @Test
    void one_that_somebody_wrote_wrongly_is_theirs_to_mend() throws IOException {
        Files.createDirectories(file().getParent());
        Files.writeString(file(), "short");

        assertThatThrownBy(() -> new ApiToken(file(), random).prepare(Instant.EPOCH)).isInstanceOf(IOException.class);
        assertThat(file()).hasContent("short");
    }

    @Test
    void one_that_was_saved_as_utf_16_stays_at_a_start_and_is_told() throws IOException {
        Files.createDirectories(file().getParent());
        Files.writeString(file(), "\uFEFFa-token-that-programs-have\r\n", StandardCharsets.UTF_16LE);
        byte[] before = Files.readAllBytes(file());

        assertThatThrownBy(() -> new ApiToken(file(), random).prepare(Instant.EPOCH)).isInstanceOf(IOException.class)
                .hasMessageContaining("UTF-16");
        assertThat(file()).hasBinaryContent(before);
    }

    private String permissions() throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file()));
    }
}
