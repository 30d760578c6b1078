package announcer.itest.product;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;

import announcer.bench.http.HttpTestClient;
import announcer.bench.product.Home;
import announcer.bench.util.Until;
import announcer.itest.support.SharedProduct;
import announcer.itest.support.UsesProduct;

/** What an administrator is told of a bundle that is dropped in, runs, and does nothing. */
@UsesProduct
class ReasonsTest {
    /** A component of a bundle that is dropped in. */
    public static final class Fails {
        public Fails() {
            throw new IllegalStateException("no licence was found");
        }
    }

    private static final Duration SOON = Duration.ofSeconds(20);

    private static Home home;
    private static HttpTestClient admin;

    @BeforeAll
    static void start(SharedProduct shared) throws Exception {
        home = shared.home();
        admin = shared.admin();
    }

    /** Puts a bundle with one component into the folder that bundles are dropped into. */
    private static void deploy(String name, Class<?> implementation, String parts) throws IOException {
        Manifest manifest = new Manifest();
        Attributes headers = manifest.getMainAttributes();
        Map.of("Manifest-Version", "1.0", "Bundle-ManifestVersion", "2", "Bundle-SymbolicName", name, "Bundle-Version", "1.0.0",
                "Service-Component", "OSGI-INF/component.xml").forEach(headers::putValue);
        Path jar = home.folder().resolve("data").resolve(name + ".jar");
        String type = implementation.getName().replace('.', '/') + ".class";
        try (OutputStream file = Files.newOutputStream(jar);
                JarOutputStream out = new JarOutputStream(file, manifest);
                InputStream code = implementation.getClassLoader().getResourceAsStream(type)) {
            out.putNextEntry(new JarEntry(type));
            code.transferTo(out);
            out.putNextEntry(new JarEntry("OSGI-INF/component.xml"));
            out.write(("<scr:component xmlns:scr='http://www.osgi.org/xmlns/scr/v1.3.0' name='" + name
                    + ".Engine' immediate='true'><implementation class='" + implementation.getName() + "'/>" + parts + "</scr:component>")
                    .getBytes(StandardCharsets.UTF_8));
        }
        Files.move(jar, home.folder().resolve("deploy").resolve(name + ".jar"), StandardCopyOption.ATOMIC_MOVE);
    }

    private static String problem(String bundle) throws Exception {
        var answer = admin.get("/api/bundles/" + bundle);
        if (answer.statusCode() != 200) {
            return "";
        }
        JsonObject json = JsonParser.parseString(answer.body()).getAsJsonObject();
        assertThat(json.get("state").getAsString()).isIn("INSTALLED", "RESOLVED", "STARTING", "ACTIVE");
        return json.get("problem").isJsonNull() ? "" : json.get("problem").getAsString();
    }

    @Test
    void nothing_of_the_product_itself_is_said_to_wait() throws Exception {
        List<String> problems = JsonParser.parseString(admin.get("/api/bundles").body()).getAsJsonObject().getAsJsonArray("bundles")
                .asList().stream().map(b -> b.getAsJsonObject())
                .filter(b -> b.get("name").getAsString().startsWith("announcer.") || b.get("name").getAsString().startsWith("org.apache."))
                .filter(b -> !b.get("problem").isJsonNull() && !b.get("rests").getAsBoolean())
                .map(b -> b.get("name").getAsString() + ": " + b.get("problem").getAsString()).toList();
        assertThat(problems).isEmpty();
    }

    /** What is told before, while the bundle is being resolved and started, is of no account. */
    private static void comesToTell(String bundle, String reason) {
        Until.matches("the reason is told", SOON, () -> problem(bundle), reason::equals);
    }

    @Test
    void component_that_waits_for_a_service_is_told_with_what_it_waits_for() throws Exception {
        deploy("itest.waits", Fails.class, "<reference name='licence' interface='itest.Licence' target='(paid=true)'/>");
        comesToTell("itest.waits", "Its component itest.waits.Engine waits for a service itest.Licence with (paid=true), "
                + "which is not offered to it now: start, install or configure the bundle that does.");
    }

    @Test
    void component_that_fails_is_told_with_its_exception() throws Exception {
        deploy("itest.fails", Fails.class, "");
        comesToTell("itest.fails",
                "Its component itest.fails.Engine failed to start: java.lang.IllegalStateException: no licence was found.");
    }
}
