package announcer.conf.sync;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import announcer.api.config.InvalidConfigurationException;
import announcer.api.stream.Urls;
import announcer.conf.file.BadFileException;
import announcer.conf.file.ConfFolder;
import announcer.conf.file.ConfName;
import announcer.conf.file.ConfText;
import announcer.conf.file.ContentHash;
import announcer.conf.metatype.Attribute;
import announcer.conf.metatype.AttributeType;
import announcer.conf.metatype.Schema;
import announcer.conf.metatype.Validation;

/** Writes a configuration into its file, changing only the lines whose values changed. */
final class ConfWriter {
    private static final Logger LOG = LoggerFactory.getLogger(ConfWriter.class);

    private final ConfFolder folder;
    private final Validation validation;

    ConfWriter(ConfFolder folder, Validation validation) {
        this.folder = folder;
        this.validation = validation;
    }

    /**
     * @param expectedHash what the file should hold; null: it should not be there
     * @return the new hash; null when the file holds something else than expected, which must not be lost
     */
    String write(ConfName name, String file, Map<String, Object> values, String expectedHash) throws IOException {
        byte[] before = folder.exists(file) ? folder.read(file) : null;
        if (before != null && !ContentHash.of(before).equals(expectedHash)) {
            return null;
        }
        ConfText text = old(before);
        Map<String, Attribute> attributes = validation.schema(name).map(Schema::attributes).orElse(Map.of());
        Map<String, String> raws = text.values();
        raws.keySet().stream().filter(k -> !values.containsKey(k)).forEach(text::remove);
        for (Map.Entry<String, Object> e : values.entrySet()) {
            Attribute a = attribute(attributes, e);
            if (!means(a, raws.get(e.getKey()), e.getValue())) {
                text.set(e.getKey(), Attribute.raw(e.getValue()));
            }
        }
        String hash = folder.write(file, text.bytes(), holdsSecret(attributes, values));
        LOG.info("{} written", file);
        return hash;
    }

    /** Takes a file that holds a secret, and that somebody has written by hand, away from all but its owner. */
    void protect(ConfName name, String file, Map<String, Object> values) {
        Map<String, Attribute> attributes = validation.schema(name).map(Schema::attributes).orElse(Map.of());
        try {
            if (holdsSecret(attributes, values) && folder.restrict(file)) {
                LOG.warn("{} holds a secret and could be read by others: now only its owner may", file);
            }
        } catch (IOException e) {
            LOG.warn("{} holds a secret and can be read by others, and its permissions cannot be changed: change them yourself ({})", file,
                    e.toString());
        }
    }

    private static boolean holdsSecret(Map<String, Attribute> attributes, Map<String, Object> values) {
        return values.entrySet().stream().anyMatch(e -> attribute(attributes, e).kind() == AttributeType.PASSWORD
                ? !e.getValue().toString().isEmpty()
                : Attribute.texts(e.getValue()).stream().anyMatch(text -> !text.equals(Urls.masked(text))));
    }

    private static Attribute attribute(Map<String, Attribute> attributes, Map.Entry<String, Object> value) {
        Attribute known = attributes.get(value.getKey());
        return known == null ? Attribute.like(value.getKey(), value.getValue()) : known;
    }

    private static ConfText old(byte[] before) {
        if (before != null && !TornFile.isNothing(before)) {
            try {
                return ConfText.parse(before);
            } catch (BadFileException e) {
                // It was reported when it was read; now the console's values replace it.
                LOG.warn("a file that is no configuration is replaced: {}", e.getMessage());
            }
        }
        return ConfText.empty("Edit by hand (UTF-8) or in the web console; a change comes into force at once.");
    }

    /** Whether what stands in a file is a value. */
    static boolean means(Attribute a, String raw, Object value) {
        if (raw == null) {
            return false;
        }
        try {
            return Objects.equals(Attribute.texts(a.fromRaw(raw)), Attribute.texts(value));
        } catch (InvalidConfigurationException e) {
            // What stands there is not valid, so it is not this value.
            return false;
        }
    }
}
