package announcer.bench.chaos;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** A small file system in memory that a home lies on and that can be filled. It needs the right to mount one (root). */
final class OwnDisk {
    private static final String SIZE = "512m";

    private final Path folder;

    private OwnDisk(Path folder) {
        this.folder = folder;
    }

    /** Mounts one; empty where that is not allowed. */
    static Optional<OwnDisk> mount(Path folder) throws IOException, InterruptedException {
        Files.createDirectories(folder);
        return run("mount", "-t", "tmpfs", "-o", "size=" + SIZE, "announcer-chaos", folder.toString())
                ? Optional.of(new OwnDisk(folder))
                : Optional.empty();
    }

    private static boolean run(String... command) throws InterruptedException {
        try {
            Process process = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
            return process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException e) {
            // There is no such program.
            return false;
        }
    }

    /** Takes all that is free. */
    void fill() throws IOException {
        byte[] megabyte = new byte[1 << 20];
        try (OutputStream out = Files.newOutputStream(filler())) {
            while (true) {
                out.write(megabyte);
            }
        } catch (IOException e) {
            // It is full, which is what was wanted.
            return;
        }
    }

    /** Gives back what was taken. */
    void empty() throws IOException {
        Files.deleteIfExists(filler());
    }

    private Path filler() {
        return folder.resolve("filler");
    }

    void unmount() throws InterruptedException {
        run("umount", folder.toString());
    }
}
