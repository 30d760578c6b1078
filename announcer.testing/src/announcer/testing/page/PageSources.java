package announcer.testing.page;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A folder with the files of pages, as they lie in the sources: what is wrong with them, a line for each fault. Words are in the files
 * {@code i18n/LANGUAGE.js}, a line for each, as {@code 'key': 'words',}.
 */
public final class PageSources {
    private static final Pattern WORDS = Pattern.compile("^  '([^']+)': '((?:[^'\\\\]|\\\\.)*)',$", Pattern.MULTILINE);
    private static final Pattern PLACE = Pattern.compile("\\{\\w+}");
    private static final Pattern USED = Pattern.compile("\\bt\\('([^']+)'");
    private static final Pattern COUNTED = Pattern.compile("\\btn\\('([^']+)'");
    /** The calls that would make markup or code out of a text. */
    private static final Pattern DANGEROUS = Pattern.compile(
            "innerHTML|outerHTML|insertAdjacentHTML|document\\.write|createContextualFragment|srcdoc|\\beval\\(|new Function|setHTML");
    private static final Pattern INLINE = Pattern.compile("<script[^>]*>[^<]|<style|\\s(style|on\\w+)=");
    /** Of later editions of the language than that of 2017, and of browsers' newer functions: what one writes by habit. */
    private static final Pattern NEW = Pattern
            .compile("\\?\\.[\\w\\[(]|\\?\\?|\\|\\|=|&&=|catch \\{|[{,] *\\.\\.\\.|\\breplaceChildren\\b|\\.replaceAll\\("
                    + "|\\.flat(Map)?\\(|\\.at\\(|fromEntries|\\.finally\\(|allSettled|\\bfor await\\b|\\bBigInt\\b|\\d_\\d|structuredClone|\\.hasOwn\\("
                    + "|showModal|\\bimport\\(|matchAll|trimStart|trimEnd|globalThis|queueMicrotask|ResizeObserver|randomUUID|formatToParts|toSorted"
                    + "|^\\s+#\\w|\\(\\?<");
    /** A call may use what is newer where it looks first; and the rest of a list in a call or an array is old. */
    private static final Pattern OLD_SPREAD = Pattern.compile("[\\[(,] *\\.\\.\\.\\w+[^}]*[\\])]");

    private final Path folder;

    public PageSources(Path folder) {
        this.folder = folder;
    }

    /** All files, whatever they hold. */
    public List<Path> files() throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile).sorted().toList();
        }
    }

    /** Keys that one of two languages has not, and words with other places for values than those of the first language. */
    public List<String> differences(String language, String other) throws IOException {
        Map<String, String> one = words(language);
        Map<String, String> two = words(other);
        List<String> faults = new ArrayList<>();
        Set<String> keys = new TreeSet<>(one.keySet());
        keys.addAll(two.keySet());
        for (String key : keys) {
            if (!one.containsKey(key) || !two.containsKey(key) || two.get(key).isBlank()) {
                faults.add(key + " is missing in a language");
            } else if (!places(one.get(key)).equals(places(two.get(key)))) {
                faults.add(key + " has other places in " + other);
            }
        }
        return faults;
    }

    /** Words that a module asks for by name, and that are not there. */
    public List<String> missing(String language) throws IOException {
        Map<String, String> words = words(language);
        List<String> faults = new ArrayList<>();
        for (Path file : modules()) {
            String source = Files.readString(file);
            Stream.concat(USED.matcher(source).results().map(m -> m.group(1)),
                    COUNTED.matcher(source).results().flatMap(m -> Stream.of(m.group(1) + ".one", m.group(1) + ".other")))
                    .filter(key -> !words.containsKey(key)).forEach(key -> faults.add(file + " asks for " + key));
        }
        return faults;
    }

    /** Calls in modules that would make markup or code out of a text. */
    public List<String> dangers() throws IOException {
        return found(modules(), DANGEROUS);
    }

    /** Scripts and styles in the pages themselves. */
    public List<String> inline() throws IOException {
        return found(files().stream().filter(f -> f.toString().endsWith(".html")).toList(), INLINE);
    }

    /** What a browser of 2017 does not understand, or has not. */
    public List<String> newerThan2017() throws IOException {
        List<String> faults = new ArrayList<>();
        for (Path file : modules()) {
            int n = 0;
            for (String line : Files.readAllLines(file)) {
                n++;
                String code = OLD_SPREAD.matcher(line.strip().startsWith("//") ? "" : line).replaceAll("");
                Matcher matcher = NEW.matcher(code);
                if (matcher.find()) {
                    faults.add(file + ":" + n + ": " + matcher.group());
                }
            }
        }
        return faults;
    }

    /** The words of a language by key. */
    public Map<String, String> words(String language) throws IOException {
        Map<String, String> words = new TreeMap<>();
        Matcher matcher = WORDS.matcher(Files.readString(folder.resolve("i18n/" + language + ".js")));
        while (matcher.find()) {
            if (words.put(matcher.group(1), matcher.group(2)) != null) {
                throw new IllegalStateException("twice in " + language + ": " + matcher.group(1));
            }
        }
        return words;
    }

    private List<Path> modules() throws IOException {
        return files().stream().filter(file -> file.toString().endsWith(".js")).toList();
    }

    private static List<String> found(List<Path> files, Pattern fault) throws IOException {
        List<String> faults = new ArrayList<>();
        for (Path file : files) {
            fault.matcher(Files.readString(file)).results().forEach(m -> faults.add(file + ": " + m.group()));
        }
        return faults;
    }

    private static Set<String> places(String words) {
        return PLACE.matcher(words).results().map(m -> m.group()).collect(Collectors.toCollection(TreeSet::new));
    }
}
