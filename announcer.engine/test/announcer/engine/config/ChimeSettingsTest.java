package announcer.engine.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import announcer.api.Chime;
import announcer.api.Priority;
import announcer.api.config.InvalidConfigurationException;
import announcer.engine.Rig;

class ChimeSettingsTest {
    private static final List<String> THERE = List.of("ding-dong", "gong");

    private static Map<String, Object> values(String key, Object value) {
        Map<String, Object> values = new HashMap<>(Map.of("id", "main"));
        values.put(key, value);
        return values;
    }

    private static void check(String key, Object value) throws InvalidConfigurationException {
        ChannelSettingsParser.check("announcer.channel~main", values(key, value), id -> Optional.empty());
        ChannelSettingsParser.checkChimes(values(key, value), Rig.settings(""), THERE);
    }

    @Test
    void what_is_there_and_none_are_right() {
        assertThatCode(() -> check("chimeBefore", "gong")).doesNotThrowAnyException();
        assertThatCode(() -> check("chimeAfter", " none ")).doesNotThrowAnyException();
        assertThatCode(() -> check("chimeBefore", "")).doesNotThrowAnyException();
        assertThatCode(() -> check("chimeBeforeByPriority", new String[]{"urgent=gong", "BACKGROUND = none", " "}))
                .doesNotThrowAnyException();
    }

    @Test
    void what_is_not_there_is_refused_with_what_there_is() {
        assertThatThrownBy(() -> check("chimeBefore", "bell")).hasMessageContainingAll("chimeBefore", "\"bell\"", "none, ding-dong, gong");
        assertThatThrownBy(() -> check("chimeAfterByPriority", new String[]{"urgent=bell"})).hasMessageContainingAll(
                "chimeAfterByPriority", "\"bell\"");
        assertThatThrownBy(() -> check("chimeAfterByPriority", new String[]{"loud=gong"})).hasMessageContainingAll("loud=gong",
                "urgent=gong", "[background, routine, urgent, emergency]");
        assertThatThrownBy(() -> check("chimeAfterByPriority", new String[]{"gong"})).isInstanceOf(InvalidConfigurationException.class);
    }

    @Test
    void a_chime_in_force_that_has_gone_does_not_keep_other_settings_from_being_changed() throws Exception {
        ChannelSettings present = Rig.settings("")
                .withChimes(new ChimeSettings("gone", Chime.NONE, Map.of(), Map.of(), Duration.ZERO));
        ChannelSettingsParser.checkChimes(values("chimeBefore", "gone"), present, THERE);
    }

    @Test
    void a_request_goes_before_the_priority_and_the_priority_before_the_channel() {
        ChimeSettings s = new ChimeSettings("ding-dong", Chime.NONE, Map.of(Priority.URGENT, "gong", Priority.BACKGROUND, Chime.NONE),
                Map.of(), Duration.ZERO);
        assertThat(s.before(Chime.OF_CHANNEL, Priority.ROUTINE)).contains("ding-dong");
        assertThat(s.before(Chime.OF_CHANNEL, Priority.URGENT)).contains("gong");
        assertThat(s.before(Chime.OF_CHANNEL, Priority.BACKGROUND)).isEmpty();
        assertThat(s.before(new Chime(Optional.of("none"), Optional.empty()), Priority.URGENT)).isEmpty();
        assertThat(s.after(new Chime(Optional.empty(), Optional.of("x")), Priority.URGENT)).contains("x");
        assertThat(s.after(Chime.OF_CHANNEL, Priority.URGENT)).isEmpty();
        assertThat(s.ids()).containsExactly("ding-dong", "gong");
    }
}
