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
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Takes folders and files away from other users of the machine, where the file system has POSIX permissions, and tells what it did. What
 * lies in a closed folder cannot be reached, so a folder is looked through only when it was found open: once for a home of an earlier
 * version, and not again. Links are neither followed nor changed. What is somebody else's cannot be closed, and is told if everybody can
 * read it: not if it lies below a folder that is closed to them.
 */
public final class OwnerOnly {
    private static final Set<PosixFilePermission> OWNER = EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE,
            PosixFilePermission.OWNER_EXECUTE);
    private static final Set<PosixFilePermission> GROUP = EnumSet.of(PosixFilePermission.GROUP_READ, PosixFilePermission.GROUP_WRITE,
            PosixFilePermission.GROUP_EXECUTE);
    private static final Set<PosixFilePermission> EVERYBODY = EnumSet.of(PosixFilePermission.OTHERS_READ,
            PosixFilePermission.OTHERS_WRITE, PosixFilePermission.OTHERS_EXECUTE);

    /** Sets permissions. A seam for tests: what makes it fail is another owner, which they may not make. */
    interface Permissions {
        void set(Path path, Set<PosixFilePermission> permissions) throws IOException;
    }

    private final List<Path> worthTelling;
    private final Permissions change;
    private final List<Path> closed = new ArrayList<>();
    private final List<Path> open = new ArrayList<>();

    /** @param worthTelling the folders that others could have looked into before now */
    OwnerOnly(List<Path> worthTelling) {
        this(worthTelling, Files::setPosixFilePermissions);
    }

    OwnerOnly(List<Path> worthTelling, Permissions change) {
        this.worthTelling = worthTelling;
        this.change = change;
    }

    /**
     * Closes a folder, and nothing in it. Whom one of its folders is open to may still pass through it, where they could before: they cannot
     * look into it.
     *
     * @param shared the folder in it that may be open, if any
     */
    void closeAround(Path folder, Optional<Path> shared) {
        if (hasPermissions(folder)) {
            Set<PosixFilePermission> left = EnumSet.copyOf(OWNER);
            try {
                Set<PosixFilePermission> invited = shared.isPresent() ? Files.getPosixFilePermissions(shared.get()) : Set.of();
                if (invited.stream().anyMatch(GROUP::contains)) {
                    left.add(PosixFilePermission.GROUP_EXECUTE);
                }
                if (invited.stream().anyMatch(EVERYBODY::contains)) {
                    left.add(PosixFilePermission.OTHERS_EXECUTE);
                }
            } catch (IOException e) {
                // Not ours to ask, so nobody's way is known.
            }
            closeOne(folder, left);
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
        closeOne(path, OWNER);
    }

    private void closeOne(Path path, Set<PosixFilePermission> left) {
        try {
            Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(path, LinkOption.NOFOLLOW_LINKS);
            boolean everybody = permissions.stream().anyMatch(EVERYBODY::contains);
            if (permissions.retainAll(left)) {
                try {
                    change.set(path, permissions);
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
        List<Path> reached = open.stream().filter(OwnerOnly::isReached).toList();
        if (!reached.isEmpty()) {
            int more = reached.size() - 1;
            // Closed for its group too, it would be closed for this user.
            sentences.add("other users of this machine can read " + reached.get(0) + (more == 0 ? "" : " and " + more + " more")
                    + ", and this user may not change that: give it to this user (chown " + System.getProperty("user.name")
                    + "), or to a group of this user and close it to others (chgrp, chmod o-rwx)");
        }
        return sentences;
    }

    /** Whether everybody may pass through all folders above. */
    private static boolean isReached(Path path) {
        for (Path above = path.toAbsolutePath().getParent(); above != null; above = above.getParent()) {
            try {
                if (!Files.getPosixFilePermissions(above).contains(PosixFilePermission.OTHERS_EXECUTE)) {
                    return false;
                }
            } catch (IOException | UnsupportedOperationException e) {
                return true;
            }
        }
        return true;
    }

    private static String names(List<Path> paths) {
        return paths.stream().map(Path::toString).collect(Collectors.joining(", "));
    }
}
