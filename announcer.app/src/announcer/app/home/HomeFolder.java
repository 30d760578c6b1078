package announcer.app.home;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * The folder that one instance of the product lives in.
 *
 * @param folder its absolute path
 */
public record HomeFolder(Path folder) {
    /** Configuration files, edited by administrators. */
    public Path conf() {
        return folder.resolve("conf");
    }

    /** Bundles dropped here are installed, updated and removed live. */
    public Path deploy() {
        return folder.resolve("deploy");
    }

    /** Returns the folder of the product's own data. */
    public Path data() {
        return folder.resolve("data");
    }

    /** Log files. */
    public Path logs() {
        return folder.resolve("logs");
    }

    /** Returns the file with the endpoints of a running product; it exists only while the product listens. */
    public Path endpoints() {
        return data().resolve("endpoints.json");
    }

    /** Held by the process that runs on this home; has its process id in it. */
    public Path lock() {
        return data().resolve("lock");
    }

    /** Bundles of the distribution that this home has been given. */
    public Path productList() {
        return data().resolve("product.list");
    }

    /** The bearer token of the HTTP API. */
    public Path token() {
        return conf().resolve("api.token");
    }

    /** The process that has the lock, or had it when it was killed; empty when it ended cleanly. */
    public OptionalLong process() {
        return HomeLock.holder(lock());
    }

    /** Whether a process runs on this home. Asked from outside of that process. */
    public boolean isInUse() throws IOException {
        OptionalLong process = process();
        // A process that found the disk full could not write its id.
        return process.isPresent() ? ProcessHandle.of(process.getAsLong()).isPresent() : HomeLock.isHeld(lock());
    }

    /** Makes the folders that are missing, closed to other users of the machine: the token and the password's hash lie in them. */
    public void create() throws IOException {
        boolean posix = FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
        boolean fresh = !Files.exists(folder);
        Files.createDirectories(folder);
        if (fresh && posix) {
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
        }
        for (Path each : List.of(conf(), deploy(), data(), logs())) {
            Files.createDirectories(each);
        }
    }

    /** Whether the product has never come up on this home. */
    public boolean isNew() {
        return !Files.exists(productList());
    }

    /** Copies the files of a folder to conf/, each by way of a temporary file; one that is there already is the administrator's. */
    public void giveDefaults(Path defaults) throws IOException {
        try (Stream<Path> files = Files.list(defaults)) {
            for (Path file : files.sorted().toList()) {
                Path target = conf().resolve(file.getFileName().toString());
                if (!Files.exists(target)) {
                    Path temporary = conf().resolve("." + target.getFileName() + ".tmp");
                    Files.copy(file, temporary, StandardCopyOption.REPLACE_EXISTING);
                    Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
                }
            }
        }
    }
}
