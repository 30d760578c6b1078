package announcer.app.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class HomeTest {
    @TempDir
    Path folder;

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void a_new_home_is_closed_to_others() throws IOException {
        Home home = new Home(folder.resolve("h"));

        home.create();

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(home.folder()))).isEqualTo("rwx------");
        assertThat(home.conf()).isDirectory();
        assertThat(home.deploy()).isDirectory();
        assertThat(home.logs()).isDirectory();
        assertThat(home.isNew()).isTrue();
    }

    @Test
    void defaults_never_replace_what_an_administrator_wrote() throws IOException {
        Path defaults = Files.createDirectory(folder.resolve("defaults"));
        Files.writeString(defaults.resolve("a.cfg"), "default");
        Files.writeString(defaults.resolve("b.cfg"), "default");
        Home home = new Home(folder.resolve("h"));
        home.create();
        Files.writeString(home.conf().resolve("a.cfg"), "mine");

        home.giveDefaults(defaults);

        assertThat(home.conf().resolve("a.cfg")).hasContent("mine");
        assertThat(home.conf().resolve("b.cfg")).hasContent("default");
        try (Stream<Path> files = Files.list(home.conf())) {
            assertThat(files).hasSize(2);
        }
    }

    @Test
    void a_lock_excludes_others_names_its_holder_and_leaves_nothing() throws IOException {
        Path file = folder.resolve("lock");
        HomeLock lock = HomeLock.take(file).orElseThrow();

        Optional<HomeLock> second = HomeLock.take(file);

        assertThat(second).isEmpty();
        assertThat(HomeLock.holder(file)).hasValue(ProcessHandle.current().pid());
        lock.close();
        assertThat(file).doesNotExist();
        try (HomeLock again = HomeLock.take(file).orElseThrow()) {
            assertThat(again).isNotNull();
        }
    }
}
