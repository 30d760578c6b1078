package announcer.app.home;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class HomeFolderTest {
    @TempDir
    Path folder;

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void a_new_home_is_closed_to_others() throws IOException {
        HomeFolder home = new HomeFolder(folder.resolve("h"));

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
        HomeFolder home = new HomeFolder(folder.resolve("h"));
        home.create();
        Files.writeString(home.conf().resolve("a.cfg"), "mine");

        home.giveDefaults(defaults);

        assertThat(home.conf().resolve("a.cfg")).hasContent("mine");
        assertThat(home.conf().resolve("b.cfg")).hasContent("default");
        try (Stream<Path> files = Files.list(home.conf())) {
            assertThat(files).hasSize(2);
        }
    }

    /** What a second process answers when it tries to take the lock: itself a program, see {@link OtherProcess}. */
    private static String otherProcess(Path... files) throws Exception {
        List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp",
                System.getProperty("java.class.path"), OtherProcess.class.getName()));
        for (Path file : files) {
            command.add(file.toString());
        }
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        try (InputStream output = process.getInputStream()) {
            return new String(output.readAllBytes(), StandardCharsets.UTF_8).trim();
        } finally {
            assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        }
    }

    static final class OtherProcess {
        private OtherProcess() {
        }

        public static void main(String[] arguments) throws IOException {
            Path file = Path.of(arguments[0]);
            System.out.println(arguments.length > 1
                    ? "in use: " + new HomeFolder(Path.of(arguments[1])).isInUse()
                    : HomeLock.take(file).isPresent() ? "taken" : "refused by " + HomeLock.holder(file).orElse(-1));
        }
    }

    @Test
    void a_lock_excludes_other_processes_names_its_holder_and_leaves_nothing() throws Exception {
        Path file = folder.resolve("lock");

        try (HomeLock lock = HomeLock.take(file).orElseThrow()) {
            assertThat(lock).isNotNull();
            assertThat(otherProcess(file)).isEqualTo("refused by " + ProcessHandle.current().pid());
        }

        assertThat(file).doesNotExist();
        assertThat(otherProcess(file)).isEqualTo("taken");
        // The other process ended without letting go: its file is left, its lock is not.
        try (HomeLock again = HomeLock.take(file).orElseThrow()) {
            assertThat(again).isNotNull();
        }
    }

    /** As after a start on a full disk: the file is there and empty. */
    @Test
    void a_home_whose_process_could_not_write_its_id_is_in_use_while_it_has_the_lock() throws Exception {
        HomeFolder home = new HomeFolder(folder);
        home.create();
        try (HomeLock lock = HomeLock.take(home.lock()).orElseThrow();
                FileChannel emptied = FileChannel.open(home.lock(), StandardOpenOption.WRITE)) {
            assertThat(lock.unsigned()).isEmpty();
            emptied.truncate(0);
            assertThat(otherProcess(home.lock(), folder)).isEqualTo("in use: true");
        }
        assertThat(otherProcess(home.lock(), folder)).isEqualTo("in use: false");
        Files.createFile(home.lock());
        assertThat(otherProcess(home.lock(), folder)).isEqualTo("in use: false");
    }
}
