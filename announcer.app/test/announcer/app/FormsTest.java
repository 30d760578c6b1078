package announcer.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

import javax.xml.parsers.DocumentBuilderFactory;

import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;

/** Every configuration form of the product's bundles, those of the other operating system too, in every language. */
class FormsTest {
    private static final String CHINESE = "(?s).*\\p{IsHan}.*";
    private static final Set<String> NUMBERS = Set.of("Integer", "Long", "Short", "Byte", "Double", "Float");

    private final List<String> faults = new ArrayList<>();
    private final Set<String> seen = new TreeSet<>();

    @Test
    void every_form_is_readable_in_english_and_in_chinese() throws Exception {
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
            Path path = Path.of(entry);
            if (Files.isDirectory(path)) {
                bundle(path);
            } else if (path.getFileName().toString().startsWith("announcer.")) {
                try (FileSystem jar = FileSystems.newFileSystem(path)) {
                    bundle(jar.getPath("/"));
                }
            }
        }
        assertThat(faults).isEmpty();
        assertThat(seen).contains("announcer.channel", "announcer.engine", "announcer.voice", "announcer.rtsp", "announcer.ffmpeg",
                "announcer.transport.unix", "announcer.transport.tcp", "announcer.transport.winpipe", "announcer.tts.freetts",
                "announcer.tts.mary", "announcer.tts.system", "announcer.web", "announcer.console", "announcer.app");
    }

    private void bundle(Path root) throws Exception {
        Path documents = root.resolve("OSGI-INF/metatype");
        if (!Files.isDirectory(documents)) {
            return;
        }
        try (Stream<Path> files = Files.list(documents)) {
            for (Path file : files.filter(f -> f.toString().endsWith(".xml")).toList()) {
                Element document = DocumentBuilderFactory.newInstance().newDocumentBuilder()
                        .parse(new ByteArrayInputStream(Files.readAllBytes(file))).getDocumentElement();
                Node designate = document.getElementsByTagName("Designate").item(0);
                String pid = designate == null ? file.getFileName().toString() : pid((Element) designate);
                seen.add(pid);
                form(pid, document, texts(pid, root, document, ""), texts(pid, root, document, "_zh"));
            }
        }
    }

    private static String pid(Element designate) {
        return designate.hasAttribute("factoryPid") ? designate.getAttribute("factoryPid") : designate.getAttribute("pid");
    }

    private Properties texts(String pid, Path root, Element document, String language) throws IOException {
        Properties texts = new Properties();
        Path file = root.resolve(document.getAttribute("localization") + language + ".properties");
        if (Files.isRegularFile(file)) {
            byte[] bytes = Files.readAllBytes(file);
            for (byte b : bytes) {
                if (b < 0) {
                    faults.add(pid + ": " + file + " holds characters that the Metatype Service would read wrongly; write them as \\uXXXX");
                    break;
                }
            }
            texts.load(new ByteArrayInputStream(bytes));
        } else {
            faults.add(pid + ": " + file + " is not there");
        }
        return texts;
    }

    private void form(String pid, Element document, Properties english, Properties chinese) {
        Set<String> used = new HashSet<>();
        Element ocd = (Element) document.getElementsByTagName("OCD").item(0);
        said(pid, ocd.getAttribute("name"), used, english, chinese, true);
        said(pid, ocd.getAttribute("description"), used, english, chinese, true);
        NodeList attributes = ocd.getElementsByTagName("AD");
        for (int i = 0; i < attributes.getLength(); i++) {
            Element a = (Element) attributes.item(i);
            String where = pid + " " + a.getAttribute("id");
            said(where, a.getAttribute("name"), used, english, chinese, true);
            String help = said(where, a.getAttribute("description"), used, english, chinese, true);
            limits(where, a, english.getProperty(help, ""), chinese.getProperty(help, ""));
            NodeList options = a.getElementsByTagName("Option");
            for (int j = 0; j < options.getLength(); j++) {
                String label = ((Element) options.item(j)).getAttribute("label");
                if (label.startsWith("%")) {
                    said(where, label, used, english, chinese, false);
                } else if (label.isBlank()) {
                    faults.add(where + ": an option has no label");
                }
            }
        }
        for (Properties texts : List.of(english, chinese)) {
            texts.stringPropertyNames().stream().filter(k -> !used.contains(k)).forEach(k -> faults.add(pid + ": no form shows " + k));
        }
    }

    /** @param inChinese false for names that are the same in all languages, such as AAC */
    private String said(String where, String text, Set<String> used, Properties english, Properties chinese, boolean inChinese) {
        String key = text.startsWith("%") ? text.substring(1) : "";
        used.add(key);
        if (key.isEmpty()) {
            faults.add(where + ": \"" + text + "\" is not a key of the localisation files");
        } else if (english.getProperty(key, "").isBlank() || english.getProperty(key, "").matches(CHINESE)) {
            faults.add(where + ": " + key + " has no English text");
        } else if (chinese.getProperty(key, "").isBlank() || (inChinese && !chinese.getProperty(key).matches(CHINESE))) {
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
        if (optional && !(english.matches("(?s).*(Empty|[Dd]efault ).*") && chinese.matches("(?s).*(留空|默认).*"))) {
            faults.add(where + ": the help does not say what holds when it is not given");
        }
    }
}
