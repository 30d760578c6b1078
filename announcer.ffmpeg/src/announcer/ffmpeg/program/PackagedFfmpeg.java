package announcer.ffmpeg.program;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import announcer.ffmpeg.program.FfmpegFinder.Candidate;

/**
 * Unpacks an ffmpeg that a bundle carries into a folder of its own, once for each version. The folder appears whole or not at all (temporary
 * folder, then rename); a file {@code unpacked.list} in it has each file's size and SHA-256, checked once in the life of this object, and
 * a folder that does not agree is unpacked anew. Safe for use by any thread.
 */
public final class PackagedFfmpeg implements FfmpegFinder.Packaged {
    private static final Logger LOG = LoggerFactory.getLogger(PackagedFfmpeg.class);
    private static final String LIST = "unpacked.list";
    private static final Pattern ENTRY = Pattern.compile("(?<hash>[0-9a-f]{64}) (?<size>\\d{1,18}) (?<name>[^/\\\\]+)");
    private static final String LINKS = "links";
    /** Only libavdevice wants them, and never calls them here: where they are missing, any library does that can be loaded. */
    private static final List<String> UNUSED_LIBRARIES = List.of("libxcb.so.1", "libxcb-shm.so.0", "libpulse.so.0", "libasound.so.2",
            "libudev.so.1");
    private static final String STAND_IN = "libdrm.so.2";
    private static final List<Path> LIBRARY_FOLDERS = Stream
            .of("/lib", "/usr/lib", "/lib64", "/usr/lib64", "/lib/x86_64-linux-gnu", "/usr/lib/x86_64-linux-gnu", "/lib/aarch64-linux-gnu",
                    "/usr/lib/aarch64-linux-gnu")
            .map(Path::of).toList();

    /** An ffmpeg that a bundle carries. */
    public record Offer(String version, List<URL> files) {
        public Offer {
            files = List.copyOf(files);
        }
    }

    /** Looks for a bundle that offers one for this machine. */
    public interface Source {
        Optional<Offer> offer();
    }

    private final Source source;
    private final Path folder;
    private Path checked;

    /** @param folder holds one folder for each version */
    public PackagedFfmpeg(Source source, Path folder) {
        this.source = source;
        this.folder = folder;
    }

    @Override
    public synchronized Optional<Candidate> candidate() throws IOException {
        Optional<Offer> offer = source.offer();
        if (offer.isEmpty()) {
            return Optional.empty();
        }
        Path target = folder.resolve(offer.get().version());
        if (!target.equals(checked) || !Files.exists(target.resolve(LIST))) {
            if (!whole(target)) {
                unpack(offer.get(), target);
            }
            checked = target;
        }
        Path windows = target.resolve("ffmpeg.exe");
        if (Files.exists(windows)) {
            return Optional.of(new Candidate(windows, Map.of()));
        }
        Map<String, String> environment = new LinkedHashMap<>();
        // The loader puts the program's folder in the place of $ORIGIN when it has parted the paths: colons and semicolons in it do no harm.
        environment.put("LD_LIBRARY_PATH", "$ORIGIN:$ORIGIN/" + LINKS);
        // On a Mac the libraries refer to each other by the loader's path already.
        environment.put("DYLD_LIBRARY_PATH", target.toString());
        return Optional.of(new Candidate(target.resolve("ffmpeg"), environment));
    }

    private static boolean whole(Path target) throws IOException {
        Path list = target.resolve(LIST);
        if (!Files.exists(list)) {
            return false;
        }
        // Whatever bytes a damaged one holds.
        List<String> lines = new String(Files.readAllBytes(list), StandardCharsets.ISO_8859_1).lines().toList();
        for (String line : lines) {
            Matcher fields = ENTRY.matcher(line);
            Path file = fields.matches() ? target.resolve(fields.group("name")) : list;
            if (!fields.matches() || !Files.isRegularFile(file) || Files.size(file) != Long.parseLong(fields.group("size"))
                    || !hash(Files.newInputStream(file), null).equals(fields.group("hash"))) {
                LOG.warn("{} is not as it was unpacked: it is unpacked anew", file);
                return false;
            }
        }
        return !lines.isEmpty();
    }

    private void unpack(Offer offer, Path target) throws IOException {
        Files.createDirectories(folder);
        Path temporary = Files.createTempDirectory(folder, ".unpacking-");
        try {
            Map<String, String> list = new TreeMap<>();
            for (URL url : offer.files()) {
                String name = url.getPath().substring(url.getPath().lastIndexOf('/') + 1);
                Path file = temporary.resolve(name);
                String hash = hash(url.openStream(), file);
                list.put(name, hash + " " + Files.size(file) + " " + name);
                if (!file.toFile().setExecutable(true, true)) {
                    throw new IOException("cannot be made executable: " + file);
                }
            }
            link(temporary);
            Files.write(temporary.resolve(LIST), list.values(), StandardCharsets.UTF_8);
            delete(target);
            move(temporary, target);
            LOG.info("unpacked ffmpeg {} into {}", offer.version(), target);
        } catch (IOException e) {
            delete(temporary);
            throw new IOException("cannot be unpacked into " + target + ": " + e, e);
        }
    }

    private static void move(Path temporary, Path target) throws IOException {
        try {
            Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(temporary, target);
        } catch (FileAlreadyExistsException | DirectoryNotEmptyException e) {
            // Another process with the same home was faster: its folder is as good.
            LOG.debug("{} is there already", target, e);
            delete(temporary);
        }
    }

    private static void link(Path unpacked) throws IOException {
        if (!Files.exists(unpacked.resolve(STAND_IN))) {
            return;
        }
        Files.createDirectory(unpacked.resolve(LINKS));
        for (String library : UNUSED_LIBRARIES) {
            if (LIBRARY_FOLDERS.stream().noneMatch(libraries -> Files.exists(libraries.resolve(library)))) {
                Files.createSymbolicLink(unpacked.resolve(LINKS).resolve(library), Path.of("..", STAND_IN));
            }
        }
    }

    /** Reads it to its end, into a file if there is one. */
    private static String hash(InputStream stream, Path copy) throws IOException {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            try (DigestInputStream in = new DigestInputStream(stream, digest)) {
                if (copy == null) {
                    in.transferTo(OutputStream.nullOutputStream());
                } else {
                    Files.copy(in, copy);
                }
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private static void delete(Path tree) throws IOException {
        if (!Files.exists(tree)) {
            return;
        }
        List<Path> paths = new ArrayList<>();
        try (Stream<Path> walk = Files.walk(tree)) {
            walk.sorted(Comparator.reverseOrder()).forEach(paths::add);
        }
        for (Path path : paths) {
            Files.delete(path);
        }
    }
}
