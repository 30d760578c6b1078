package announcer.itest.product;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

import org.junit.jupiter.api.Test;

import com.google.gson.JsonObject;

import announcer.bench.http.ApiClient;
import announcer.bench.product.Home;
import announcer.bench.util.Until;
import announcer.itest.hung.HungEngine;
import announcer.itest.support.Ffmpeg;
import announcer.itest.support.SharedProduct;
import announcer.itest.support.UsesProduct;

/** A speech engine that never returns, dropped into the running product as the best one there is. */
@UsesProduct
class HungEngineTest {
    private static final Duration SOON = Duration.ofSeconds(30);

    @Test
    void it_costs_one_deadline_then_another_engine_speaks_and_the_stream_never_notices(SharedProduct shared) throws Exception {
        Ffmpeg.require();
        ApiClient api = shared.api();
        shared.configure("announcer.engine", "deadlineMillis=4000", "deadlineMillisPerCharacter=0");
        // FreeTTS is slow the first time: not while the deadline is measured.
        api.awaitSpoken(api.say("counter six"), SOON);
        drop(shared.home());
        Until.isTrue("its voice is listed", SOON,
                () -> api.voices().stream().anyMatch(v -> v.get("id").getAsString().equals(HungEngine.VOICE)));
        JsonObject before = pacing(api);
        long runs = api.push("main").orElseThrow().get("run").getAsLong();
        JsonObject said = api.awaitSpoken(api.say("counter seven"), SOON);
        assertThat(said.get("voice").getAsString()).as("who spoke").startsWith("freetts/");
        assertThat(api.push("main").orElseThrow().get("run").getAsLong()).as("runs of the push").isEqualTo(runs);
        // A stall of the machine is caught up with at once; a stream that owes what the engine cost never gets there.
        JsonObject now = Until.matches("the stream keeps the time", Duration.ofSeconds(5), () -> pacing(api),
                p -> Math.abs(p.get("driftMillis").getAsDouble()) <= 100);
        assertThat(now.get("framesWritten").getAsLong() - before.get("framesWritten").getAsLong())
                .as("frames, of which four seconds of waiting are 200").isGreaterThanOrEqualTo(200);
        assertThat(now.get("generation").getAsLong()).as("readers so far").isEqualTo(before.get("generation").getAsLong());
    }

    private static JsonObject pacing(ApiClient api) throws Exception {
        return api.channel("main").orElseThrow().getAsJsonObject("pacing");
    }

    private static void drop(Home home) throws Exception {
        Manifest manifest = new Manifest();
        Attributes main = manifest.getMainAttributes();
        main.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        main.putValue("Bundle-ManifestVersion", "2");
        main.putValue("Bundle-SymbolicName", "announcer.itest.hung");
        main.putValue("Bundle-Version", "1.0.0");
        main.putValue("Bundle-Activator", HungEngine.class.getName());
        main.putValue("Import-Package", "org.osgi.framework,announcer.api.audio,announcer.api.speech");
        String entry = HungEngine.class.getName().replace('.', '/') + ".class";
        Path temporary = Files.createTempFile(home.folder(), "hung", ".tmp");
        try (OutputStream out = Files.newOutputStream(temporary);
                JarOutputStream jar = new JarOutputStream(out, manifest);
                InputStream code = HungEngine.class.getClassLoader().getResourceAsStream(entry)) {
            jar.putNextEntry(new JarEntry(entry));
            code.transferTo(jar);
        }
        Files.move(temporary, home.folder().resolve("deploy/hung.jar"), StandardCopyOption.ATOMIC_MOVE);
    }
}
