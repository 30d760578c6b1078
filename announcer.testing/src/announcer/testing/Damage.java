package announcer.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Random;

/** What a power cut, a full disk, a failing one, or a careless hand leaves of a file. */
public enum Damage {
    /** Not a byte. */
    EMPTY {
        @Override
        byte[] of(byte[] content) {
            return new byte[0];
        }
    },
    /** As many bytes as before, and none of them right; the same ones each time. */
    GARBAGE {
        @Override
        byte[] of(byte[] content) {
            byte[] garbage = new byte[Math.max(content.length, LEAST)];
            new Random(content.length).nextBytes(garbage);
            return garbage;
        }
    },
    /** The first half. */
    HALF {
        @Override
        byte[] of(byte[] content) {
            return Arrays.copyOf(content, content.length / 2);
        }
    },
    /** As many zeros as there were bytes. */
    ZEROS {
        @Override
        byte[] of(byte[] content) {
            return new byte[Math.max(content.length, LEAST)];
        }
    },
    /** No file. */
    MISSING {
        @Override
        byte[] of(byte[] content) {
            return null;
        }
    };

    private static final int LEAST = 64;

    /** What is left of a content; null: not even a file. */
    abstract byte[] of(byte[] content);

    /** Damages a file, whose permissions stay. */
    public void to(Path file) throws IOException {
        byte[] left = of(Files.readAllBytes(file));
        if (left == null) {
            Files.delete(file);
        } else {
            Files.write(file, left, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE);
        }
    }
}
