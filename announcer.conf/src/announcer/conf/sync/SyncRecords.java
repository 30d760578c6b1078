package announcer.conf.sync;

import java.io.IOException;
import java.io.Reader;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Properties;
import java.util.Set;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import announcer.conf.file.ConfName;
import announcer.lib.file.DurableFile;

/**
 * The memory over restarts: a {@link SyncRecord} by file name, and the PIDs that got an empty configuration only to carry overrides. It
 * lies in the bundle's private data area; losing it loses nothing but which side changed last. Not thread-safe.
 */
public final class SyncRecords {
    private static final Logger LOG = LoggerFactory.getLogger(SyncRecords.class);
    private static final String CARRIER = "carrier:";

    final Map<String, SyncRecord> byFile = new HashMap<>();
    final Set<String> carriers = new HashSet<>();
    private final Path path;
    private String saved = "";

    public SyncRecords(Path path) {
        this.path = path;
        Properties p = new Properties();
        if (Files.exists(path)) {
            try (Reader in = Files.newBufferedReader(path, StandardCharsets.UTF_8)) {
                p.load(in);
            } catch (IOException | IllegalArgumentException e) {
                LOG.warn("the memory of what was last synchronised is lost; the files win: {}", e.toString());
                p.clear();
            }
        }
        p.forEach((k, v) -> read(k.toString(), v.toString().split(" ", -1)));
        saved = text();
    }

    private void read(String key, String[] words) {
        if (key.startsWith(CARRIER)) {
            carriers.add(key.substring(CARRIER.length()));
        } else if (words.length == 3 && ConfName.ofFile(key).isPresent()) {
            byFile.put(key, new SyncRecord(words[0], words[1].isEmpty() ? null : words[1], Boolean.parseBoolean(words[2])));
        }
    }

    private String text() {
        Properties p = new Properties();
        byFile.forEach((file, r) -> p.setProperty(file,
                r.fileHash() + " " + (r.fingerprint() == null ? "" : r.fingerprint()) + " " + r.invalid()));
        carriers.forEach(pid -> p.setProperty(CARRIER + pid, ""));
        StringWriter out = new StringWriter();
        try {
            p.store(out, null);
        } catch (IOException e) {
            throw new IllegalStateException("a StringWriter does not fail", e);
        }
        // The first line is the time of writing.
        return out.toString().substring(out.toString().indexOf('\n') + 1);
    }

    /** Writes them when they changed. */
    void save() throws IOException {
        String text = text();
        if (!text.equals(saved)) {
            DurableFile.replace(path, text.getBytes(StandardCharsets.UTF_8));
            saved = text;
        }
    }
}
