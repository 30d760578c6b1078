package announcer.app.launcher;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

import announcer.app.home.HomeFolder;
import announcer.lib.file.DamagedFile;

/** Mends the files of a home that the launcher and the framework read, before they read them: a damaged one does not end the start. */
final class HomeRepair {
    private final HomeFolder home;
    private final PrintStream report;
    private final Instant now;
    private final BundleMemory memory;
    private final StorageRepair storage;
    private final List<String> damages = new ArrayList<>();
    private Map<String, String> given = Map.of();
    private Set<String> undecided = Set.of();

    /**
     * @param offered the bundles of the distribution, by location
     * @param report takes a line for each thing that was damaged
     */
    HomeRepair(HomeFolder home, Map<String, ProductBundle> offered, PrintStream report, Instant now) throws IOException {
        this.home = home;
        this.report = report;
        this.now = now;
        memory = BundleMemory.read(home.bundleList());
        storage = new StorageRepair(home.framework(), home.deploy(), offered, memory, this::say, now);
    }

    /** @param thorough see {@link StorageRepair#mend} */
    void mend(boolean thorough) throws IOException {
        undecided = storage.mend(thorough);
        Optional<ProductList.Content> list = ProductList.read(home.productList());
        given = list.isPresent() && list.get().whole() ? list.get().hashes() : recalled(list);
    }

    /** What the home has been given, when its list does not tell. */
    private Map<String, String> recalled(Optional<ProductList.Content> list) throws IOException {
        SortedMap<String, String> recalled = new TreeMap<>(memory.given());
        boolean known = !recalled.isEmpty();
        if (list.isPresent()) {
            Path aside = DamagedFile.setAside(home.productList(), now);
            if (!known) {
                recalled.putAll(list.get().hashes());
                storage.installedHashes().forEach(recalled::putIfAbsent);
            }
            say(home.productList() + " was not whole, is set aside as " + aside.getFileName() + " and made anew"
                    + (known ? "" : "; bundles of the product that were uninstalled are back: uninstall them again"));
        } else if (known) {
            say(home.productList() + " was missing and is made anew");
        }
        return recalled;
    }

    private void say(String damage) {
        damages.add(damage);
        report.println("announcer: damaged: " + damage);
    }

    /** Hashes of the bundles that this home has been given, by location. */
    Map<String, String> given() {
        return given;
    }

    /** See {@link StorageRepair#mend}. */
    Set<String> undecided() {
        return undecided;
    }

    /** What was damaged, a sentence each. */
    List<String> damages() {
        return damages;
    }
}
