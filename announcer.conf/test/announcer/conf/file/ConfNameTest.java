package announcer.conf.file;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ConfNameTest {
    @Test
    void both_shapes_of_a_factory_instance_map_to_one_file() {
        assertThat(ConfName.of("announcer.channel.1f2e", "announcer.channel").file()).isEqualTo("announcer.channel~1f2e.cfg");
        assertThat(ConfName.of("announcer.channel~1f2e", "announcer.channel").file()).isEqualTo("announcer.channel~1f2e.cfg");
        assertThat(ConfName.of("announcer.rtsp", null).file()).isEqualTo("announcer.rtsp.cfg");
    }

    @Test
    void a_file_name_gives_its_name_back() {
        for (ConfName n : new ConfName[]{new ConfName(null, "a.b"), new ConfName("a.b", "c"), new ConfName("a.b", "c~d"),
                new ConfName(null, "a~b"),
                new ConfName(null, "pid|bundle|1.0"), new ConfName("f", "../../etc/x"), new ConfName(null, ".hidden"),
                new ConfName("f", "50%41"), new ConfName("f", "大厅")}) {
            assertThat(ConfName.ofFile(n.file())).as(n.file()).contains(n);
            assertThat(n.file()).doesNotContain("/").doesNotStartWith(".");
        }
    }

    @Test
    void other_files_are_no_configuration() {
        for (String f : new String[]{"api.token", ".x.cfg", "x.cfg.tmp", ".cfg", "~x.cfg", "x~.cfg", "x.cfg~", "x.cfg.problem"}) {
            assertThat(ConfName.ofFile(f)).as(f).isEmpty();
        }
    }
}
