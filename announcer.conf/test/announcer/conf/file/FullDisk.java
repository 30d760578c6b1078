package announcer.conf.file;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** A disk that has no space left: names can be changed on it, and no byte be written. */
public final class FullDisk implements ConfFolder.Disk {
    private FullDisk() {
    }

    /** A folder of configurations on it. */
    public static ConfFolder folder(Path folder, Path journal) throws IOException {
        return new ConfFolder(folder, journal, System::nanoTime, new FullDisk());
    }

    @Override
    public void rename(Path from, Path to) throws IOException {
        Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
    }

    @Override
    public void write(FileChannel out, byte[] bytes) throws IOException {
        throw new FileSystemException("the file", null, "No space left on device");
    }
}
