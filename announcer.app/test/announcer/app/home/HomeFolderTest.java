package announcer.app.home;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
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

    private static String mode(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    private static Path open(Path path) throws IOException {
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(Files.isDirectory(path) ? "rwxrwxr-x" : "rw-r--r--"));
        return path;
    }

    /** As an earlier version left it: a folder of the administrator's, with Configuration Admin's copies of secrets in it. */
    @Test
    @DisabledOnOs(OS.WINDOWS)
    void a_home_that_was_there_before_is_closed_to_others_with_all_that_is_private_in_it() throws IOException {
        HomeFolder home = new HomeFolder(open(Files.createDirectory(folder.resolve("h"))));
        Path copies = Files.createDirectories(home.data().resolve("framework/bundle7/data/config"));
        Path secret = open(Files.writeString(copies.resolve("org_apache_felix_http.config"), "password"));
        Path program = open(Files.writeString(home.data().resolve("ffmpeg"), ""));
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
        Path elsewhere = open(Files.writeString(folder.resolve("elsewhere"), ""));
        Files.createDirectories(home.conf());
        Files.createSymbolicLink(home.conf().resolve("link.cfg"), elsewhere);
        Path shared = open(Files.createDirectory(home.deploy()));
        for (Path each : new Path[]{home.data(), home.data().resolve("framework"), copies, home.conf()}) {
            open(each);
        }

        OwnerOnly access = home.create();

        assertThat(mode(home.folder())).as("the way to deploy/").isEqualTo("rwx--x--x");
        for (Path each : new Path[]{home.conf(), home.data(), home.logs(), copies, home.data().resolve("framework"),
                program}) {
            assertThat(mode(each)).as(each.toString()).isEqualTo("rwx------");
        }
        assertThat(mode(secret)).isEqualTo("rw-------");
        assertThat(mode(elsewhere)).as("what a link leads to").isEqualTo("rw-r--r--");
        assertThat(mode(shared)).as("where others may put bundles").isEqualTo("rwxrwxr-x");
        assertThat(access.sentences()).singleElement().asString().startsWith("closed to other users")
                .contains(home.folder() + ", ", home.conf().toString(), home.data().toString()).doesNotContain("framework", "logs");
        assertThat(home.create().sentences()).as("said once").isEmpty();
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void a_group_that_deploy_is_open_to_gets_through_the_home_and_nobody_else() throws IOException {
        HomeFolder home = new HomeFolder(open(Files.createDirectory(folder.resolve("h"))));
        Files.setPosixFilePermissions(Files.createDirectory(home.deploy()), PosixFilePermissions.fromString("rwxrwx---"));

        home.create();

        assertThat(mode(home.folder())).isEqualTo("rwx--x---");
        Files.setPosixFilePermissions(home.deploy(), PosixFilePermissions.fromString("rwx------"));
        home.create();
        assertThat(mode(home.folder())).isEqualTo("rwx------");
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void what_is_somebody_else_s_is_told_if_everybody_reaches_it() throws IOException {
        Path home = Files.createDirectory(folder.resolve("h"));
        Path conf = open(Files.createDirectory(home.resolve("conf")));
        OwnerOnly access = new OwnerOnly(List.of(), (path, permissions) -> {
            throw new FileSystemException(path.toString(), null, "Operation not permitted");
        });
        access.closeAll(conf);

        for (Path each : List.of(folder, home)) {
            open(each);
        }
        boolean reached = true;
        for (Path above = folder; above != null; above = above.getParent()) {
            reached &= Files.getPosixFilePermissions(above).contains(PosixFilePermission.OTHERS_EXECUTE);
        }
        if (reached) {
            assertThat(access.sentences()).singleElement().asString()
                    .contains(conf.toString(), "chown " + System.getProperty("user.name"), "chmod o-rwx").doesNotContain("go-rwx");
        }
        Files.setPosixFilePermissions(home, PosixFilePermissions.fromString("rwx------"));
        assertThat(access.sentences()).as("below a closed folder").isEmpty();
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void a_closed_folder_is_not_looked_through_at_each_start() throws IOException {
        HomeFolder home = new HomeFolder(folder.resolve("h"));
        home.create();
        Path phrase = open(Files.writeString(home.data().resolve("phrase"), ""));
        home.create();
        assertThat(mode(phrase)).as("nobody reaches it").isEqualTo("rw-r--r--");
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void a_folder_with_other_things_in_it_stays_as_it_is_around_the_home_s_own() throws IOException {
        HomeFolder home = new HomeFolder(open(Files.createDirectory(folder.resolve("everything"))));
        Path other = open(Files.createDirectory(home.folder().resolve("public_html")));
        home.create();
        assertThat(mode(home.folder())).isEqualTo("rwxrwxr-x");
        assertThat(mode(other)).isEqualTo("rwxrwxr-x");
        assertThat(mode(home.conf())).isEqualTo("rwx------");
        assertThat(mode(home.data())).isEqualTo("rwx------");
    }

    @Test
    void what_a_killed_run_left_of_uploads_is_removed() throws IOException {
        HomeFolder home = new HomeFolder(folder.resolve("h"));
        home.create();
        home.clearTemporary();
        Files.writeString(home.temporary().resolve("install123.tmp"), "half a bundle");
        Files.writeString(Files.createDirectories(home.temporary().resolve("unpacked/lib")).resolve("a.so"), "");
        assertThat(home.clearTemporary()).isEmpty();
        assertThat(home.temporary()).isEmptyDirectory();
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void what_links_among_temporary_files_lead_to_is_left() throws IOException {
        HomeFolder home = new HomeFolder(folder.resolve("h"));
        home.create();
        home.clearTemporary();
        Path elsewhere = Files.createDirectory(folder.resolve("elsewhere"));
        Path file = Files.writeString(elsewhere.resolve("file"), "");
        Files.createSymbolicLink(home.temporary().resolve("link"), elsewhere);

        assertThat(home.clearTemporary()).isEmpty();
        assertThat(home.temporary()).isEmptyDirectory();

        Files.delete(home.temporary());
        Files.createSymbolicLink(home.temporary(), elsewhere);
        assertThat(home.clearTemporary()).isEmpty();
        assertThat(file).exists();
    }

    @Test
    void a_file_in_the_place_of_the_temporary_folder_is_told_and_ends_nothing() throws IOException {
        HomeFolder home = new HomeFolder(folder.resolve("h"));
        home.create();
        Files.writeString(home.temporary(), "a file");

        assertThat(home.clearTemporary()).hasValueSatisfying(line -> assertThat(line).contains(home.temporary().toString(), "in the way"));
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

    @Test
    void a_home_where_the_product_was_before_gets_no_first_service_and_counter() throws IOException {
        Path defaults = Files.createDirectory(folder.resolve("defaults"));
        for (String name : List.of("announcer.calling.service~reception.cfg", "announcer.calling.counter~1.cfg", "announcer.rtsp.cfg")) {
            Files.writeString(defaults.resolve(name), "default");
        }
        HomeFolder fresh = new HomeFolder(folder.resolve("fresh"));
        fresh.create();
        HomeFolder old = new HomeFolder(folder.resolve("old"));
        old.create();
        Files.writeString(old.conf().resolve("api.token"), "token");

        fresh.giveDefaults(defaults);
        old.giveDefaults(defaults);

        assertThat(fresh.conf().resolve("announcer.calling.service~reception.cfg")).exists();
        assertThat(old.conf().resolve("announcer.calling.service~reception.cfg")).doesNotExist();
        assertThat(old.conf().resolve("announcer.calling.counter~1.cfg")).doesNotExist();
        assertThat(old.conf().resolve("announcer.rtsp.cfg")).exists();
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
