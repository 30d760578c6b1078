package announcer.app.home;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * The folder that one instance of the product lives in.
 *
 * @param folder its absolute path
 */
public record HomeFolder(Path folder) {
    private static final String CALLING = "announcer.calling.";

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

    /** What the framework held when all was well, kept apart from it. */
    public Path bundleList() {
        return data().resolve("bundles.list");
    }

    /** The framework's own storage. */
    public Path framework() {
        return data().resolve("framework");
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

    /** Temporary files, such as uploads; empty when nothing runs. */
    public Path temporary() {
        return data().resolve("tmp");
    }

    /**
     * Makes the folders that are missing, and takes what is private away from other users of the machine: tokens, hashes of passwords and
     * copies of settings. The home itself is closed too unless other things lie in it: then it is a folder for more than this. Whom an
     * administrator lets into {@code deploy/} still gets through the home to it.
     *
     * @return what was there and open, and could not be closed
     */
    public OwnerOnly create() throws IOException {
        List<Path> ours = List.of(conf(), deploy(), data(), logs());
        List<Path> there = Stream.concat(Stream.of(folder), ours.stream()).filter(Files::exists).toList();
        Files.createDirectories(folder);
        for (Path each : ours) {
            Files.createDirectories(each);
        }
        OwnerOnly access = new OwnerOnly(there);
        if (holdsOnly(ours)) {
            // One that is made now has invited nobody.
            access.closeAround(folder, there.contains(deploy()) ? Optional.of(deploy()) : Optional.empty());
        }
        // Not deploy/: what lies there is no secret, and others may put bundles there if an administrator wants it so.
        List.of(conf(), data(), logs()).forEach(access::closeAll);
        return access;
    }

    private boolean holdsOnly(List<Path> ours) throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.allMatch(ours::contains);
        }
    }

    /**
     * Empties the folder of temporary files, of a run that was killed; makes it where it is missing. Links in it are removed and not
     * followed; a link in its place leads to a folder that may be others' too, where nothing is removed. For the holder of the {@link #lock}.
     *
     * @return why that was not possible: nothing to end a start for
     */
    public Optional<String> clearTemporary() {
        try {
            if (!Files.isDirectory(temporary())) {
                Files.createDirectories(temporary());
            } else if (!Files.isSymbolicLink(temporary())) {
                clear(temporary());
            }
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of("the folder of temporary files, " + temporary() + ", cannot be emptied or made: " + e
                    + "; remove what is in the way");
        }
    }

    private static void clear(Path folder) throws IOException {
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.deleteIfExists(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path emptied, IOException e) throws IOException {
                if (e != null) {
                    throw e;
                }
                if (!emptied.equals(folder)) {
                    Files.deleteIfExists(emptied);
                }
                return FileVisitResult.CONTINUE;
            }
        });
    }

    /** Whether the product has never come up on this home. */
    public boolean isNew() {
        return !Files.exists(productList()) && !Files.exists(bundleList());
    }

    /**
     * Copies the files of a folder to conf/, each by way of a temporary file; one that is there already is the administrator's. Where there is
     * a token for the API already, the product has been here before: such a home gets no first service and no first counter.
     */
    public void giveDefaults(Path defaults) throws IOException {
        boolean isSetUp = Files.exists(token());
        try (Stream<Path> files = Files.list(defaults)) {
            for (Path file : files.sorted().toList()) {
                String name = file.getFileName().toString();
                Path target = conf().resolve(name);
                if (!Files.exists(target) && !(isSetUp && name.startsWith(CALLING))) {
                    Path temporary = conf().resolve("." + target.getFileName() + ".tmp");
                    Files.copy(file, temporary, StandardCopyOption.REPLACE_EXISTING);
                    Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
                }
            }
        }
    }
}
