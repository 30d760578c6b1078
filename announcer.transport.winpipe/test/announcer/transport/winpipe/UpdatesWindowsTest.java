package announcer.transport.winpipe;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URL;
import java.net.URLClassLoader;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** An update of the bundle, as the JVM sees it: its classes once more, in another class loader; JNA is another bundle and stays. */
@EnabledOnOs(OS.WINDOWS)
class UpdatesWindowsTest {
    @Test
    void a_pipe_works_in_ten_class_loaders_one_after_the_other() throws Exception {
        URL[] own = {WinPipeTransport.class.getProtectionDomain().getCodeSource().getLocation(),
                OneUse.class.getProtectionDomain().getCodeSource().getLocation()};
        for (int update = 0; update < 10; update++) {
            try (URLClassLoader loader = new OwnFirst(own)) {
                Class<?> use = loader.loadClass(OneUse.class.getName());
                assertThat(use.getClassLoader()).isSameAs(loader);
                assertThat(use.getMethod("writeAndRead").invoke(null)).isEqualTo(Pipes.FRAME);
            }
        }
    }

    private static final class OwnFirst extends URLClassLoader {
        OwnFirst(URL[] own) {
            super(own, UpdatesWindowsTest.class.getClassLoader());
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            synchronized (getClassLoadingLock(name)) {
                if (!name.startsWith("announcer.transport.winpipe.")) {
                    return super.loadClass(name, resolve);
                }
                Class<?> loaded = findLoadedClass(name);
                return loaded == null ? findClass(name) : loaded;
            }
        }
    }
}
