package announcer.transport.unix;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An update of the bundle, as the JVM sees it: the same native library once more, for another class loader. */
class ClassLoadersTest {
    private static final int TIMES = Boolean.getBoolean("thorough") ? 10 : 4;

    @TempDir
    Path folder;

    @Test
    void the_native_library_is_loaded_used_and_tidied_up_several_times_in_one_jvm() throws Exception {
        List<URL> urls = new ArrayList<>();
        for (String entry : System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"))
                .split(File.pathSeparator)) {
            urls.add(Path.of(entry).toUri().toURL());
        }
        Set<String> before = unpacked();
        for (int i = 0; i < TIMES; i++) {
            try (URLClassLoader loader = new URLClassLoader(urls.toArray(URL[]::new), ClassLoader.getPlatformClassLoader())) {
                Class<?> use = loader.loadClass(OneUse.class.getName());
                assertThat(use.getClassLoader()).isSameAs(loader);
                Object heard = use.getDeclaredMethod("writeAndRead", Path.class).invoke(null, folder);
                assertThat(heard).isEqualTo(960);
            }
        }
        assertThat(unpacked()).isEqualTo(before);
        assertThat(folder).isEmptyDirectory();
    }

    private static Set<String> unpacked() throws IOException {
        try (var files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            return new TreeSet<>(files.map(Path::toString).filter(f -> f.contains("junixsocket")).toList());
        }
    }
}
