package announcer.lib.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StrictTextTest {
    private static final String TEXT = "Zoë, 请到三号 🙂";
    private static final String TOKEN = "abcdefghijklmnopqrstuvwxyz";

    @TempDir
    Path folder;

    @Test
    void utf_8_is_taken_with_and_without_a_byte_order_mark() throws Exception {
        assertThat(StrictText.of(TEXT.getBytes(StandardCharsets.UTF_8))).isEqualTo(TEXT);
        assertThat(StrictText.of(("\uFEFF" + TEXT).getBytes(StandardCharsets.UTF_8))).isEqualTo(TEXT);
        assertThat(StrictText.of(new byte[0])).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ISO-8859-1", "windows-1252", "IBM850"})
    void what_is_not_utf_8_is_refused_with_the_byte_and_its_place(String charset) {
        byte[] bytes = "Zoë".getBytes(Charset.forName(charset));
        assertThatThrownBy(() -> StrictText.of(bytes)).hasMessage(String.format("is not UTF-8: its byte 3 is 0x%02X", bytes[2]));
    }

    @Test
    void a_character_that_is_cut_off_is_refused() {
        byte[] whole = "请".getBytes(StandardCharsets.UTF_8);
        assertThatThrownBy(() -> StrictText.of(new byte[]{whole[0], whole[1]})).hasMessageContaining("is not UTF-8: its byte 1 is 0xE8");
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-16", "x-UTF-16LE-BOM", "UTF-16LE", "UTF-16BE"})
    void utf_16_is_refused_by_its_name(String charset) {
        assertThatThrownBy(() -> StrictText.of("one".getBytes(Charset.forName(charset)))).hasMessageContaining("UTF-16")
                .hasMessageContaining("not UTF-8");
    }

    @Test
    void another_charset_is_taken_for_what_it_is() throws Exception {
        assertThat(StrictText.of("Zoë".getBytes(Charset.forName("IBM850")), Charset.forName("IBM850"))).isEqualTo("Zoë");
        assertThatThrownBy(() -> StrictText.of(new byte[]{(byte) 0x81}, Charset.forName("GBK"))).hasMessageContaining("is not GBK");
    }

    @Test
    void a_token_is_read_however_an_editor_has_saved_it() throws Exception {
        for (String saved : new String[]{TOKEN, TOKEN + "\n", "\uFEFF" + TOKEN + "\r\n", "  " + TOKEN + "\n\n"}) {
            Path file = Files.writeString(folder.resolve("token"), saved);
            assertThat(SecretLine.read(file)).isEqualTo(TOKEN);
        }
    }

    @Test
    void what_cannot_be_a_token_is_refused_with_what_it_must_be() throws Exception {
        Path file = folder.resolve("token");
        for (String bad : new String[]{"", "short", TOKEN + "\n" + TOKEN, "zwanzig-üöäüöäüöäüöäüöä"}) {
            Files.writeString(file, bad);
            assertThatThrownBy(() -> SecretLine.read(file)).hasMessage(
                    file + " must hold one line of 16 or more visible ASCII characters; mend it, or remove it and a new token is made");
        }
        Files.writeString(file, TOKEN, StandardCharsets.UTF_16);
        assertThatThrownBy(() -> SecretLine.read(file)).hasMessageContaining(file + " is UTF-16, not UTF-8; it must hold one line");
    }
}
