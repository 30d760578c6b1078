package announcer.app.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Dictionary;
import java.util.Map;
import java.util.OptionalInt;

import org.junit.jupiter.api.Test;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.ServiceReference;

/** With Felix' Configuration Admin, whose classes are the framework's, and without the bundle announcer.conf. */
class OverridePluginTest extends SmallProduct {
    private static final String ADMIN = "org.apache.felix.configadmin";
    private static final String PID = "org.apache.felix.http";
    private static final String PORT = "org.osgi.service.http.port";

    private void withAdmin(OptionalInt port) throws Exception {
        Path jar = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator)).map(Path::of)
                .filter(path -> path.getFileName().toString().startsWith(ADMIN + "-")).findFirst().orElseThrow();
        if (!Files.exists(jar(ADMIN))) {
            Files.copy(jar, jar(ADMIN));
        }
        prepare(port);
        product.start(false, false);
    }

    /** The port that Configuration Admin would deliver, of a configuration with this one. */
    private Object delivered(int stored) throws Exception {
        BundleContext context = product.framework().getBundleContext();
        assertThat(bundle(ADMIN).getState()).isEqualTo(Bundle.ACTIVE);
        // All: the package is none of the system bundle's.
        ServiceReference<?>[] references = context.getAllServiceReferences("org.osgi.service.cm.ConfigurationAdmin", null);
        assertThat(references).as("Configuration Admin").hasSize(1);
        ServiceReference<?> reference = references[0];
        Object admin = context.getService(reference);
        Object configuration = reference.getBundle().loadClass("org.osgi.service.cm.ConfigurationAdmin")
                .getMethod("getConfiguration", String.class, String.class).invoke(admin, PID, "?");
        Class<?> type = reference.getBundle().loadClass("org.osgi.service.cm.Configuration");
        type.getMethod("update", Dictionary.class).invoke(configuration,
                FrameworkUtil.asDictionary(Map.of(PORT, Integer.toString(stored))));
        Method processed = type.getMethod("getProcessedProperties", ServiceReference.class);
        return ((Dictionary<?, ?>) processed.invoke(configuration, reference)).get(PORT);
    }

    @Test
    void the_ports_of_the_command_line_are_laid_over_for_as_long_as_configuration_admin_is_there() throws Exception {
        withAdmin(OptionalInt.of(1234));
        assertThat(delivered(8080)).isEqualTo("1234");

        Bundle admin = bundle(ADMIN);
        admin.stop();
        admin.start();
        assertThat(delivered(8080)).isEqualTo("1234");
    }

    @Test
    void without_them_the_configuration_is_delivered_as_it_is() throws Exception {
        withAdmin(OptionalInt.empty());
        assertThat(delivered(8080)).isEqualTo("8080");
    }
}
