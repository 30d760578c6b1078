package announcer.ffmpeg;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import java.util.regex.Pattern;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import announcer.lib.file.DurableFile;

/**
 * Whose the processes of a home are: a number that the home keeps, since a home in a container may have the path of another outside of it, and
 * its path, since a home may be a copy of another. By whatever links the path is reached, it is the same.
 */
final class HomeOwner {
    private static final Logger LOG = LoggerFactory.getLogger(HomeOwner.class);
    private static final String FILE = "owner";
    private static final Pattern NUMBER = Pattern.compile("[0-9a-f-]{36}");

    private HomeOwner() {
    }

    /** @param folder of this bundle in the home; made when it is not there */
    static String of(Path folder) {
        try {
            Path real = Files.createDirectories(folder).toRealPath();
            return number(real.resolve(FILE)) + " " + real;
        } catch (IOException e) {
            LOG.warn("{} cannot be written ({}): whose a left process is, is told by the home's path alone", folder.resolve(FILE),
                    e.toString());
            return folder.toString();
        }
    }

    private static String number(Path file) throws IOException {
        if (Files.exists(file)) {
            String number = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).strip();
            if (NUMBER.matcher(number).matches()) {
                return number;
            }
            LOG.warn("{} was damaged: the home gets another number", file);
        }
        String made = UUID.randomUUID().toString();
        DurableFile.replace(file, (made + "\n").getBytes(StandardCharsets.US_ASCII));
        return made;
    }
}
