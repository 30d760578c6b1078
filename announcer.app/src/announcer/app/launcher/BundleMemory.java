package announcer.app.launcher;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.startlevel.BundleStartLevel;

import announcer.lib.file.DurableFile;

/**
 * A second memory of the framework's bundles and of {@code data/product.list}, in {@code data/bundles.list}: an administrator's choices (what
 * is stopped, what was added and removed) outlive a damage of the first. It is written when the framework has started and at each change of a
 * bundle. Immutable.
 *
 * @param bundles what was installed, by id
 * @param given the hashes of the bundles that the home has been given, by location
 */
record BundleMemory(Map<Long, Remembered> bundles, SortedMap<String, String> given) {
    /**
     * A bundle as it was.
     *
     * @param location where it is from
     * @param state as in {@link BundleInfo}
     * @param level its start level
     */
    record Remembered(String location, int state, int level) {}

    private static final String BUNDLE = "bundle";
    private static final String GIVEN = "given";
    /** The last line: a list without it is half of one. */
    private static final String END = "end";
    private static final Map<String, Integer> STATES = Map.of("stopped", BundleInfo.STOPPED, "started", BundleInfo.STARTED, "lazy",
            BundleInfo.STARTED_AS_IT_SAYS);

    static final BundleMemory NONE = new BundleMemory(Map.of(), new TreeMap<>());

    Optional<Remembered> bundle(long id) {
        return Optional.ofNullable(bundles.get(id));
    }

    /** Reads it; one that is missing or damaged is {@link #NONE}: it is only asked when something else is damaged. */
    static BundleMemory read(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            return NONE;
        }
        List<String> lines = new String(Files.readAllBytes(file), StandardCharsets.UTF_8).lines().toList();
        if (lines.isEmpty() || !lines.get(lines.size() - 1).equals(END)) {
            return NONE;
        }
        BundleMemory memory = new BundleMemory(new HashMap<>(), new TreeMap<>());
        try {
            lines.subList(0, lines.size() - 1).forEach(memory::add);
        } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException torn) {
            return NONE;
        }
        return memory;
    }

    private void add(String line) {
        String[] words = line.split(" ", 5);
        if (words[0].equals(BUNDLE)) {
            Integer state = STATES.get(words[3]);
            if (state == null) {
                throw new IllegalArgumentException("no state: " + words[3]);
            }
            bundles.put(Long.valueOf(words[1]), new Remembered(words[4], state, Integer.parseInt(words[2])));
        } else if (words[0].equals(GIVEN)) {
            given.put(words[2], words[1]);
        } else {
            throw new IllegalArgumentException("no line of a list: " + line);
        }
    }

    /** Everything as a text, the system bundle left out. */
    static String text(BundleContext framework, Map<String, String> given) {
        StringBuilder text = new StringBuilder();
        Arrays.stream(framework.getBundles()).filter(b -> b.getBundleId() != 0).sorted(Comparator.comparingLong(Bundle::getBundleId))
                .forEach(bundle -> text.append(line(bundle)));
        new TreeMap<>(given)
                .forEach((location, hash) -> text.append(GIVEN).append(' ').append(hash).append(' ').append(location).append('\n'));
        return text.append(END).append('\n').toString();
    }

    private static String line(Bundle bundle) {
        BundleStartLevel level = bundle.adapt(BundleStartLevel.class);
        // One that is being uninstalled has none any more.
        if (level == null) {
            return "";
        }
        String state = !level.isPersistentlyStarted() ? "stopped" : level.isActivationPolicyUsed() ? "lazy" : "started";
        return BUNDLE + " " + bundle.getBundleId() + " " + level.getStartLevel() + " " + state + " " + bundle.getLocation() + "\n";
    }

    static void write(Path file, String text) throws IOException {
        DurableFile.replace(file, text.getBytes(StandardCharsets.UTF_8));
    }
}
