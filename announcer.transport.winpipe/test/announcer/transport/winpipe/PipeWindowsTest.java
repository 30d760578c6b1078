package announcer.transport.winpipe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

import announcer.api.stream.MediaPipe;
import announcer.transport.testkit.PipeReader;

/** The particulars of Windows' own pipes. */
@EnabledOnOs(OS.WINDOWS)
@Timeout(120)
class PipeWindowsTest {
    private static final String PATH = "\\\\.\\pipe\\tts_audio_pipe";

    private final JnaPipes windows = new JnaPipes();

    @Test
    void only_the_services_own_user_may_open_it_as_windows_itself_tells() throws Exception {
        JnaPipeInstance instance = (JnaPipeInstance) windows.create(PATH, 7680, 960, true);
        try {
            String sid = OwnUser.sid();
            assertThat(sid).startsWith("S-1-");
            String kept = Windows.securityOf(instance.handle());
            System.out.println("security descriptor on " + Windows.version() + ": " + kept);
            assertThat(aces(kept)).as("one entry, for one user: %s", kept).hasSize(1);
            assertThat(aces(kept)[0]).startsWith("A;;").endsWith(";;;" + sid);
            assertThat(kept).startsWith("O:" + sid);
        } finally {
            instance.close();
        }
    }

    private static String[] aces(String sddl) {
        int list = sddl.indexOf("D:");
        return list < 0 ? new String[0] : sddl.substring(sddl.indexOf('(', list) + 1, sddl.lastIndexOf(')')).split("\\)\\(");
    }

    @Test
    void a_name_that_exists_is_refused_to_another_transport() throws Exception {
        WinPipeTransport one = Pipes.transport(windows, "tts_audio_pipe");
        try (MediaPipe pipe = one.open(Pipes.request("main"))) {
            assertThat(pipe.inputUrl()).isEqualTo(PATH);
            Throwable refusal = catchThrowable(() -> Pipes.transport(new JnaPipes(), "TTS_audio_pipe").open(Pipes.request("main")).close());
            System.out.println("a second first instance on " + Windows.version() + ": " + refusal);
            if (!Windows.isWine()) {
                assertThat(refusal).isInstanceOf(IOException.class).hasMessageContaining("another program");
            }
        }
        one.deactivate();
    }

    @Test
    void a_name_that_a_strange_program_has_is_not_joined() throws Exception {
        PipeInstance strange = windows.create(PATH, 7680, 960, false);
        try {
            Throwable refusal = catchThrowable(() -> Pipes.transport(windows, "tts_audio_pipe").open(Pipes.request("main")).close());
            System.out.println("a name that is taken on " + Windows.version() + ": " + refusal);
            if (!Windows.isWine()) {
                assertThat(refusal).isInstanceOf(IOException.class).hasMessageContaining("another program");
            }
        } finally {
            strange.close();
        }
    }

    @Test
    void the_old_scripts_way_of_reading_it_works_in_another_process() throws Exception {
        byte[] media = new byte[100 * 960];
        new Random(5).nextBytes(media);
        Path heard = Files.createTempFile("heard", ".pcm");
        try (MediaPipe pipe = Pipes.transport(windows, "tts_audio_pipe").open(Pipes.request("main"))) {
            Process reader = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java.exe").toString(), "-cp",
                    Path.of(CopyToFile.class.getProtectionDomain().getCodeSource().getLocation().toURI()).toString(),
                    CopyToFile.class.getName(), pipe.inputUrl(), heard.toString()).inheritIO().start();
            try {
                await(pipe::connected);
                int written = 0;
                while (written < media.length) {
                    int taken = pipe.write(ByteBuffer.wrap(media, written, 960));
                    written += taken;
                    if (taken == 0) {
                        Thread.onSpinWait();
                    }
                }
                // Ended while it is full, a pipe may lose its last write.
                await(() -> Files.size(heard) == media.length);
                pipe.disconnect();
                assertThat(reader.waitFor(60, TimeUnit.SECONDS)).isTrue();
                assertThat(reader.exitValue()).isZero();
                assertThat(Arrays.mismatch(Files.readAllBytes(heard), media)).as("the first byte that differs").isEqualTo(-1);
            } finally {
                reader.destroyForcibly();
            }
        } finally {
            Files.delete(heard);
        }
    }

    private interface Condition {
        boolean met() throws IOException;
    }

    private static void await(Condition condition) throws IOException {
        long deadline = System.nanoTime() + 60_000_000_000L;
        while (!condition.met()) {
            assertThat(System.nanoTime()).as("waited too long").isLessThan(deadline);
            Thread.onSpinWait();
        }
    }
}
