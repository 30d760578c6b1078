package announcer.access;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
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

/** Tokens in a file: names and hashes, no secrets. Not thread-safe. */
final class TokenFile {
    /**
     * A token as it is kept.
     *
     * @param sha256 of its secret, in hexadecimal digits
     */
    record Kept(String id, String name, Set<Scope> scopes, Instant created, String createdBy, Optional<Instant> expires, String sha256) {}

    private static final Logger LOG = LoggerFactory.getLogger(TokenFile.class);

    private final Path path;
    private final PrivateFile file;

    TokenFile(Path path) {
        this.path = path;
        this.file = new PrivateFile(path);
    }

    /** All of them. A file that cannot be read lets nobody in, and is set aside: it is not overwritten by the next token. */
    List<Kept> load() {
        if (!Files.exists(path)) {
            return List.of();
        }
        try {
            file.keepPrivate();
            List<Kept> all = new ArrayList<>();
            for (JsonElement e : JsonParser.parseString(Files.readString(path)).getAsJsonObject().getAsJsonArray("tokens")) {
                all.add(kept(e.getAsJsonObject()));
            }
            return all;
        } catch (IOException | RuntimeException e) {
            // Gson and java.time throw whatever they like at a file that is not ours any more.
            setAside(e);
            return List.of();
        }
    }

    private void setAside(Exception why) {
        Path aside = path.resolveSibling(path.getFileName() + ".damaged");
        try {
            Files.move(path, aside, StandardCopyOption.REPLACE_EXISTING);
            LOG.error("{} cannot be read, so all tokens in it are void; it is {} now: {}", path, aside, why.toString());
        } catch (IOException e) {
            LOG.error("{} cannot be read, so all tokens in it are void: {}", path, why.toString(), e);
        }
    }

    private static Kept kept(JsonObject o) {
        Set<Scope> scopes = EnumSet.noneOf(Scope.class);
        o.getAsJsonArray("scopes").forEach(s -> scopes.add(Scope.valueOf(s.getAsString())));
        Optional<Instant> expires = Optional.ofNullable(o.get("expires")).map(e -> Instant.parse(e.getAsString()));
        return new Kept(o.get("id").getAsString(), o.get("name").getAsString(), scopes, Instant.parse(o.get("created").getAsString()),
                o.get("createdBy").getAsString(), expires, o.get("sha256").getAsString());
    }

    void store(List<Kept> all) throws IOException {
        JsonArray array = new JsonArray();
        for (Kept k : all) {
            JsonObject o = new JsonObject();
            o.addProperty("id", k.id());
            o.addProperty("name", k.name());
            JsonArray scopes = new JsonArray();
            k.scopes().stream().sorted().forEach(s -> scopes.add(s.name()));
            o.add("scopes", scopes);
            o.addProperty("created", k.created().toString());
            o.addProperty("createdBy", k.createdBy());
            k.expires().ifPresent(e -> o.addProperty("expires", e.toString()));
            o.addProperty("sha256", k.sha256());
            array.add(o);
        }
        JsonObject root = new JsonObject();
        root.add("tokens", array);
        file.write(new GsonBuilder().setPrettyPrinting().create().toJson(root) + "\n");
    }
}
