package announcer.itest.support;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;

import announcer.bench.http.HttpTestClient;
import announcer.bench.product.Home;
import announcer.bench.util.Until;

/**
 * The state of a product at one moment, as far as tests change it.
 *
 * @param files texts of the configuration files by their names
 * @param tokens ids of the tokens
 * @param bundles names of the bundles, and whether they run
 * @param settings each setting as the API tells it
 */
record ProductState(Map<String, String> files, Set<String> tokens, Map<String, Boolean> bundles, Set<String> settings) {
    private static final Duration LIMIT = Duration.ofMinutes(1);
    private static final Set<String> UNDER_WAY = Set.of("QUEUED", "SYNTHESISING", "SPEAKING");

    static ProductState of(SharedProduct product) throws IOException {
        return Until.matches("the product's state can be read", LIMIT, () -> {
            HttpTestClient admin = product.admin();
            Set<String> tokens = new TreeSet<>();
            list(admin, "tokens").forEach(t -> tokens.add(t.get("id").getAsString()));
            Map<String, Boolean> bundles = new TreeMap<>();
            list(admin, "bundles").forEach(b -> bundles.put(b.get("name").getAsString(),
                    // One that starts when it is first used counts as started.
                    Set.of("ACTIVE", "STARTING").contains(b.get("state").getAsString())));
            Set<String> settings = new TreeSet<>();
            list(admin, "settings").forEach(s -> settings.add(s.toString()));
            return new ProductState(files(product.home()), tokens, bundles, settings);
        }, s -> true);
    }

    /** The same with another text of a configuration file. */
    ProductState withFile(String name, String text) {
        Map<String, String> all = new TreeMap<>(files);
        all.put(name, text);
        return new ProductState(all, tokens, bundles, settings);
    }

    private static List<JsonObject> list(HttpTestClient admin, String name) throws Exception {
        var answer = admin.get("/api/" + name);
        if (answer.statusCode() != 200) {
            throw new IOException("GET /api/" + name + ": " + answer.statusCode());
        }
        return JsonParser.parseString(answer.body()).getAsJsonObject().getAsJsonArray(name).asList().stream()
                .map(JsonElement::getAsJsonObject)
                .toList();
    }

    private static Map<String, String> files(Home home) throws IOException {
        Map<String, String> texts = new TreeMap<>();
        for (Path file : home.confFiles()) {
            texts.put(file.getFileName().toString(), Files.readString(file, StandardCharsets.UTF_8));
        }
        return texts;
    }

    /** Undoes what differs, and waits until nothing does. */
    void restore(SharedProduct product) throws Exception {
        Home home = product.home();
        for (JsonObject a : product.api().recent()) {
            if (UNDER_WAY.contains(a.get("state").getAsString())) {
                product.api().send("DELETE", "announcements/" + a.get("id").getAsString(), "", "");
            }
        }
        deleteFilesIn(home.folder().resolve("deploy"));
        ProductState now = of(product);
        for (String file : now.files.keySet()) {
            if (!files.containsKey(file)) {
                Files.deleteIfExists(home.folder().resolve("conf").resolve(file));
            }
        }
        for (Map.Entry<String, String> file : files.entrySet()) {
            if (!file.getValue().equals(now.files.get(file.getKey()))) {
                home.conf(file.getKey().replaceFirst("\\.cfg$", ""), file.getValue().split("\n"));
            }
        }
        restoreOverTheApi(product.admin(), now);
        Until.isTrue("the product is as it was at first", LIMIT, () -> {
            List<String> differences = of(product).differences(this);
            if (!differences.isEmpty()) {
                throw new IllegalStateException(String.join("\n", differences));
            }
            return true;
        });
    }

    private void restoreOverTheApi(HttpTestClient admin, ProductState now) throws Exception {
        for (String token : now.tokens) {
            if (!tokens.contains(token)) {
                admin.send("DELETE", "/api/tokens/" + token, "", "");
            }
        }
        for (String bundle : now.bundles.keySet()) {
            if (!bundles.containsKey(bundle)) {
                admin.send("DELETE", "/api/bundles/" + bundle, "", "");
            } else if (bundles.get(bundle) && !now.bundles.get(bundle)) {
                admin.send("POST", "/api/bundles/" + bundle + "/start", "", "");
            }
        }
    }

    private static void deleteFilesIn(Path folder) throws IOException {
        if (Files.isDirectory(folder)) {
            try (Stream<Path> files = Files.list(folder)) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }

    private List<String> differences(ProductState wanted) {
        List<String> all = new ArrayList<>();
        compare("token", tokens, wanted.tokens, all);
        compare("setting", settings, wanted.settings, all);
        compare("bundle", bundles.keySet(), wanted.bundles.keySet(), all);
        wanted.bundles.forEach((bundle, runs) -> {
            if (runs && !bundles.getOrDefault(bundle, true)) {
                all.add("bundle " + bundle + " does not run");
            }
        });
        return all;
    }

    private static void compare(String what, Set<String> now, Set<String> wanted, List<String> differences) {
        now.stream().filter(s -> !wanted.contains(s)).forEach(s -> differences.add("there is " + what + " " + s));
        wanted.stream().filter(s -> !now.contains(s)).forEach(s -> differences.add("there is no " + what + " " + s));
    }
}
