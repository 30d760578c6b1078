package announcer.conf.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.Map;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;

class ConfigurationsTest {
    /** @param timesThere how often it can be asked for its PID before it is deleted */
    private static Configuration configuration(String pid, int timesThere) {
        int[] asked = {0};
        return stub(Configuration.class, Map.of(
                "getPid", () -> {
                    if (asked[0]++ >= timesThere) {
                        throw new IllegalStateException("Configuration " + pid + " deleted");
                    }
                    return pid;
                },
                "getProperties", () -> {
                    Dictionary<String, Object> values = new Hashtable<>();
                    if (asked[0] >= timesThere) {
                        throw new IllegalStateException("Configuration " + pid + " deleted");
                    }
                    return values;
                }));
    }

    interface Answer {
        Object give();
    }

    static <T> T stub(Class<T> type, Map<String, Answer> answers) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[]{type},
                (proxy, method, arguments) -> answers.containsKey(method.getName()) ? answers.get(method.getName()).give() : null));
    }

    @Test
    void one_that_is_deleted_while_they_are_looked_at_is_left_out_and_the_others_are_not() throws Exception {
        Configuration[] listed = {configuration("gone at once", 0), configuration("gone in between", 1),
                configuration("stays", Integer.MAX_VALUE)};
        ConfigurationAdmin admin = stub(ConfigurationAdmin.class, Map.of("listConfigurations", () -> listed));
        assertThat(new Configurations(admin, Set.of()).all()).containsOnlyKeys("stays.cfg");
    }

    @Test
    void a_deleted_one_is_known() {
        assertThat(Configurations.isDeleted(configuration("gone", 0))).isTrue();
        assertThat(Configurations.isDeleted(configuration("there", 1))).isFalse();
    }
}
