package announcer.conf.file;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.StringReader;
import java.util.List;
import java.util.Properties;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConfTextTest {
    @ParameterizedTest
    @ValueSource(strings = {"\0\0\0\0", "port = 1\nname = \0\0", "a = \u001b[2J"})
    void a_file_with_what_no_text_has_is_not_a_configuration(String torn) {
        assertThatThrownBy(() -> ConfText.parse(torn.getBytes(UTF_8))).isInstanceOf(BadFileException.class)
                .hasMessageContaining("damaged");
    }

    private static ConfText text(String s) throws BadFileException {
        return ConfText.parse(s.getBytes(UTF_8));
    }

    private static String after(ConfText t) {
        return new String(t.bytes(), UTF_8);
    }

    @Test
    void what_is_not_changed_stays_byte_for_byte() throws Exception {
        String s = "\uFEFF# 你好\r\n\r\n  port=8554\r\n! note\r\nhosts : a, \\\r\n    b\r\nlast=x";
        assertThat(after(text(s))).isEqualTo(s);
    }

    @Test
    void a_change_keeps_comments_and_order() throws Exception {
        ConfText t = text("# the port\nport = 8554\n\nwelcome = hi \\\n  there\n# end\n");
        t.set("port", "9000");
        t.set("new", Escapes.encoded("中文 = x"));
        t.remove("welcome");
        assertThat(after(t)).isEqualTo("# the port\nport = 9000\n\n# end\nnew = 中文 = x\n");
    }

    @Test
    void a_value_added_after_a_last_line_without_end_stands_on_its_own_line() throws Exception {
        ConfText t = text("a = 1");
        t.set("b", "2");
        assertThat(after(t)).isEqualTo("a = 1\nb = 2\n");
    }

    @Test
    void it_reads_what_properties_read() throws Exception {
        String s = "a=1\nb : two words\nc three\n d\\ e = x\\ty\nf = \\u4f60\\u597d\ng = one \\\n   two\nh = C:\\\\dir\\\\\n";
        Properties p = new Properties();
        p.load(new StringReader(s));
        ConfText t = text(s);
        assertThat(t.values().keySet()).isEqualTo(
                p.stringPropertyNames().stream().sorted().collect(java.util.stream.Collectors.toCollection(java.util.LinkedHashSet::new)));
        for (String key : t.values().keySet()) {
            assertThat(Escapes.decoded(t.values().get(key))).as(key).isEqualTo(p.getProperty(key));
        }
    }

    @Test
    void every_value_survives_being_written_and_read() throws Exception {
        for (String v : List.of("", " ", " both ", "a,b", "back\\slash\\", "line\nbreak\ttab", "中文", "#x", "=", "a = b", "\u0001",
                "\u2003em\u2003", "\\u0041", "x\\")) {
            ConfText t = ConfText.empty("c");
            t.set("k ey:=#", Escapes.encoded(v));
            ConfText again = ConfText.parse(t.bytes());
            assertThat(Escapes.decoded(again.values().get("k ey:=#"))).isEqualTo(v);
        }
    }

    @Test
    void every_list_survives_being_written_and_read() throws Exception {
        for (List<String> list : List.of(List.<String>of(), List.of("a"), List.of("a", "b c", "d,e"), List.of("x\\", "y"), List.of("a", ""),
                List.of(" ", ","), List.of("你好", "\\,"))) {
            ConfText t = ConfText.empty("c");
            t.set("k", Escapes.encodedList(list));
            assertThat(Escapes.decodedList(ConfText.parse(t.bytes()).values().get("k"))).isEqualTo(list);
        }
    }

    @Test
    void a_half_written_or_foreign_file_is_refused_with_its_line() {
        assertThatThrownBy(() -> text("a = 1\npor")).hasMessageContaining("line 2").hasMessageContaining("por");
        assertThatThrownBy(() -> text("= 1")).hasMessageContaining("line 1").hasMessageContaining("no key");
        assertThatThrownBy(() -> text("a = \\u12")).hasMessageContaining("line 1").hasMessageContaining("hexadecimal");
        assertThatThrownBy(() -> ConfText.parse(new byte[]{'a', '=', (byte) 0xe4})).hasMessageContaining("not UTF-8");
    }

    @Test
    void of_a_key_that_stands_twice_the_last_counts_and_a_change_leaves_one() throws Exception {
        ConfText t = text("a = 1\na = 2\n");
        assertThat(t.values()).containsEntry("a", "2");
        assertThat(t.doubles()).containsExactly("a");
        t.set("a", "3");
        assertThat(after(t)).isEqualTo("a = 3\n");
    }
}
