package announcer.conf.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import announcer.lib.file.DamagedFile;
import announcer.lib.file.DurableFile;

/**
 * The folder {@code conf/}: which files are settled, their bytes, and safe replacement. It polls, because notification lags or is
 * missing on network and container file systems. Not thread-safe.
 */
public final class ConfFolder {
    /** A file is read only after it was the same for this long: an editor may be in the middle of writing it. */
    static final long SETTLE_NANOS = 400_000_000L;
    private static final long RECENT_MILLIS = 2_000;

    private record Stamp(FileTime modified, long size, Object key) {}

    /** hash null: no file. */
    private record Seen(Stamp stamp, long sinceNanos, String hash, boolean fresh) {}

    /** What was in the middle of being written in place, and is edited by nobody within this time of it. */
    private static final long CRASH_MILLIS = 10_000;
    private static final Logger LOG = LoggerFactory.getLogger(ConfFolder.class);

    /** What is done to files. A seam for tests: what makes it fail is a mount or a full disk, which they may not make. */
    interface Disk {
        /** Gives a new file the name of the old one. */
        void rename(Path from, Path to) throws IOException;

        /** Writes from the channel's position on, to the disk. */
        default void write(FileChannel out, byte[] bytes) throws IOException {
            ByteBuffer rest = ByteBuffer.wrap(bytes);
            while (rest.hasRemaining()) {
                out.write(rest);
            }
            out.force(true);
        }
    }

    private final Path folder;
    private final Path journal;
    private final Disk disk;
    private final LongSupplier nanoTime;
    private final boolean posix;
    private final Map<String, Seen> seen = new HashMap<>();

    /**
     * @param folder the files
     * @param journal holds a copy of a file while it is written in place; on whatever file system
     */
    public ConfFolder(Path folder, Path journal, LongSupplier nanoTime) throws IOException {
        this(folder, journal, nanoTime,
                (from, to) -> Files.move(from, to, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE));
    }

    ConfFolder(Path folder, Path journal, LongSupplier nanoTime, Disk disk) throws IOException {
        this.folder = Files.createDirectories(folder);
        this.journal = journal;
        this.disk = disk;
        this.nanoTime = nanoTime;
        this.posix = Files.getFileStore(folder).supportsFileAttributeView("posix");
        try (DirectoryStream<Path> leftovers = Files.newDirectoryStream(folder, ".*" + ConfName.SUFFIX + "{,.problem}.tmp")) {
            for (Path p : leftovers) {
                Files.deleteIfExists(p);
            }
        } catch (IOException e) {
            // They are in nobody's way, and the folder may be one that cannot be written to.
            LOG.debug("leftovers in {} stay", folder, e);
        }
        finishWriting();
    }

    /** A write in place that was cut off left the file torn: it is made again. One that was edited since is left alone. */
    private void finishWriting() throws IOException {
        if (!Files.isDirectory(journal)) {
            return;
        }
        try (DirectoryStream<Path> unfinished = Files.newDirectoryStream(journal, "*" + ConfName.SUFFIX)) {
            for (Path copy : unfinished) {
                Path target = path(copy.getFileName().toString());
                if (Files.isRegularFile(target) && Files.getLastModifiedTime(target).toMillis() < Files.getLastModifiedTime(copy).toMillis()
                        + CRASH_MILLIS) {
                    overwrite(target, Files.readAllBytes(copy));
                    LOG.warn("{} was being written when the last run ended: it is whole again", target);
                }
                Files.delete(copy);
            }
        } catch (IOException e) {
            LOG.error("{} holds files of conf/ that were not written to their ends and cannot be now: {}", journal, e.toString());
        }
    }

    /** Where a file is, or would be. */
    public Path path(String file) {
        return folder.resolve(file);
    }

    /**
     * Looks at all files.
     *
     * @param atOnce do not wait until they are settled (at start nobody is waiting for anything better)
     * @return the hashes of the files that are there; a file that is being written or just went keeps what it had before
     */
    public Map<String, String> look(boolean atOnce) throws IOException {
        Set<String> there = new HashSet<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*" + ConfName.SUFFIX)) {
            for (Path p : files) {
                String name = p.getFileName().toString();
                if (ConfName.ofFile(name).isPresent() && Files.isRegularFile(p)) {
                    there.add(name);
                    look(name, p, atOnce);
                }
            }
        }
        long now = nanoTime.getAsLong();
        for (String gone : seen.keySet().stream().filter(n -> !there.contains(n)).toList()) {
            Seen s = seen.get(gone);
            if (s.stamp() != null && !atOnce) {
                seen.put(gone, new Seen(null, now, s.hash(), false));
            } else if (atOnce || now - s.sinceNanos() >= SETTLE_NANOS) {
                seen.remove(gone);
            }
        }
        Map<String, String> hashes = new HashMap<>();
        seen.forEach((name, s) -> {
            if (s.hash() != null) {
                hashes.put(name, s.hash());
            }
        });
        return hashes;
    }

    private void look(String name, Path p, boolean atOnce) throws IOException {
        Stamp stamp;
        try {
            BasicFileAttributes a = Files.readAttributes(p, BasicFileAttributes.class);
            stamp = new Stamp(a.lastModifiedTime(), a.size(), a.fileKey());
        } catch (NoSuchFileException e) {
            // It went just now; the next look sees that.
            return;
        }
        long now = nanoTime.getAsLong();
        Seen before = seen.get(name);
        boolean same = before != null && stamp.equals(before.stamp());
        if (!same && !atOnce) {
            seen.put(name, new Seen(stamp, now, before == null ? null : before.hash(), true));
        } else if (atOnce || (before.fresh() && now - before.sinceNanos() >= SETTLE_NANOS)) {
            // A second save within one tick of the file system's clock would look the same: look again until it is older.
            boolean recent = Math.abs(System.currentTimeMillis() - stamp.modified().toMillis()) < RECENT_MILLIS;
            seen.put(name, new Seen(stamp, now, ContentHash.of(Files.readAllBytes(p)), recent));
        }
    }

    public byte[] read(String file) throws IOException {
        return Files.readAllBytes(path(file));
    }

    public boolean exists(String file) {
        return Files.exists(path(file));
    }

    /**
     * Replaces a file: temporary file, fsync, rename. Where there can be no file beside it, or none can take its place (it is mounted by
     * itself into a container), it is written in place, with a copy elsewhere until that is done. When it fails the old file is as it was; where
     * a disk does not take even that after a write in place, the file is torn until the next start, which writes the new bytes again.
     *
     * @param secret only the owner may read it; otherwise an old file keeps its mode and a new one gets 0640
     * @return the hash of the new content
     */
    public String write(String file, byte[] bytes, boolean secret) throws IOException {
        Path target = path(file);
        if (Files.isSymbolicLink(target)) {
            target = target.toRealPath();
        }
        Path temporary = target.resolveSibling("." + file + ".tmp");
        Set<PosixFilePermission> mode = posix ? mode(target, secret) : Set.of();
        FileChannel out;
        try {
            Files.deleteIfExists(temporary);
            out = FileChannel.open(temporary, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), posix
                    ? new FileAttribute<?>[]{PosixFilePermissions.asFileAttribute(mode)}
                    : new FileAttribute<?>[0]);
        } catch (IOException e) {
            writeInPlace(file, target, bytes, secret, e);
            return accepted(file, bytes);
        }
        try (out) {
            if (posix) {
                // The umask may have taken something away.
                Files.setPosixFilePermissions(temporary, mode);
            }
            disk.write(out, bytes);
        } catch (IOException e) {
            Files.deleteIfExists(temporary);
            throw e;
        }
        try {
            disk.rename(temporary, target);
        } catch (IOException e) {
            Files.deleteIfExists(temporary);
            writeInPlace(file, target, bytes, secret, e);
        }
        return accepted(file, bytes);
    }

    private void writeInPlace(String file, Path target, byte[] bytes, boolean secret, IOException why) throws IOException {
        if (!Files.isRegularFile(target) || !Files.isWritable(target)) {
            throw why;
        }
        try {
            if (secret) {
                restrict(file);
            }
            byte[] before = Files.readAllBytes(target);
            Path copy = Files.createDirectories(journal).resolve(file);
            DurableFile.replace(copy, bytes);
            try {
                overwrite(target, bytes);
            } catch (IOException e) {
                try {
                    overwrite(target, before);
                    Files.delete(copy);
                } catch (IOException second) {
                    e.addSuppressed(second);
                }
                throw e;
            }
            Files.delete(copy);
        } catch (IOException e) {
            e.addSuppressed(why);
            throw e;
        }
    }

    private void overwrite(Path target, byte[] bytes) throws IOException {
        try (FileChannel out = FileChannel.open(target, StandardOpenOption.WRITE)) {
            disk.write(out, bytes);
            out.truncate(bytes.length);
            out.force(true);
        }
    }

    /** Copies a damaged file to beside it, with its mode, for whoever may still read it. Returns the copy's name. */
    public String copyAside(String file) throws IOException {
        return DamagedFile.copyAside(path(file), Instant.now()).getFileName().toString();
    }

    /** Leaves a file to its owner alone. Returns whether others could read or write it before. */
    public boolean restrict(String file) throws IOException {
        Path p = path(file);
        if (!posix) {
            return false;
        }
        Set<PosixFilePermission> before = Files.getPosixFilePermissions(p);
        Set<PosixFilePermission> owners = EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);
        if (owners.containsAll(before)) {
            return false;
        }
        owners.retainAll(before);
        Files.setPosixFilePermissions(p, owners);
        return true;
    }

    private Set<PosixFilePermission> mode(Path target, boolean secret) throws IOException {
        if (secret) {
            return PosixFilePermissions.fromString("rw-------");
        }
        return Files.exists(target) ? Files.getPosixFilePermissions(target) : PosixFilePermissions.fromString("rw-r-----");
    }

    private String accepted(String file, byte[] bytes) throws IOException {
        BasicFileAttributes a = Files.readAttributes(path(file), BasicFileAttributes.class);
        String hash = ContentHash.of(bytes);
        seen.put(file, new Seen(new Stamp(a.lastModifiedTime(), a.size(), a.fileKey()), nanoTime.getAsLong(), hash, true));
        return hash;
    }

    public void delete(String file) throws IOException {
        Files.deleteIfExists(path(file));
        seen.remove(file);
    }
}
