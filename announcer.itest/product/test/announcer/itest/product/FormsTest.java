package announcer.itest.product;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

import javax.xml.parsers.DocumentBuilderFactory;

import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;

/** Every configuration form of the product's bundles as they are shipped, those of the other operating system too, in every language. */
class FormsTest {
    private static final String CHINESE = "(?s).*\\p{IsHan}.*";
    private static final Set<String> NUMBERS = Set.of("Integer", "Long", "Short", "Byte", "Double", "Float");

    private final List<String> faults = new ArrayList<>();
    private final Set<String> seen = new TreeSet<>();
    /** Keys that forms of a bundle refer to, by localisation file: two forms may share one. */
    private final Map<String, Set<String>> used = new TreeMap<>();

    @Test
    void every_form_is_readable_in_english_and_in_chinese() throws Exception {
        Path bundles = Path.of(System.getProperty("announcer.checkout"), "announcer.app/target/announcer/bundles");
        try (Stream<Path> files = Files.list(bundles)) {
            for (Path jar : files.filter(f -> f.getFileName().toString().startsWith("announcer.")).toList()) {
                try (FileSystem content = FileSystems.newFileSystem(jar)) {
                    bundle(content.getPath("/"));
                }
            }
        }
        assertThat(faults).isEmpty();
        assertThat(seen).contains("announcer.channel", "announcer.engine", "announcer.voice", "announcer.rtsp", "announcer.ffmpeg",
                "announcer.transport.unix", "announcer.transport.tcp", "announcer.transport.winpipe", "announcer.tts.freetts",
                "announcer.tts.mary", "announcer.tts.system", "announcer.web", "announcer.console", "announcer.app", "announcer.user",
                "announcer.access", "announcer.monitor",
                "announcer.webhook", "announcer.schedule", "announcer.ear", "announcer.journal", "announcer.calling",
                "announcer.calling.service", "announcer.calling.counter", "announcer.calling.board");
    }

    private void bundle(Path root) throws Exception {
        Path documents = root.resolve("OSGI-INF/metatype");
        if (!Files.isDirectory(documents)) {
            return;
        }
        try (Stream<Path> files = Files.list(documents)) {
            used.clear();
            for (Path file : files.filter(f -> f.toString().endsWith(".xml")).toList()) {
                Element document = DocumentBuilderFactory.newInstance().newDocumentBuilder()
                        .parse(new ByteArrayInputStream(Files.readAllBytes(file))).getDocumentElement();
                Node designate = document.getElementsByTagName("Designate").item(0);
                String pid = designate == null ? file.getFileName().toString() : pid((Element) designate);
                seen.add(pid);
                form(pid, document, texts(pid, root, document.getAttribute("localization"), ""),
                        texts(pid, root, document.getAttribute("localization"), "_zh"));
            }
        }
        for (Map.Entry<String, Set<String>> e : used.entrySet()) {
            for (String language : List.of("", "_zh")) {
                texts(e.getKey(), root, e.getKey(), language).stringPropertyNames().stream().filter(k -> !e.getValue().contains(k))
                        .forEach(k -> faults.add(e.getKey() + language + ": no form shows " + k));
            }
        }
    }

    private static String pid(Element designate) {
        return designate.hasAttribute("factoryPid") ? designate.getAttribute("factoryPid") : designate.getAttribute("pid");
    }

    private Properties texts(String where, Path root, String base, String language) throws IOException {
        Properties texts = new Properties();
        Path file = root.resolve(base + language + ".properties");
        if (Files.isRegularFile(file)) {
            byte[] bytes = Files.readAllBytes(file);
            for (byte b : bytes) {
                if (b < 0) {
                    faults.add(
                            where + ": " + file + " holds characters that the Metatype Service would read wrongly; write them as \\uXXXX");
                    break;
                }
            }
            texts.load(new ByteArrayInputStream(bytes));
        } else {
            faults.add(where + ": " + file + " is not there");
        }
        return texts;
    }

    private void form(String pid, Element document, Properties english, Properties chinese) {
        Set<String> mentioned = used.computeIfAbsent(document.getAttribute("localization"), b -> new HashSet<>());
        Element ocd = (Element) document.getElementsByTagName("OCD").item(0);
        said(pid, ocd.getAttribute("name"), mentioned, english, chinese, true);
        said(pid, ocd.getAttribute("description"), mentioned, english, chinese, true);
        NodeList attributes = ocd.getElementsByTagName("AD");
        for (int i = 0; i < attributes.getLength(); i++) {
            Element a = (Element) attributes.item(i);
            String where = pid + " " + a.getAttribute("id");
            said(where, a.getAttribute("name"), mentioned, english, chinese, true);
            String help = said(where, a.getAttribute("description"), mentioned, english, chinese, true);
            limits(where, a, english.getProperty(help, ""), chinese.getProperty(help, ""));
            NodeList options = a.getElementsByTagName("Option");
            for (int j = 0; j < options.getLength(); j++) {
                String label = ((Element) options.item(j)).getAttribute("label");
                if (label.startsWith("%")) {
                    said(where, label, mentioned, english, chinese, false);
                } else if (label.isBlank()) {
                    faults.add(where + ": an option has no label");
                }
            }
        }
    }

    /** @param inChinese false for labels that may be the same in all languages, such as AAC; so may abbreviations always, such as URL */
    private String said(String where, String text, Set<String> mentioned, Properties english, Properties chinese, boolean inChinese) {
        String key = text.startsWith("%") ? text.substring(1) : "";
        mentioned.add(key);
        if (key.isEmpty()) {
            faults.add(where + ": \"" + text + "\" is not a key of the localisation files");
        } else if (english.getProperty(key, "").isBlank() || english.getProperty(key, "").matches(CHINESE)) {
            faults.add(where + ": " + key + " has no English text");
        } else if (chinese.getProperty(key, "").isBlank() || (inChinese && !chinese.getProperty(key).matches(CHINESE + "|[A-Z0-9]{2,5}"))) {
            faults.add(where + ": " + key + " has no Chinese text");
        }
        return key;
    }

    /** What the help must say beside what the setting does. */
    private void limits(String where, Element a, String english, String chinese) {
        List<String> needed = new ArrayList<>();
        if (NUMBERS.contains(a.getAttribute("type"))) {
            needed.addAll(List.of(a.getAttribute("min"), a.getAttribute("max")));
            if (needed.contains("")) {
                faults.add(where + ": has no range");
            }
            if (a.hasAttribute("default")) {
                needed.add(new BigDecimal(a.getAttribute("default")).stripTrailingZeros().toPlainString());
            }
        }
        needed.stream().filter(n -> !english.contains(n) || !chinese.contains(n))
                .forEach(n -> faults.add(where + ": the help does not say " + n));
        boolean optional = a.hasAttribute("default") || "false".equals(a.getAttribute("required"));
        if (optional && !(english.matches("(?s).*(Empty|[Dd]efault\\b).*") && chinese.matches("(?s).*(空：|为空|留空|默认).*"))) {
            faults.add(where + ": the help does not say what holds when it is not given");
        }
    }
}
