package announcer.app.home;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Takes folders and files away from other users of the machine, where the file system has POSIX permissions, and tells what it did. What
 * lies in a closed folder cannot be reached, so a folder is looked through only when it was found open: once for a home of an earlier
 * version, and not again. Links are neither followed nor changed. What is somebody else's cannot be closed, and is told if everybody can
 * read it.
 */
public final class OwnerOnly {
    private static final Set<PosixFilePermission> OWNER = EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE,
            PosixFilePermission.OWNER_EXECUTE);
    private static final Set<PosixFilePermission> EVERYBODY = EnumSet.of(PosixFilePermission.OTHERS_READ,
            PosixFilePermission.OTHERS_WRITE, PosixFilePermission.OTHERS_EXECUTE);

    private final List<Path> worthTelling;
    private final List<Path> closed = new ArrayList<>();
    private final List<Path> open = new ArrayList<>();

    /** @param worthTelling the folders that others could have looked into before now */
    OwnerOnly(List<Path> worthTelling) {
        this.worthTelling = worthTelling;
    }

    /** Closes a folder, and nothing in it. */
    void close(Path folder) {
        if (hasPermissions(folder)) {
            closeOne(folder);
        }
    }

    /** Closes a folder, and all in it if it was open. */
    void closeAll(Path folder) {
        if (!hasPermissions(folder) || isClosed(folder)) {
            return;
        }
        try {
            Files.walkFileTree(folder, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                    if (attributes.isRegularFile()) {
                        closeOne(file);
                    }
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFileFailed(Path file, IOException e) {
                    // Gone meanwhile, or not ours to look into.
                    return FileVisitResult.CONTINUE;
                }

                /** Last, so that a walk that was killed is made again. */
                @Override
                public FileVisitResult postVisitDirectory(Path walked, IOException e) {
                    closeOne(walked);
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            open.add(folder);
        }
    }

    private static boolean hasPermissions(Path path) {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix") && !Files.isSymbolicLink(path);
    }

    private static boolean isClosed(Path path) {
        try {
            return OWNER.containsAll(Files.getPosixFilePermissions(path, LinkOption.NOFOLLOW_LINKS));
        } catch (IOException e) {
            return false;
        }
    }

    private void closeOne(Path path) {
        try {
            Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(path, LinkOption.NOFOLLOW_LINKS);
            boolean everybody = permissions.stream().anyMatch(EVERYBODY::contains);
            if (permissions.retainAll(OWNER)) {
                try {
                    Files.setPosixFilePermissions(path, permissions);
                    closed.add(path);
                } catch (IOException e) {
                    if (everybody) {
                        open.add(path);
                    }
                }
            }
        } catch (IOException e) {
            // Gone meanwhile, or on a file system that has no permissions after all.
            open.add(path);
        }
    }

    /** Sentences for the administrator; empty when there is nothing to say. */
    public List<String> sentences() {
        List<String> sentences = new ArrayList<>();
        List<Path> told = closed.stream().filter(worthTelling::contains).toList();
        if (!told.isEmpty()) {
            sentences.add("closed to other users of this machine, who could look into them: " + names(told));
        }
        if (!open.isEmpty()) {
            int more = open.size() - 1;
            sentences.add("other users of this machine can read " + open.get(0) + (more == 0 ? "" : " and " + more + " more")
                    + ", and that cannot be changed by this user: have the owner close it (chmod go-rwx)");
        }
        return sentences;
    }

    private static String names(List<Path> paths) {
        return paths.stream().map(Path::toString).collect(Collectors.joining(", "));
    }
}
