package announcer.app.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.osgi.framework.Bundle;
import org.osgi.framework.startlevel.BundleStartLevel;

import announcer.testing.Damage;

/**
 * Every file that the launcher and the framework keep of bundles, damaged in every way while nothing runs. There are a bundle of the product
 * that runs (a), one that an administrator has stopped (b), one that he has removed (gone), and one that he has added (added).
 */
class StorageRepairTest extends SmallProduct {
    private static final String ADDED = "upload:added";

    @TempDir
    static Path used;

    /** Makes the home one on which the product has been: once for all tests, which get copies. */
    private void use() throws Exception {
        if (Files.exists(used.resolve("home"))) {
            copy(used, folder);
            return;
        }
        makeUsed();
        copy(folder, used);
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> all = Files.walk(from)) {
            for (Path each : all.toList()) {
                Path target = to.resolve(from.relativize(each).toString());
                if (Files.isDirectory(each)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(each, target, StandardCopyOption.REPLACE_EXISTING);
                }
            }
        }
    }

    private void makeUsed() throws Exception {
        offer("gone", "1.0.0");
        restart();
        bundle("b").stop();
        bundle("gone").uninstall();
        Path added = folder.resolve("added.jar");
        offer("added", "1.0.0");
        Files.move(jar("added"), added);
        try (var in = Files.newInputStream(added)) {
            bundle("a").getBundleContext().installBundle(ADDED, in).start();
        }
        awaitMemory(ADDED);
        stop();
        product = null;
        report.reset();
    }

    /** The memory is written by the framework's thread for events. */
    private void awaitMemory(String holds) throws IOException, InterruptedException {
        long limit = System.nanoTime() + 10_000_000_000L;
        while (!Files.readString(home.bundleList()).matches("(?s).*started " + holds + "\n.*")) {
            assertThat(System.nanoTime()).as("the memory holds " + holds).isLessThan(limit);
            Thread.sleep(5);
        }
    }

    private Path stored(String name) throws IOException {
        try (Stream<Path> folders = Files.list(home.framework())) {
            for (Path folder : folders.toList()) {
                Path jar = folder.resolve("version0.0/bundle.jar");
                if (Files.isRegularFile(jar) && StoredRevision.symbolicName(jar).filter(name::equals).isPresent()) {
                    return folder;
                }
            }
        }
        throw new AssertionError("no bundle " + name + " is stored");
    }

    private String said() {
        // That b stays stopped is told at each start.
        return report.toString(StandardCharsets.UTF_8).lines().filter(line -> !line.startsWith("announcer: b is stopped"))
                .map(line -> line + "\n").collect(Collectors.joining());
    }

    private void assertAllIsAsItWas() {
        assertThat(bundle("a").getState()).as("a, which ran").isEqualTo(Bundle.ACTIVE);
        assertThat(bundle("a").getLocation()).isEqualTo("product:a");
        assertThat(bundle("b").getState()).as("b, which was stopped").isIn(Bundle.INSTALLED, Bundle.RESOLVED);
        assertThat(bundle("gone")).as("what was removed").isNull();
        assertThat(bundle("added").getState()).as("what was added").isEqualTo(Bundle.ACTIVE);
        assertThat(bundle("added").getLocation()).isEqualTo(ADDED);
    }

    /** Damages a file of each of the three bundles' folders. */
    private void damageAll(Damage damage, String file) throws IOException {
        for (Path torn : List.of(stored("a"), stored("b"), stored("added"))) {
            damage.to(torn.resolve(file));
        }
    }

    @ParameterizedTest
    @EnumSource
    void without_what_the_framework_knows_of_them_all_bundles_are_as_they_were(Damage damage) throws Exception {
        use();
        damageAll(damage, "bundle.info");

        restart();

        assertAllIsAsItWas();
        assertThat(said()).contains(", product:a: ", ", product:b: ", ", " + ADDED + ": ");
        report.reset();
        restart();
        assertAllIsAsItWas();
        assertThat(said()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void without_where_its_jar_is_from_a_bundle_is_as_it_was(Damage damage) throws Exception {
        use();
        damageAll(damage, "version0.0/revision.location");

        restart();

        assertAllIsAsItWas();
    }

    @ParameterizedTest
    @EnumSource
    void a_torn_jar_of_the_product_is_the_distribution_s_again_and_one_that_was_added_is_set_aside(Damage damage) throws Exception {
        use();
        damageAll(damage, "version0.0/bundle.jar");

        restart();

        assertThat(bundle("a").getState()).as("a, which ran").isEqualTo(Bundle.ACTIVE);
        assertThat(bundle("b").getState()).as("b, which was stopped").isIn(Bundle.INSTALLED, Bundle.RESOLVED);
        assertThat(bundle("added")).isNull();
        assertThat(said()).contains(", product:a: ", ", product:b: ", ADDED, "install it again");
        try (Stream<Path> aside = Files.list(home.data())) {
            assertThat(aside.map(p -> p.getFileName().toString())).anyMatch(name -> name.matches("bundle\\d+\\.damaged-.*"));
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_damaged_product_list_does_not_end_the_start_and_choices_stay(Damage damage) throws Exception {
        use();
        damage.to(home.productList());

        restart();

        assertAllIsAsItWas();
        assertThat(said()).contains(home.productList().toString());
        assertThat(ProductList.read(home.productList()).orElseThrow().whole()).isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void a_damaged_memory_is_made_anew(Damage damage) throws Exception {
        use();
        String before = Files.readString(home.bundleList());
        damage.to(home.bundleList());

        restart();

        assertAllIsAsItWas();
        assertThat(said()).isEmpty();
        assertThat(home.bundleList()).hasContent(before);
    }

    @ParameterizedTest
    @EnumSource
    void the_framework_s_own_files_cost_nothing(Damage damage) throws Exception {
        use();
        for (String file : List.of("bundle0/bundle.id", "bundle0/last.java.version", "cache.lock")) {
            if (Files.exists(home.framework().resolve(file))) {
                damage.to(home.framework().resolve(file));
            }
        }

        restart();

        assertAllIsAsItWas();
        assertThat(bundle("a").getBundleContext().installBundle("upload:new", Files.newInputStream(newJar())).getBundleId())
                .as("a new bundle takes the folder of none").isGreaterThan(bundle("added").getBundleId());
    }

    private Path newJar() throws IOException {
        offer("new", "1.0.0");
        return jar("new");
    }

    @Test
    void without_any_memory_what_was_added_is_kept_and_what_was_stopped_or_removed_is_back() throws Exception {
        use();
        Files.delete(home.bundleList());
        Damage.GARBAGE.to(home.productList());
        for (String name : List.of("a", "b", "added")) {
            Damage.EMPTY.to(stored(name).resolve("bundle.info"));
        }

        restart();

        for (String name : List.of("a", "b", "gone", "added")) {
            assertThat(bundle(name).getState()).as(name).isEqualTo(Bundle.ACTIVE);
        }
        assertThat(bundle("b").getLocation()).isEqualTo("product:b");
        assertThat(bundle("b").adapt(BundleStartLevel.class).getStartLevel()).isEqualTo(StartLevels.PRODUCT);
        assertThat(said()).contains("whether it was stopped is not known", "uninstall them again");
    }

    @Test
    void an_upgrade_and_a_damage_at_once_give_the_new_version() throws Exception {
        use();
        Damage.EMPTY.to(stored("b").resolve("bundle.info"));
        Damage.ZEROS.to(stored("a").resolve("version0.0/bundle.jar"));
        offer("a", "2.0.0");
        offer("b", "2.0.0");

        restart();

        assertAllIsAsItWas();
        assertThat(bundle("a").getVersion()).hasToString("2.0.0");
        assertThat(bundle("b").getVersion()).hasToString("2.0.0");
    }

    @Test
    void after_a_crash_a_jar_that_is_torn_inside_is_found_too() throws Exception {
        use();
        Path jar = stored("a").resolve("version0.0/bundle.jar");
        byte[] bytes = Files.readAllBytes(jar);
        // Within the manifest's compressed bytes: the directory at the end of the jar is whole.
        Arrays.fill(bytes, 60, 75, (byte) 0);
        Files.write(jar, bytes);

        restart(true);

        assertAllIsAsItWas();
        assertThat(said()).contains("product:a", "the one of the distribution is in its place");
    }

    /** A bundle of manifest version 1 may go without. */
    @Test
    void a_bundle_without_a_name_stays_as_it_is() throws Exception {
        use();
        restart();
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        ByteArrayOutputStream jar = new ByteArrayOutputStream();
        new JarOutputStream(jar, manifest).close();
        product.framework().getBundleContext().installBundle("upload:nameless", new ByteArrayInputStream(jar.toByteArray())).start();

        for (boolean afterCrash : new boolean[]{false, true}) {
            restart(afterCrash);
            assertThat(product.framework().getBundleContext().getBundle("upload:nameless")).isNotNull()
                    .extracting(Bundle::getState).isEqualTo(Bundle.ACTIVE);
        }
        assertThat(said()).isEmpty();
    }

    @Test
    void the_rest_of_a_bundle_that_was_being_removed_does_not_come_back() throws Exception {
        use();
        Path rest = Files.createDirectories(home.framework().resolve("bundle77/version0.0"));
        Files.copy(folder.resolve("added.jar"), rest.resolve("bundle.jar"));

        restart();

        assertAllIsAsItWas();
        assertThat(Arrays.stream(product.framework().getBundleContext().getBundles()).map(Bundle::getSymbolicName)
                .filter("added"::equals)).hasSize(1);
        assertThat(rest.getParent()).doesNotExist();
    }
}
