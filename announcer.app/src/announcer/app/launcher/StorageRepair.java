package announcer.app.launcher;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.osgi.framework.Bundle;

import announcer.app.launcher.BundleMemory.Remembered;
import announcer.lib.file.DamagedFile;

/**
 * Mends the framework's storage before the framework reads it: Felix removes the folder of a bundle that it cannot read, with all that is in
 * it. The product's bundles are filled from the distribution again; what an administrator added is kept where its jar can be read, and set
 * aside where not.
 */
final class StorageRepair {
    private static final Pattern FOLDER = Pattern.compile("bundle(?<id>[1-9]\\d{0,17})");
    private static final String RECOVERED = "recovered:";

    private final Path storage;
    private final Path deploy;
    private final Map<String, ProductBundle> offered;
    private final BundleMemory memory;
    private final Consumer<String> report;
    private final Instant now;
    private final Set<String> taken = new HashSet<>();
    private final Set<String> undecided = new HashSet<>();

    /**
     * @param storage the folder of the framework
     * @param deploy the folder whose jars are installed by themselves
     * @param offered the bundles of the distribution, by location
     * @param memory what was there when all was well
     * @param report takes a sentence for each thing that was damaged
     */
    StorageRepair(Path storage, Path deploy, Map<String, ProductBundle> offered, BundleMemory memory, Consumer<String> report,
            Instant now) {
        this.storage = storage;
        this.deploy = deploy;
        this.offered = offered;
        this.memory = memory;
        this.report = report;
        this.now = now;
    }

    /**
     * Mends what is damaged.
     *
     * @param thorough also reads the jars to their ends, which costs about a second: worth while after an end that was none
     * @return the locations of bundles of the product of which nobody knows any more whether they are to be started
     */
    Set<String> mend(boolean thorough) throws IOException {
        Map<Long, Path> folders = folders();
        for (Map.Entry<Long, Path> each : folders.entrySet()) {
            info(each.getKey(), each.getValue()).ifPresent(info -> taken.add(info.location()));
        }
        for (Map.Entry<Long, Path> each : folders.entrySet()) {
            mend(each.getKey(), each.getValue(), thorough);
        }
        return undecided;
    }

    /** Hashes of the product's bundles as they are installed, by location. */
    Map<String, String> installedHashes() throws IOException {
        Map<String, String> hashes = new HashMap<>();
        for (Map.Entry<Long, Path> each : folders().entrySet()) {
            Optional<BundleInfo> info = info(each.getKey(), each.getValue());
            Optional<StoredRevision> revision = StoredRevision.of(each.getValue()).stream().findFirst();
            if (info.isPresent() && offered.containsKey(info.get().location()) && revision.isPresent()
                    && Files.isRegularFile(revision.get().jar())) {
                hashes.put(info.get().location(), Distribution.hash(revision.get().jar()));
            }
        }
        return hashes;
    }

    private Map<Long, Path> folders() throws IOException {
        Map<Long, Path> folders = new TreeMap<>();
        if (Files.isDirectory(storage)) {
            try (Stream<Path> files = Files.list(storage)) {
                for (Path file : files.filter(Files::isDirectory).toList()) {
                    Matcher name = FOLDER.matcher(file.getFileName().toString());
                    if (name.matches()) {
                        folders.put(Long.valueOf(name.group("id")), file);
                    }
                }
            }
        }
        return folders;
    }

    private static Optional<BundleInfo> info(long id, Path folder) throws IOException {
        return BundleInfo.read(folder).filter(info -> info.id() == id);
    }

    private void mend(long id, Path folder, boolean thorough) throws IOException {
        Optional<BundleInfo> info = info(id, folder);
        if (info.filter(i -> i.state() == Bundle.UNINSTALLED).isPresent()) {
            // The framework removes it now.
            return;
        }
        List<StoredRevision> revisions = StoredRevision.of(folder);
        Optional<StoredRevision> newest = revisions.stream().findFirst();
        Optional<StoredRevision> readable = Optional.empty();
        for (StoredRevision each : revisions) {
            if (readable.isEmpty() && each.isReadable() && !(thorough && isTorn(each, info))) {
                readable = Optional.of(each);
            }
        }
        boolean infoFits = info.isPresent() && newest.isPresent() && info.get().refreshes() == newest.get().refreshes();
        if (infoFits && readable.equals(newest)) {
            boolean origin = readable.get().mendOrigin();
            int copies = dropTornCopies(readable.get());
            if (origin || copies > 0) {
                say(id, info.get().location(), "a file beside its jar was not whole, and is made anew");
            }
            return;
        }
        rebuild(id, folder, info, revisions, readable);
    }

    private static int dropTornCopies(StoredRevision revision) throws IOException {
        return Files.exists(revision.jar()) ? revision.dropTornCopies() : 0;
    }

    /** The distribution's own jar is compared, which is cheap; any other is read by its checksums. */
    private boolean isTorn(StoredRevision revision, Optional<BundleInfo> info) throws IOException {
        if (!Files.exists(revision.jar())) {
            return false;
        }
        ProductBundle product = info.map(i -> offered.get(i.location())).orElse(null);
        return (product == null || Files.mismatch(product.file(), revision.jar()) >= 0) && !revision.isWhole();
    }

    private void rebuild(long id, Path folder, Optional<BundleInfo> info, List<StoredRevision> revisions, Optional<StoredRevision> readable)
            throws IOException {
        String name = readable.flatMap(StoredRevision::symbolicName).orElse(null);
        Optional<Remembered> known = memory.bundle(id).filter(r -> fits(r.location(), name));
        if (info.isEmpty() && known.isEmpty() && !memory.bundles().isEmpty() && !Files.exists(folder.resolve(BundleInfo.FILE))) {
            // Left over from one that was being installed or uninstalled.
            setAside(id, folder, "(a rest of a bundle)", "it was being installed or removed when the last run ended");
            return;
        }
        String location = info.map(BundleInfo::location).or(() -> known.map(Remembered::location).filter(l -> !taken.contains(l)))
                .orElse(null);
        if (location == null && readable.isPresent() && isInDeploy(readable.get())) {
            setAside(id, folder, "(unknown)", "the same jar lies in " + deploy + ", and is installed from there");
            return;
        }
        location = location == null ? location(id, name, readable) : location;
        if (location == null) {
            setAside(id, folder, "(unknown)", "neither its jar nor what it is can be read");
            return;
        }
        ProductBundle product = offered.get(location);
        if (readable.isEmpty() && product == null) {
            setAside(id, folder, location, "its jar cannot be read: install it again");
            return;
        }
        String what = "what the framework knows of it was not whole, and is made anew";
        StoredRevision revision = readable.orElse(null);
        if (revision == null) {
            revision = fill(folder, revisions, product);
            what = "its jar was not whole: the one of the distribution is in its place";
        } else if (!readable.equals(revisions.stream().findFirst())) {
            what = "its newest jar was not whole: the one before it is in force again";
        }
        for (StoredRevision other : revisions) {
            if (!other.equals(revision)) {
                delete(other.folder());
            }
        }
        revision.mendOrigin();
        dropTornCopies(revision);
        int level = info.map(BundleInfo::level).or(() -> known.map(Remembered::level))
                .orElseGet(() -> product == null ? StartLevels.PRODUCT : StartLevels.of(product.symbolicName()));
        Optional<Integer> state = info.map(BundleInfo::state).or(() -> known.map(Remembered::state));
        if (state.isEmpty() && product != null) {
            undecided.add(location);
        }
        int next = state.orElse(product != null || isFragment(revision) ? BundleInfo.STOPPED : BundleInfo.STARTED_AS_IT_SAYS);
        new BundleInfo(id, location, next, level, info.map(BundleInfo::modified).orElse(now.toEpochMilli()), revision.refreshes())
                .write(folder);
        taken.add(location);
        say(id, location, what + (state.isEmpty() ? "; whether it was stopped is not known, so it is started" : ""));
    }

    private static boolean isFragment(StoredRevision revision) throws IOException {
        return Files.exists(revision.jar()) && revision.isFragment();
    }

    /** Whether what is remembered can be about a jar with this name in it. */
    private boolean fits(String location, String name) {
        return name == null || !location.startsWith(ProductBundle.SCHEME) || location.equals(ProductBundle.SCHEME + name);
    }

    /** The place of a bundle of which nothing is known but what is in its jar; null when that is too little. */
    private String location(long id, String name, Optional<StoredRevision> readable) throws IOException {
        if (name == null) {
            return readable.isPresent() ? readable.get().reference().orElse(RECOVERED + id) : null;
        }
        String product = ProductBundle.SCHEME + name;
        return offered.containsKey(product) && !taken.contains(product) ? product : RECOVERED + name + ":" + id;
    }

    private boolean isInDeploy(StoredRevision revision) throws IOException {
        if (!Files.exists(revision.jar()) || !Files.isDirectory(deploy)) {
            return false;
        }
        try (Stream<Path> files = Files.list(deploy)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                if (Files.mismatch(file, revision.jar()) < 0) {
                    return true;
                }
            }
        }
        return false;
    }

    private static StoredRevision fill(Path folder, List<StoredRevision> revisions, ProductBundle product) throws IOException {
        for (StoredRevision torn : revisions) {
            delete(torn.folder());
        }
        StoredRevision revision = new StoredRevision(folder.resolve("version0.0"), 0, 0);
        try (InputStream jar = Files.newInputStream(product.file())) {
            revision.fill(jar);
        }
        return revision;
    }

    private static void delete(Path tree) throws IOException {
        if (Files.exists(tree)) {
            try (Stream<Path> walk = Files.walk(tree)) {
                for (Path path : walk.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(path);
                }
            }
        }
    }

    private void setAside(long id, Path folder, String location, String why) throws IOException {
        // In the framework's folder it would be taken for a bundle still.
        Path aside = DamagedFile.setAside(folder, storage.resolveSibling(folder.getFileName()), now);
        say(id, location, why + "; it is set aside as " + aside);
    }

    private void say(long id, String location, String what) {
        report.accept("bundle " + id + ", " + location + ": " + what);
    }
}
