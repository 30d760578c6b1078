package announcer.app.launcher;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The product as it was built: {@code bundles/}, {@code conf/} (the first configuration) and {@code lib/} (what java is started with).
 *
 * @param folder where it lies
 */
record Distribution(Path folder) {
    Path bundleFolder() {
        return folder.resolve("bundles");
    }

    Path defaults() {
        return folder.resolve("conf");
    }

    /** The bundles by location. */
    SortedMap<String, ProductBundle> bundles() throws IOException {
        if (!Files.isDirectory(bundleFolder())) {
            throw new IOException("no bundles in " + bundleFolder() + ": build the product first");
        }
        List<Path> jars;
        try (Stream<Path> files = Files.list(bundleFolder())) {
            jars = files.filter(f -> f.getFileName().toString().endsWith(".jar")).sorted().toList();
        }
        SortedMap<String, ProductBundle> bundles = new TreeMap<>();
        for (Path jar : jars) {
            ProductBundle bundle = read(jar);
            ProductBundle twin = bundles.put(bundle.location(), bundle);
            if (twin != null) {
                throw new IOException(twin.file() + " and " + jar + " are the same bundle: remove one, or build anew");
            }
        }
        return bundles;
    }

    private static ProductBundle read(Path jar) throws IOException {
        String symbolicName = StoredRevision.symbolicName(jar)
                .orElseThrow(() -> new IOException(jar + " is no bundle: it has no Bundle-SymbolicName"));
        return new ProductBundle(ProductBundle.SCHEME + symbolicName, jar, hash(jar));
    }

    /** SHA-256 of a file, in hexadecimal digits. */
    static String hash(Path jar) throws IOException {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            try (InputStream in = new DigestInputStream(Files.newInputStream(jar), sha)) {
                in.transferTo(java.io.OutputStream.nullOutputStream());
            }
            return HexFormat.of().formatHex(sha.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
