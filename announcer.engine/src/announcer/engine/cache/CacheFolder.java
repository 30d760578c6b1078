package announcer.engine.cache;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;

/** The folder of the phrases' files. Reads from any thread; the rest is for the cache's thread. */
final class CacheFolder {
    /** A file in the folder. */
    record Found(String file, long bytes, long modifiedMillis) {}

    /**
     * What is in the folder.
     *
     * @param phrases what looks like phrases, the least recently used first
     * @param temporaries what was begun and not ended
     * @param others how many things are not the cache's
     */
    record Listing(List<Found> phrases, List<String> temporaries, int others) {}

    private static final String FOLDER_MODE = "rwx------";
    private static final String FILE_MODE = "rw-------";

    /** How much room a disk has. */
    interface Room {
        Room REAL = folder -> Files.getFileStore(folder).getUsableSpace();

        /** Bytes that this account may still write where the folder is. */
        long bytes(Path folder) throws IOException;
    }

    private final Path path;
    private final Room room;
    private final boolean posix;

    CacheFolder(Path path, Room room) {
        this.path = path;
        this.room = room;
        posix = path.getFileSystem().supportedFileAttributeViews().contains("posix");
    }

    Path path() {
        return path;
    }

    /** Bytes that may still be written where the folder is. */
    long usableBytes() throws IOException {
        return room.bytes(path);
    }

    /** Reads a phrase; fails with {@link NoSuchFileException} when there is none, with {@link CacheFile.Broken} when it is not whole. */
    MemoryTier.Sound read(CacheFile file) throws IOException {
        return file.read(path.resolve(file.name()));
    }

    /** When the phrase in a file was made; checks all but the sound. */
    long createdMillis(String file) throws IOException {
        return CacheFile.createdMillis(path.resolve(file));
    }

    /** Writes a phrase beside and moves it into place: nobody sees half of it, not even after a crash. */
    void write(CacheFile file, MemoryTier.Sound sound, long nowMillis) throws IOException {
        make();
        Path temporary = path.resolve(file.temporary(ThreadLocalRandom.current().nextLong()));
        try {
            try (FileChannel to = FileChannel.open(temporary, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                    mode(FILE_MODE))) {
                file.write(to, sound);
            }
            Files.setLastModifiedTime(temporary, FileTime.fromMillis(nowMillis));
            Files.move(temporary, path.resolve(file.name()), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            try {
                Files.deleteIfExists(temporary);
            } catch (IOException again) {
                e.addSuppressed(again);
            }
            throw e;
        }
    }

    void remove(String file) throws IOException {
        Files.deleteIfExists(path.resolve(file));
    }

    void touch(String file, long nowMillis) throws IOException {
        try {
            Files.setLastModifiedTime(path.resolve(file), FileTime.fromMillis(nowMillis));
        } catch (NoSuchFileException e) {
            // Removed meanwhile: nothing to remember.
            return;
        }
    }

    Listing list() throws IOException {
        List<Found> phrases = new ArrayList<>();
        List<String> temporaries = new ArrayList<>();
        int others = 0;
        try (DirectoryStream<Path> all = Files.newDirectoryStream(path)) {
            for (Path p : all) {
                String name = p.getFileName().toString();
                BasicFileAttributes is = attributes(p);
                if (is == null) {
                    continue;
                }
                if (is.isRegularFile() && CacheFile.isName(name)) {
                    phrases.add(new Found(name, is.size(), is.lastModifiedTime().toMillis()));
                } else if (is.isRegularFile() && CacheFile.isTemporary(name)) {
                    temporaries.add(name);
                } else {
                    others++;
                }
            }
        } catch (NoSuchFileException e) {
            return new Listing(List.of(), List.of(), 0);
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        phrases.sort(Comparator.comparingLong(Found::modifiedMillis).thenComparing(Found::file));
        return new Listing(phrases, temporaries, others);
    }

    private static BasicFileAttributes attributes(Path p) throws IOException {
        try {
            return Files.readAttributes(p, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        } catch (NoSuchFileException e) {
            return null;
        }
    }

    /** Takes all rights from everybody else. */
    void makePrivate() throws IOException {
        if (posix && Files.isDirectory(path) && !PosixFilePermissions.toString(Files.getPosixFilePermissions(path)).equals(FOLDER_MODE)) {
            Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(FOLDER_MODE));
        }
    }

    private void make() throws IOException {
        if (Files.isDirectory(path)) {
            return;
        }
        if (path.getParent() != null) {
            Files.createDirectories(path.getParent());
        }
        try {
            Files.createDirectory(path, mode(FOLDER_MODE));
        } catch (FileAlreadyExistsException e) {
            if (!Files.isDirectory(path)) {
                throw e;
            }
        }
    }

    private FileAttribute<?>[] mode(String mode) {
        return posix
                ? new FileAttribute<?>[]{PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(mode))}
                : new FileAttribute<?>[0];
    }
}
