package announcer.itest.product;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

import announcer.bench.product.Home;
import announcer.bench.product.Launcher;
import announcer.bench.product.ProductProcess;
import announcer.bench.util.Until;
import announcer.testing.Damage;

/**
 * Each file of a home is damaged alone, in one way after the other, and the product started on it: under {@code -Dthorough} only, since that is
 * a start for each of some 250 files. {@code -Ddamaged.every=N} takes each Nth.
 */
@EnabledIfSystemProperty(named = "thorough", matches = "true", disabledReason = "a start for each file of a home: -Dthorough")
class EveryFileDamagedTest {
    private static final int EVERY = Integer.getInteger("damaged.every", 1);
    private static final String PASSWORD = "written for this turn";

    private static Home home;
    private static Path whole;
    private static Map<String, String> states;

    @BeforeAll
    static void use() throws Exception {
        home = Home.quiet().conf("announcer.user~admin", "name=admin", "role=ADMIN", "newPassword=" + PASSWORD).conf(
                "announcer.channel~lobby",
                "id=lobby", "pusher=none");
        try (ProductProcess product = ProductProcess.start(home)) {
            product.api().say("one", "lobby");
            states = DamagedHome.states(product.api());
        }
        whole = home.folder().resolveSibling("whole");
        copy(home.folder(), whole);
    }

    @AfterAll
    static void remove() {
        if (home != null) {
            home.delete();
        }
    }

    @TestFactory
    Stream<DynamicTest> the_product_starts_and_an_administrator_can_work() throws IOException {
        List<String> files;
        try (Stream<Path> all = Files.walk(whole)) {
            files = all.filter(Files::isRegularFile).map(f -> whole.relativize(f).toString()).filter(f -> !f.startsWith("logs")).sorted()
                    .toList();
        }
        List<Damage> damages = List.of(Damage.values());
        return IntStream.range(0, files.size()).filter(i -> i % EVERY == 0).mapToObj(i -> {
            Damage damage = damages.get(i / EVERY % damages.size());
            return DynamicTest.dynamicTest(files.get(i) + " " + damage, () -> turn(files.get(i), damage));
        });
    }

    private static void turn(String file, Damage damage) throws Exception {
        delete(home.folder());
        copy(whole, home.folder());
        new DamagedHome(home).damage(damage, file);
        try (ProductProcess product = ProductProcess.start(home)) {
            Until.isTrue("all bundles are as they were", Duration.ofSeconds(30),
                    () -> DamagedHome.states(product.api()).equals(states));
            String password = product.printedValue("password").orElse(PASSWORD);
            assertThat(DamagedHome.login(product.httpUrl(), "admin", password)).as("login; printed: " + product.printed()).isEqualTo(200);
            String health = DamagedHome.health(product.httpUrl(), home.text("conf/api.token").strip());
            assertThat(health).contains("Announcer: files").doesNotContain("HEALTH_CHECK_ERROR");
            assertThat(Launcher.run("status", "--home", home.folder().toString()).exit()).isZero();
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> all = Files.walk(from)) {
            for (Path each : all.toList()) {
                Path target = to.resolve(from.relativize(each).toString());
                Files.copy(each, target, StandardCopyOption.COPY_ATTRIBUTES, LinkOption.NOFOLLOW_LINKS);
            }
        }
    }

    private static void delete(Path tree) throws IOException {
        try (Stream<Path> all = Files.walk(tree)) {
            for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
        }
    }
}
