package announcer.app.launcher;

import java.nio.file.Path;

/**
 * A bundle of the distribution.
 *
 * @param location its place as the framework knows it: {@code product:SYMBOLIC-NAME}, the same for every version and wherever the
 *        distribution lies
 * @param file the jar
 * @param hash SHA-256 of the jar, in hexadecimal digits
 */
record ProductBundle(String location, Path file, String hash) {
    static final String SCHEME = "product:";

    String symbolicName() {
        return location.substring(SCHEME.length());
    }
}
