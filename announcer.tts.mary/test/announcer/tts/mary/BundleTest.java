package announcer.tts.mary;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.lang.ref.WeakReference;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarFile;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.Constants;
import org.osgi.framework.wiring.BundleWiring;

import announcer.api.speech.SpeechEngine;
import announcer.api.speech.SpeechRequest;
import announcer.api.speech.Voice;
import announcer.tts.testkit.Repetitions;

/** The bundle in a real framework. */
@Timeout(value = 300, unit = TimeUnit.SECONDS)
class BundleTest {
    private static final int UPDATES = Repetitions.of(2, 10);

    @TempDir
    static Path built;
    private static Path jar;

    @TempDir
    Path dir;

    @BeforeAll
    static void build() throws Exception {
        jar = Product.bundle(built);
    }

    @Test
    void it_gives_nothing_away_and_needs_nothing_but_the_jdk_the_api_and_slf4j() throws Exception {
        try (JarFile file = new JarFile(jar.toFile())) {
            assertThat(file.getManifest().getMainAttributes().getValue(Constants.EXPORT_PACKAGE)).isNull();
            String imports = file.getManifest().getMainAttributes().getValue(Constants.IMPORT_PACKAGE);
            assertThat(imports.replaceAll("\"[^\"]*\"", "").split(",")).filteredOn(i -> !i.contains("resolution:=optional"))
                    .extracting(i -> i.replaceAll(";.*", "")).containsExactlyInAnyOrder("announcer.api.audio", "announcer.api.speech",
                            "org.slf4j", "org.osgi.framework", "org.osgi.framework.wiring");
        }
    }

    @Test
    void after_updates_it_still_speaks_and_no_class_loader_is_left_behind() throws Exception {
        List<WeakReference<ClassLoader>> loaders = new ArrayList<>();
        try (Product product = new Product(dir)) {
            Bundle bundle = product.install(jar);
            bundle.start();
            for (int i = 0; i <= UPDATES; i++) {
                if (i > 0) {
                    Product.update(bundle, jar);
                }
                loaders.add(new WeakReference<>(bundle.adapt(BundleWiring.class).getClassLoader()));
                assertThat(speak(product.engine(), 0)).isGreaterThan(48_000);
                report(i, loaders);
            }
            bundle.uninstall();
            assertThat(Await.maryThreads()).isEmpty();
            Await.until("no class loader is left behind", () -> alive(loaders) <= 1);
            report(UPDATES + 1, loaders);
        }
    }

    @Test
    void a_voice_in_a_fragment_is_listed_with_its_locale_and_rate_and_speaks() throws Exception {
        try (Product product = new Product(dir)) {
            Bundle bundle = product.install(jar);
            bundle.start();
            assertThat(product.engine().voices()).extracting(Voice::id).containsExactly("mary/cmu-slt-hsmm");
            product.install(Product.fragment(dir));
            Await.until("the new voice is listed", () -> product.engine().voices().size() == 2);
            SpeechEngine engine = product.engine();
            assertThat(engine.voices()).extracting(Voice::id).containsExactly("mary/cmu-slt-hsmm", "mary/other-hsmm");
            assertThat(engine.voices().get(1).locale().toLanguageTag()).isEqualTo("en-US");
            assertThat(engine.voices().get(1).format().sampleRateHz()).isEqualTo(48_000);
            assertThat(speak(engine, 1)).isEqualTo(speak(engine, 0));
        }
    }

    private static int speak(SpeechEngine engine, int voice) throws Exception {
        int[] bytes = new int[1];
        engine.synthesize(new SpeechRequest(engine.voices().get(voice), "Please go to counter three.", Duration.ofMinutes(1)),
                pcm -> bytes[0] += pcm.remaining());
        return bytes[0];
    }

    private static long alive(List<WeakReference<ClassLoader>> loaders) {
        System.gc();
        return loaders.stream().filter(l -> l.get() != null).count();
    }

    private static void report(int cycle, List<WeakReference<ClassLoader>> loaders) {
        long alive = alive(loaders);
        System.out.printf("after update %d: heap %d MB, classes %d, class loaders of the bundle %d%n", cycle,
                ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() >> 20,
                ManagementFactory.getClassLoadingMXBean().getLoadedClassCount(), alive);
    }
}
