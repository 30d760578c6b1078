package announcer.access.token;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;

import announcer.api.access.Scope;
import announcer.lib.file.DamagedFile;

/** Tokens in a file: names and hashes, no secrets. Not thread-safe. */
public final class TokenFile {
    /**
     * A token as it is kept.
     *
     * @param createdBy who made it: a user, or the bearer of another token
     * @param root who made the first of the tokens through which it was made; the same as createdBy when that is no token. Empty: not known yet
     * @param sha256 of its secret, in hexadecimal digits
     * @param counter for which alone it is good
     */
    record Kept(String id, String name, Set<Scope> scopes, Instant created, String createdBy, String root, Optional<Instant> expires,
            String sha256, Optional<String> counter) {
        Kept withRoot(String known) {
            return new Kept(id, name, scopes, created, createdBy, known, expires, sha256, counter);
        }
    }

    private static final Logger LOG = LoggerFactory.getLogger(TokenFile.class);
    private static final String TOKENS = "tokens";
    /** Absent when it is createdBy; older versions neither write nor miss it. */
    private static final String ROOT = "rootCreator";
    private static final String SCOPES = "scopes";
    private static final String COUNTER = "counter";
    /** In place of scopes where there is a counter: an older version, which knows of no restriction, does not understand the entry and lets nobody in. */
    private static final String AT_COUNTER = "scopesAtCounter";

    private final Path path;
    private final PrivateFile file;
    private final Clock clock;
    /** The entries that were not understood, perhaps of a later version; they are stored again unchanged. */
    private final List<JsonElement> strange = new ArrayList<>();

    public TokenFile(Path path, Clock clock) {
        this.path = path;
        this.clock = clock;
        this.file = new PrivateFile(path);
    }

    /**
     * All of them. A file that is damaged lets nobody in and is set aside, so that the next token does not overwrite it.
     *
     * @throws IOException when the file cannot be read, or not be set aside: then it is as it was, and may be read later
     */
    List<Kept> load() throws IOException {
        strange.clear();
        String text;
        try {
            text = new String(Files.readAllBytes(path), StandardCharsets.UTF_8);
            file.keepPrivate();
        } catch (NoSuchFileException e) {
            return List.of();
        }
        JsonArray entries;
        try {
            entries = Objects.requireNonNull(JsonParser.parseString(text).getAsJsonObject().getAsJsonArray(TOKENS), "it has no " + TOKENS);
        } catch (RuntimeException e) {
            // Gson throws whatever it likes at a file that is not ours any more.
            setAside(e);
            return List.of();
        }
        List<Kept> all = new ArrayList<>();
        entries.forEach(e -> read(e).ifPresentOrElse(all::add, () -> strange.add(e)));
        return all;
    }

    private void setAside(RuntimeException why) throws IOException {
        Path aside = DamagedFile.setAside(path, clock.instant());
        LOG.error("{} is damaged, so all tokens in it are void; it is {} now: {}", path, aside, why.toString());
    }

    private Optional<Kept> read(JsonElement entry) {
        try {
            return Optional.of(kept(entry.getAsJsonObject()));
        } catch (RuntimeException e) {
            LOG.warn("an entry of {} is not understood and lets nobody in, the others do: {}", path, e.toString());
            return Optional.empty();
        }
    }

    private static Kept kept(JsonObject o) {
        Set<Scope> scopes = EnumSet.noneOf(Scope.class);
        o.getAsJsonArray(o.has(COUNTER) ? AT_COUNTER : SCOPES).forEach(s -> scopes.add(Scope.valueOf(s.getAsString())));
        Optional<Instant> expires = Optional.ofNullable(o.get("expires")).map(e -> Instant.parse(e.getAsString()));
        return new Kept(o.get("id").getAsString(), o.get("name").getAsString(), scopes, Instant.parse(o.get("created").getAsString()),
                o.get("createdBy").getAsString(), o.has(ROOT) ? o.get(ROOT).getAsString() : "", expires, o.get("sha256").getAsString(),
                Optional.ofNullable(o.get(COUNTER)).map(JsonElement::getAsString));
    }

    void store(List<Kept> all) throws IOException {
        JsonArray array = new JsonArray();
        for (Kept k : all) {
            JsonObject o = new JsonObject();
            o.addProperty("id", k.id());
            o.addProperty("name", k.name());
            JsonArray scopes = new JsonArray();
            k.scopes().stream().sorted().forEach(s -> scopes.add(s.name()));
            o.add(k.counter().isPresent() ? AT_COUNTER : SCOPES, scopes);
            k.counter().ifPresent(c -> o.addProperty(COUNTER, c));
            o.addProperty("created", k.created().toString());
            o.addProperty("createdBy", k.createdBy());
            if (!k.root().equals(k.createdBy())) {
                o.addProperty(ROOT, k.root());
            }
            k.expires().ifPresent(e -> o.addProperty("expires", e.toString()));
            o.addProperty("sha256", k.sha256());
            array.add(o);
        }
        strange.forEach(array::add);
        JsonObject root = new JsonObject();
        root.add(TOKENS, array);
        file.write(new GsonBuilder().setPrettyPrinting().create().toJson(root) + "\n");
    }
}
