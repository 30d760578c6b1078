package announcer.transport.unix;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.reflect.Proxy;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import announcer.api.stream.MediaPipe;
import announcer.api.stream.PipeRequest;
import announcer.transport.testkit.PipeReader;

@Timeout(120)
class UnixTransportTest {
    private static final PipeRequest MAIN = new PipeRequest("main", "audio", 48_000, 960, 7680);

    @TempDir
    Path folder;

    @Test
    void by_default_the_socket_lies_in_a_folder_that_is_ours_alone() throws IOException {
        try (MediaPipe pipe = Sockets.transport(folder).open(MAIN)) {
            Path socket = Sockets.path(pipe.inputUrl());
            assertThat(socket.toString()).matches(folder + "/announcer/[0-9a-f]{8}/main\\.sock");
            assertThat(mode(socket)).isEqualTo("rw-------");
            assertThat(mode(socket.getParent())).isEqualTo("rwx------");
            assertThat(mode(socket.getParent().getParent())).isEqualTo("rwx------");
            assertThat(Files.readString(lock(socket), UTF_8)).startsWith("process " + ProcessHandle.current().pid() + "\n");
        }
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void without_a_runtime_folder_it_is_in_the_temporary_one_named_by_our_user() throws IOException {
        long uid = Peers.ownUid();
        assertThat(uid).isEqualTo(Integer.toUnsignedLong((Integer) Files.getAttribute(folder, "unix:uid")));
        UnixTransport transport = new UnixTransport(Optional.of(Path.of("/no/such/folder")), folder, Path.of("/home"));
        transport.apply(Sockets.settings("", "0600", "", ""));
        try (MediaPipe pipe = transport.open(MAIN)) {
            assertThat(pipe.inputUrl()).startsWith("unix:" + folder + "/announcer-" + uid + "/");
        }
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void a_runtime_folder_whose_path_is_too_long_gives_way_to_the_temporary_one() throws IOException {
        long uid = Peers.ownUid();
        Path temporary = Files.createDirectory(folder.resolve("t"));
        // The longest in which the socket fits, and one more: /announcer/12345678/main.sock has 29 bytes.
        for (int length : new int[]{107 - 29, 108 - 29, 200}) {
            Path runtime = folder.resolve("r".repeat(length - folder.toString().length() - 1));
            Files.createDirectory(runtime);
            UnixTransport transport = new UnixTransport(Optional.of(runtime), temporary, Path.of("/home/of/test"));
            transport.apply(Sockets.settings("", "0600", "", ""));
            try (MediaPipe pipe = transport.open(MAIN)) {
                if (length + 29 <= 107) {
                    assertThat(pipe.inputUrl()).startsWith("unix:" + runtime + "/announcer/");
                } else {
                    assertThat(pipe.inputUrl()).startsWith("unix:" + temporary + "/announcer-" + uid + "/");
                    hears(pipe);
                }
            }
            assertThat(runtime).isEmptyDirectory();
            assertThat(temporary).isEmptyDirectory();
        }
    }

    @Test
    void a_folder_that_others_could_have_laid_out_is_not_entered_and_keeps_nobody_off_the_air() throws IOException {
        long uid = Peers.ownUid();
        Path trap = folder.resolve("announcer-" + uid);
        Files.createDirectory(trap);
        Files.setPosixFilePermissions(trap, PosixFilePermissions.fromString("rwxr-x---"));
        opensElsewhere(trap, "mode 750");
        Files.delete(trap);
        Files.createSymbolicLink(trap, Files.createDirectory(folder.resolve("elsewhere")));
        opensElsewhere(trap, "not a folder (perhaps a link)");
        Files.delete(trap);
        Files.createFile(trap);
        opensElsewhere(trap, "not a folder");
        Files.delete(trap);
        Files.createDirectory(trap, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        Sockets.need(uid == 0, "only root can give a folder away");
        Files.setAttribute(trap, "unix:uid", 65534);
        opensElsewhere(trap, "belongs to user 65534");
    }

    /** Two pipes of two channels, which lie together in a folder of another name; that is gone when they are. */
    private void opensElsewhere(Path trap, String why) throws IOException {
        List<String> before = listing(folder);
        List<String> said = new ArrayList<>();
        PrivateFolder places = new PrivateFolder(Optional.empty(), folder, Peers.ownUid(), Path.of("/home"), said::add);
        Path first = places.make("main.sock");
        assertThat(places.make("main.sock")).isEqualTo(first);
        assertThat(first.getParent().toString()).matches(trap + "-[0-9a-f]{8}");
        assertThat(mode(first)).isEqualTo("rwx------");
        assertThat(said).as("once").singleElement().asString().contains(trap.toString(), why, "They lie in " + first + " instead");
        UnixTransport transport = new UnixTransport(Optional.empty(), folder, Path.of("/home"));
        transport.apply(Sockets.settings("", "0600", "", ""));
        try (MediaPipe main = transport.open(MAIN); MediaPipe hall = transport.open(new PipeRequest("hall", "audio", 48_000, 960, 7680))) {
            assertThat(Sockets.path(main.inputUrl()).getParent()).isEqualTo(Sockets.path(hall.inputUrl()).getParent());
            assertThat(main.inputUrl()).startsWith("unix:" + trap + "-");
            PipeReader reader = Sockets.connect(main.inputUrl());
            Sockets.await("its reader is there", main::connected);
            reader.close();
        }
        PrivateFolder.removeIfEmpty(first);
        assertThat(listing(folder)).containsExactlyInAnyOrderElementsOf(before);
    }

    @Test
    void a_runtime_folder_with_something_in_the_way_leaves_the_temporary_one() throws IOException {
        Path runtime = Files.createDirectory(folder.resolve("run"));
        Files.createFile(runtime.resolve("announcer"));
        List<String> said = new ArrayList<>();
        PrivateFolder places = new PrivateFolder(Optional.of(runtime), folder, Peers.ownUid(), Path.of("/home"), said::add);
        assertThat(places.make("main.sock").getParent()).isEqualTo(folder.resolve("announcer-" + Peers.ownUid()));
        assertThat(said).hasSize(1);
        Files.delete(runtime.resolve("announcer"));
        assertThat(places.make("main.sock").getParent()).as("when nothing is in the way any more").isEqualTo(runtime.resolve("announcer"));
    }

    @Test
    void where_no_folder_can_be_made_the_message_says_what_is_in_the_way() throws IOException {
        Files.createFile(folder.resolve("announcer"));
        assertThatThrownBy(() -> Sockets.transport(folder).open(MAIN)).hasMessageContaining(folder.resolve("announcer").toString())
                .hasMessageContaining("not a folder").hasMessageContaining("socketPath in announcer.transport.unix");
    }

    @Test
    void mode_and_group_of_a_chosen_path_are_as_configured_and_nothing_else_stays() throws IOException {
        String group = Files.getAttribute(folder, "posix:group").toString();
        Path socket = folder.resolve("tts_audio.sock");
        try (MediaPipe pipe = Sockets.transport(folder, Sockets.settings(socket.toString(), "0660", group, "")).open(MAIN)) {
            assertThat(pipe.inputUrl()).isEqualTo("unix:" + socket);
            assertThat(mode(socket)).isEqualTo("rw-rw----");
            assertThat(listing(folder)).containsExactlyInAnyOrder("tts_audio.sock", "tts_audio.sock.lock");
        }
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void each_channel_and_stream_has_its_own_socket() throws IOException {
        UnixTransport transport = Sockets.transport(folder, Sockets.settings(folder + "/x-{channel}.sock", "0600", "", ""));
        try (MediaPipe a = transport.open(MAIN);
                MediaPipe b = transport.open(new PipeRequest("hall", "audio", 48_000, 960, 7680));
                MediaPipe c = transport.open(new PipeRequest("main", "picture", 48_000, 960, 7680))) {
            assertThat(List.of(a.inputUrl(), b.inputUrl(), c.inputUrl())).containsExactly("unix:" + folder + "/x-main.sock",
                    "unix:" + folder + "/x-hall.sock", "unix:" + folder + "/x-main.picture.sock");
        }
        assertThatThrownBy(() -> transport.open(new PipeRequest("../main", "audio", 48_000, 960, 7680))).hasMessageContaining("'../main'");
    }

    @Test
    void a_second_channel_on_one_path_is_refused_and_the_first_is_not_disturbed() throws IOException {
        UnixTransport transport = Sockets.transport(folder, Sockets.settings(folder + "/one.sock", "0600", "", ""));
        try (MediaPipe pipe = transport.open(MAIN)) {
            for (int i = 0; i < 3; i++) {
                // Also by an object that knows nothing of the first: another bundle, another framework.
                UnixTransport other = i == 0
                        ? transport
                        : Sockets.transport(folder, Sockets.settings(folder + "/one.sock", "0600", "", ""));
                assertThatThrownBy(() -> other.open(new PipeRequest("hall", "audio", 48_000, 960, 7680)))
                        .hasMessageContaining(folder + "/one.sock").hasMessageContaining("channel main of this process")
                        .hasMessageContaining("{channel}");
            }
            hears(pipe);
            // The system's lock is lost when a process closes the file anywhere: it must still keep other processes out.
            Process rival = LockContender.start("own", folder + "/one.sock");
            assertThat(rival.waitFor(30, TimeUnit.SECONDS)).isTrue();
            assertThat(rival.exitValue()).isNotZero();
            hears(pipe);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void another_process_is_never_evicted_while_it_lives_and_replaced_when_it_was_killed() throws Exception {
        Path socket = folder.resolve("own.sock");
        UnixTransport transport = Sockets.transport(folder, Sockets.settings(socket.toString(), "0600", "", ""));
        Process owner = LockContender.start("own", socket.toString());
        try {
            assertThat(owner.inputReader(UTF_8).readLine()).isEqualTo("open");
            assertThatThrownBy(() -> transport.open(MAIN)).hasMessageContaining("in use by process " + owner.pid());
            Sockets.connect("unix:" + socket).close();
        } finally {
            owner.destroyForcibly().waitFor();
        }
        assertThat(socket).exists();
        assertThat(lock(socket)).exists();
        try (MediaPipe pipe = transport.open(MAIN)) {
            hears(pipe);
        }
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void processes_that_come_and_go_never_own_a_path_together() throws Exception {
        List<Process> rivals = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            rivals.add(LockContender.start("contend", folder.resolve("x.sock").toString(), "300"));
        }
        for (Process rival : rivals) {
            assertThat(rival.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(rival.exitValue()).isZero();
        }
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void what_is_not_a_socket_is_left_alone() throws IOException {
        Path file = Files.writeString(folder.resolve("precious"), "do not delete", UTF_8);
        assertThatThrownBy(() -> Sockets.transport(folder, Sockets.settings(file.toString(), "0600", "", "")).open(MAIN))
                .hasMessageContaining("is not a socket").hasMessageContaining(file.toString());
        assertThat(file).hasContent("do not delete");
        assertThat(listing(folder)).containsExactly("precious");
    }

    @Test
    void a_stranger_that_listens_is_not_evicted_but_what_it_left_behind_is_replaced() throws IOException {
        Path socket = folder.resolve("theirs.sock");
        UnixTransport transport = Sockets.transport(folder, Sockets.settings(socket.toString(), "0600", "", ""));
        try (ServerSocketChannel stranger = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            stranger.bind(UnixDomainSocketAddress.of(socket));
            assertThatThrownBy(() -> transport.open(MAIN)).hasMessageContaining("another program listens on " + socket);
            assertThat(socket).exists();
        }
        assertThat(socket).exists();
        try (MediaPipe pipe = transport.open(MAIN)) {
            hears(pipe);
        }
    }

    @Test
    void a_path_that_is_too_long_is_refused_with_its_bytes() {
        String name = "x".repeat(107 - folder.toString().length() - "/.sock".length() - "a".length());
        UnixTransport transport = Sockets.transport(folder, Sockets.settings(folder + "/" + name + "{channel}.sock", "0600", "", ""));
        assertThatThrownBy(() -> transport.open(MAIN)).hasMessageContaining("has 110 bytes").hasMessageContaining("at most 107");
    }

    @Test
    void a_folder_that_is_missing_is_named() {
        assertThatThrownBy(() -> Sockets.transport(folder, Sockets.settings(folder + "/not/there.sock", "0600", "", "")).open(MAIN))
                .hasMessageContaining("the folder of " + folder + "/not/there.sock does not exist");
    }

    @Test
    void a_second_reader_waits_for_the_first_to_leave() throws IOException {
        try (MediaPipe pipe = Sockets.transport(folder).open(MAIN)) {
            PipeReader first = Sockets.connect(pipe.inputUrl());
            PipeReader second = Sockets.connect(pipe.inputUrl());
            assertThat(pipe.connected()).isTrue();
            assertThat(pipe.write(frame(1))).isEqualTo(960);
            first.close();
            assertThatThrownBy(() -> pipe.write(frame(2))).hasMessageContaining("the reader of").hasMessageContaining("has gone");
            assertThat(pipe.connected()).isTrue();
            assertThat(pipe.write(frame(3))).isEqualTo(960);
            ByteBuffer heard = ByteBuffer.allocate(1);
            assertThat(second.read(heard)).isEqualTo(1);
            assertThat(heard.get(0)).isEqualTo((byte) 3);
            second.close();
        }
    }

    @Test
    void a_reader_that_goes_while_nothing_is_written_is_noticed_once_before_the_next_one_is_taken() throws IOException {
        try (MediaPipe pipe = Sockets.transport(folder).open(MAIN)) {
            PipeReader first = Sockets.connect(pipe.inputUrl());
            PipeReader second = Sockets.connect(pipe.inputUrl());
            assertThat(pipe.connected()).isTrue();
            first.close();
            Sockets.await("the loss is seen", () -> !pipe.connected());
            assertThat(pipe.connected()).isTrue();
            assertThat(pipe.write(frame(1))).isEqualTo(960);
            assertThat(second.read(ByteBuffer.allocate(1))).isEqualTo(1);
            second.close();
        }
    }

    @Test
    void visitors_that_left_are_passed_over_in_one_look() throws IOException {
        try (MediaPipe pipe = Sockets.transport(folder).open(MAIN)) {
            for (int i = 0; i < 5; i++) {
                Sockets.connect(pipe.inputUrl()).close();
            }
            try (PipeReader reader = Sockets.connect(pipe.inputUrl())) {
                assertThat(pipe.connected()).isTrue();
                assertThat(pipe.write(frame(7))).isEqualTo(960);
                assertThat(reader.read(ByteBuffer.allocate(1))).isEqualTo(1);
            }
        }
    }

    @Test
    void a_write_larger_than_the_socket_takes_at_once_arrives_whole() throws Exception {
        int size = 300_000;
        UnixTransport transport = Sockets.transport(folder);
        try (MediaPipe pipe = transport.open(new PipeRequest("main", "picture", 25 * size, size, size / 4));
                PipeReader reader = Sockets.connect(pipe.inputUrl())) {
            assertThat(pipe.connected()).isTrue();
            byte[] picture = new byte[size];
            new Random(1).nextBytes(picture);
            assertThat(pipe.write(ByteBuffer.wrap(picture))).isEqualTo(size);
            assertThat(pipe.write(ByteBuffer.wrap(picture))).isZero();
            ByteBuffer heard = ByteBuffer.allocate(2 * size);
            boolean second = false;
            while (heard.hasRemaining()) {
                if (reader.read(heard) < 0) {
                    throw new AssertionError("ended at " + heard.position());
                }
                if (!second) {
                    second = pipe.write(ByteBuffer.wrap(picture)) > 0;
                } else {
                    pipe.write(ByteBuffer.allocate(0));
                }
            }
            assertThat(Arrays.copyOf(heard.array(), size)).isEqualTo(picture);
            assertThat(Arrays.copyOfRange(heard.array(), size, 2 * size)).isEqualTo(picture);
        }
    }

    @Test
    void the_backlog_is_near_what_was_asked_for_at_every_rate() throws IOException {
        for (int bytesPerFrame : new int[]{320, 640, 882, 960, 1764, 1920, 3840}) {
            PipeRequest request = new PipeRequest("main", "audio", bytesPerFrame * 50, bytesPerFrame, bytesPerFrame * 8);
            try (MediaPipe pipe = Sockets.transport(folder).open(request); PipeReader reader = Sockets.connect(pipe.inputUrl())) {
                assertThat(pipe.connected()).isTrue();
                int frames = 0;
                while (pipe.write(ByteBuffer.allocateDirect(bytesPerFrame)) > 0) {
                    frames++;
                }
                System.out.println("backlog at " + bytesPerFrame + " bytes a frame: " + frames * 20 + " ms of 160");
                assertThat(frames).isBetween(6, 8);
                assertThat(reader.read(ByteBuffer.allocate(1))).isEqualTo(1);
            }
        }
    }

    @Test
    void a_change_of_configuration_leaves_open_pipes_alone_and_an_invalid_one_changes_nothing() throws Exception {
        UnixTransport transport = Sockets.transport(folder, Sockets.settings(folder + "/a.sock", "0600", "", ""));
        try (MediaPipe before = transport.open(MAIN)) {
            transport.modified(config(folder + "/b.sock", "0640"));
            hears(before);
            try (MediaPipe after = transport.open(MAIN)) {
                assertThat(after.inputUrl()).isEqualTo("unix:" + folder + "/b.sock");
                assertThat(mode(folder.resolve("b.sock"))).isEqualTo("rw-r-----");
            }
            transport.modified(config(folder + "/c.sock", "0777"));
            try (MediaPipe after = transport.open(MAIN)) {
                assertThat(after.inputUrl()).isEqualTo("unix:" + folder + "/b.sock");
            }
        }
        UnixTransport never = new UnixTransport(Optional.of(folder), folder, folder);
        never.modified(config("", "0666"));
        assertThatThrownBy(() -> never.open(MAIN)).hasMessageContaining("mode is '0666'").hasMessageContaining(UnixTransport.PID);
    }

    @Test
    void what_is_left_open_is_closed_with_the_component() throws Exception {
        UnixTransport transport = Sockets.transport(folder);
        MediaPipe pipe = transport.open(MAIN);
        transport.deactivate();
        assertThat(folder).isEmptyDirectory();
        assertThatThrownBy(pipe::connected).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> transport.open(MAIN)).isInstanceOf(IOException.class).hasMessageContaining("has stopped");
        pipe.close();
    }

    private static void hears(MediaPipe pipe) throws IOException {
        try (PipeReader reader = Sockets.connect(pipe.inputUrl())) {
            Sockets.await("the reader is seen", pipe::connected);
            assertThat(pipe.write(frame(5))).isEqualTo(960);
            assertThat(reader.read(ByteBuffer.allocate(960))).isEqualTo(960);
            pipe.disconnect();
        }
    }

    private static ByteBuffer frame(int value) {
        ByteBuffer frame = ByteBuffer.allocateDirect(960);
        while (frame.hasRemaining()) {
            frame.put((byte) value);
        }
        return frame.flip();
    }

    private static UnixTransportConfig config(String path, String mode) {
        return (UnixTransportConfig) Proxy.newProxyInstance(UnixTransportTest.class.getClassLoader(),
                new Class<?>[]{UnixTransportConfig.class}, (proxy, method, args) -> switch (method.getName()) {
                    case "socketPath" -> path;
                    case "mode" -> mode;
                    default -> method.getDefaultValue();
                });
    }

    private static Path lock(Path socket) {
        return socket.resolveSibling(socket.getFileName() + ".lock");
    }

    private static String mode(Path file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }

    private static List<String> listing(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            return files.map(f -> f.getFileName().toString()).toList();
        }
    }
}
