package announcer.bench.product;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * A home folder of the product, in the temporary folder of this machine.
 *
 * @param folder where it is
 */
public record Home(Path folder) {
    /** A home that does not exist yet, in a new temporary folder. */
    public static Home fresh() throws IOException {
        return fresh("home");
    }

    /** The same, its folder having this name. */
    public static Home fresh(String name) throws IOException {
        return new Home(Files.createTempDirectory("announcer-bench-").resolve(name));
    }

    /** A fresh home that speaks no welcome. */
    public static Home quiet() throws IOException {
        return fresh().conf("announcer.app", "welcomeText=");
    }

    /** Writes a configuration file whole, {@code pid} being its name without {@code .cfg}; the product keeps what is there. */
    public Home conf(String pid, String... lines) throws IOException {
        Path file = confFile(pid);
        Files.createDirectories(file.getParent());
        Path temporary = file.resolveSibling(file.getFileName() + ".new");
        Files.writeString(temporary, String.join("\n", lines) + "\n", StandardCharsets.UTF_8);
        Files.move(temporary, file, java.nio.file.StandardCopyOption.ATOMIC_MOVE);
        return this;
    }

    /** Where a configuration's file is. */
    public Path confFile(String pid) {
        return folder.resolve("conf").resolve(pid + ".cfg");
    }

    /** Paths of all configuration files. */
    public List<Path> confFiles() throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve("conf"))) {
            return files.filter(f -> f.getFileName().toString().endsWith(".cfg")).toList();
        }
    }

    /** Where the product says what it listens on. */
    public Path endpoints() {
        return folder.resolve("data").resolve("endpoints.json");
    }

    /** Text of a file of the home; empty when it is not there. */
    public String text(String relative) throws IOException {
        try {
            return Files.readString(folder.resolve(relative), StandardCharsets.UTF_8);
        } catch (NoSuchFileException e) {
            return "";
        }
    }

    /** Removes it with all that is in it. */
    public void delete() {
        Path top = folder.getParent();
        try (Stream<Path> all = Files.walk(top)) {
            all.sorted(Comparator.reverseOrder()).forEach(Home::remove);
        } catch (IOException e) {
            throw new UncheckedIOException("the temporary folder " + top + " could not be removed", e);
        }
    }

    private static void remove(Path p) {
        try {
            Files.deleteIfExists(p);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
