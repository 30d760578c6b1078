package announcer.conf.metatype;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;

import org.junit.jupiter.api.Test;

import announcer.api.config.InvalidConfigurationException;
import announcer.api.config.Settings;

/** Masks that are given back, and the secrets that they stand for. */
class SecretMaskingTest {
    private static final Attribute SECRETS = Attribute.like("secrets", new String[]{"one", "two"});
    private static final List<String> OLD = List.of("one", "two", "three");

    @Test
    void in_a_list_of_the_same_length_each_mask_is_the_secret_in_its_place() throws Exception {
        assertThat(SecretMasking.meant(SECRETS, List.of(Settings.MASK, "new", Settings.MASK), OLD)).containsExactly("one", "new", "three");
    }

    @Test
    void in_a_list_of_another_length_a_mask_is_refused_since_nobody_knows_which_it_was() throws Exception {
        for (List<String> given : List.of(List.of(Settings.MASK, Settings.MASK), List.of(Settings.MASK),
                List.of("new", Settings.MASK, Settings.MASK, Settings.MASK))) {
            assertThatThrownBy(() -> SecretMasking.meant(SECRETS, given, OLD)).isInstanceOf(InvalidConfigurationException.class)
                    .hasMessageContaining("had 3").hasMessageContaining("secrets has " + given.size()).hasMessageNotContaining("one");
        }
        assertThat(SecretMasking.meant(SECRETS, List.of("all", "anew"), OLD)).containsExactly("all", "anew");
    }
}
