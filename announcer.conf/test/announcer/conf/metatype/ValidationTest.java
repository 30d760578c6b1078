package announcer.conf.metatype;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import announcer.api.config.ConfigurationCheck;
import announcer.api.config.InvalidConfigurationException;
import announcer.conf.file.ConfName;
import announcer.conf.file.ConfText;
import announcer.conf.metatype.Validation.Outcome;

class ValidationTest {
    private static final String XML = """
            <?xml version="1.0" encoding="UTF-8"?>
            <metatype:MetaData xmlns:metatype="http://www.osgi.org/xmlns/metatype/v1.4.0">
              <OCD id="o" name="Test">
                <AD id="port" type="Integer" min="0" max="65535" default="8554" required="true"/>
                <AD id="host" type="String" default="" required="true"/>
                <AD id="id" type="String" required="true"/>
                <AD id="codec" type="String" default="aac"><Option label="AAC" value="aac"/><Option label="Opus" value="opus"/></AD>
                <AD id="names" type="String" cardinality="3" required="false"/>
                <AD id="sizes" type="Integer" cardinality="-10" required="false"/>
                <AD id="on" type="Boolean" default="true"/>
                <AD id="factor" type="Double" max="1.5" default="1"/>
                <AD id="secret" type="Password" min="8" required="false"/>
              </OCD>
              <Designate factoryPid="f"><Object ocdref="o"/></Designate>
            </metatype:MetaData>
            """;

    private static Outcome outcome(String text, ConfigurationCheck... checks) throws Exception {
        Schema schema = MetatypeDocument.read(new ByteArrayInputStream(XML.getBytes(UTF_8))).get(0);
        Validation v = new Validation(pid -> Optional.of(schema).filter(s -> s.pid().equals(pid)), pid -> List.of(checks));
        return v.ofText(new ConfName("f", "x"), ConfText.parse(text.getBytes(UTF_8)), Map.of());
    }

    @Test
    void values_get_the_types_of_the_metatype() throws Exception {
        Outcome o = outcome("id = a\nport = 80 \nnames = a, b\\,c\nsizes = 1,2\non = FALSE\nfactor=0.5\n");
        assertThat(o.problems()).isEmpty();
        assertThat(o.values()).containsEntry("port", 80).containsEntry("names", new String[]{"a", "b,c"})
                .containsEntry("sizes", List.of(1, 2)).containsEntry("on", false)
                .containsEntry("factor", 0.5);
    }

    @Test
    void a_wrong_value_is_told_with_key_value_and_what_would_be_right() throws Exception {
        assertThat(outcome("id=a\nport = 70000").problems())
                .containsExactly("port is \"70000\"; it must be a whole number from 0 to 65535");
        assertThat(outcome("id=a\nport = ").problems()).containsExactly("port is empty; it must be a whole number from 0 to 65535");
        assertThat(outcome("id=a\non = yes").problems()).containsExactly("on is \"yes\"; it must be true or false");
        assertThat(outcome("id=a\ncodec = mp3").problems()).containsExactly("codec is \"mp3\"; it must be one of: aac, opus");
        assertThat(outcome("id=a\nfactor = NaN").problems()).containsExactly("factor is \"NaN\"; it must be a number of at most 1.5");
        assertThat(outcome("id=a\nnames = a,b,c,d").problems()).containsExactly("names has 4 values; at most 3 are allowed");
        assertThat(outcome("port = 1").problems()).containsExactly("id is missing; it must be a text");
    }

    @Test
    void secrets_and_credentials_in_urls_are_not_repeated() throws Exception {
        assertThat(outcome("id=a\nsecret = short").problems().toString()).contains("secret").doesNotContain("short");
        assertThat(outcome("id=a\ncodec = rtsp://u:pw@h/x").problems().toString()).doesNotContain("pw");
    }

    @Test
    void an_unknown_key_is_a_warning_with_the_nearest_key() throws Exception {
        Outcome o = outcome("id=a\nprot = 1\n");
        assertThat(o.valid()).isTrue();
        assertThat(o.warnings().toString()).contains("prot").contains("did you mean port?");
    }

    @Test
    void checks_are_asked_with_typed_values_and_their_failure_is_a_refusal() throws Exception {
        assertThat(outcome("id=a\nport=1", (pid, values) -> {
            assertThat(pid).isEqualTo("f~x");
            throw new InvalidConfigurationException("port", "port " + ((Integer) values.get("port") + 1) + " is taken");
        }).problems()).containsExactly("port 2 is taken");
        assertThat(outcome("id=a", (pid, values) -> {
            throw new IllegalStateException("broken");
        }).problems().toString()).contains("could not be checked").contains("broken");
    }

    @Test
    void a_file_for_a_factory_without_a_name_is_told_how_to_be_named() throws Exception {
        Schema schema = MetatypeDocument.read(new ByteArrayInputStream(XML.getBytes(UTF_8))).get(0);
        Validation v = new Validation(pid -> Optional.of(schema), pid -> List.of());
        assertThat(v.ofText(new ConfName(null, "f"), ConfText.parse("id=a".getBytes(UTF_8)), Map.of()).problems().toString())
                .contains("f~NAME.cfg");
    }

    @Test
    void without_a_metatype_a_value_keeps_the_type_it_has() throws Exception {
        Validation v = new Validation(pid -> Optional.empty(), pid -> List.of());
        Outcome o = v.ofText(new ConfName(null, "p"), ConfText.parse("a=1,2\nb=3\nc=4".getBytes(UTF_8)),
                Map.of("a", new String[]{"x"}, "b", 1));
        assertThat(o.values()).containsEntry("a", new String[]{"1", "2"}).containsEntry("b", 3).containsEntry("c", "4");
    }
}
