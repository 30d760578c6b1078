package announcer.itest.product;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;

import announcer.bench.http.ApiClient;
import announcer.bench.http.HttpTestClient;
import announcer.bench.product.Home;
import announcer.testing.Damage;

/** A home on which the product has been, some files of which are damaged while it does not run. */
final class DamagedHome {
    private final Home home;

    DamagedHome(Home home) {
        this.home = home;
    }

    Path file(String relative) {
        return home.folder().resolve(relative);
    }

    void damage(Damage damage, String... relative) throws IOException {
        for (String each : relative) {
            damage.to(file(each));
        }
    }

    /** The folder of one of the product's bundles in the framework's storage, relative to the home. */
    String bundle(String symbolicName) throws IOException {
        try (Stream<Path> folders = Files.list(file("data/framework"))) {
            for (Path folder : folders.toList()) {
                Path info = folder.resolve("bundle.info");
                if (Files.exists(info)
                        && Files.readString(info, StandardCharsets.ISO_8859_1).contains("\nproduct:" + symbolicName + "\n")) {
                    return home.folder().relativize(folder).toString();
                }
            }
        }
        throw new AssertionError("the framework's storage holds no " + symbolicName);
    }

    /** The file of a configuration in the framework's storage, relative to the home. */
    String stored(String configuration) throws IOException {
        return bundle("org.apache.felix.configadmin") + "/data/config/" + configuration + ".config";
    }

    /** Files of a folder whose names end so, relative to the home. */
    String[] all(String folder, String ending) throws IOException {
        try (Stream<Path> files = Files.list(file(folder))) {
            return files.filter(f -> f.toString().endsWith(ending)).map(f -> home.folder().relativize(f).toString()).toArray(String[]::new);
        }
    }

    /** What each bundle does, by its name. */
    static Map<String, String> states(ApiClient api) throws IOException, InterruptedException {
        Map<String, String> states = new TreeMap<>();
        for (JsonElement each : api.get("bundles").getAsJsonArray("bundles")) {
            JsonObject bundle = each.getAsJsonObject();
            states.put(bundle.get("name").getAsString(), bundle.get("state").getAsString());
        }
        return states;
    }

    /** All settings by PID, without their problems. */
    static Map<String, JsonElement> settings(ApiClient api) throws IOException, InterruptedException {
        Map<String, JsonElement> settings = new TreeMap<>();
        for (JsonElement each : api.get("settings").getAsJsonArray("settings")) {
            settings.put(each.getAsJsonObject().get("pid").getAsString(), each.getAsJsonObject().get("values"));
        }
        return settings;
    }

    /** What the health check of files says; an administrator's eyes only. */
    static String health(String base, String token) throws IOException, InterruptedException {
        return HttpTestClient.anonymous(base).bearer(token).get("/health").body();
    }

    static int login(String base, String user, String password) throws IOException, InterruptedException {
        String login = Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
        return HttpTestClient.anonymous(base).with("Authorization", "Basic " + login).get("/api/session").statusCode();
    }
}
