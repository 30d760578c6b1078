package announcer.app.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

import org.junit.jupiter.api.Test;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.wiring.FrameworkWiring;

/** Real frameworks on one home, one after the other, over a distribution of small bundles. */
class ProductFrameworkTest extends SmallProduct {
    @Test
    void a_first_start_installs_and_starts_all() throws Exception {
        restart();

        assertThat(bundle("a").getState()).isEqualTo(Bundle.ACTIVE);
        assertThat(bundle("b").getState()).isEqualTo(Bundle.ACTIVE);
        assertThat(bundle("a").getLocation()).isEqualTo("product:a");
    }

    @Test
    void what_was_stopped_stays_stopped_also_when_it_is_updated() throws Exception {
        restart();
        bundle("a").stop();

        restart();
        assertThat(bundle("a").getState()).isNotEqualTo(Bundle.ACTIVE);

        offer("a", "1.1.0");
        restart();
        assertThat(bundle("a").getVersion()).hasToString("1.1.0");
        assertThat(bundle("a").getState()).isNotEqualTo(Bundle.ACTIVE);
        assertThat(bundle("b").getState()).isEqualTo(Bundle.ACTIVE);
    }

    @Test
    void what_is_stopped_is_named_at_the_start_and_an_option_starts_it_again() throws Exception {
        restart();
        assertThat(report.toString(StandardCharsets.UTF_8)).doesNotContain("stopped");
        long id = bundle("a").getBundleId();
        bundle("a").stop();

        restart();
        assertThat(report.toString(StandardCharsets.UTF_8)).contains("a is stopped, as it was left").contains("start " + id)
                .contains("--start-stopped").doesNotContain("b is stopped");

        restart(false, true);
        assertThat(bundle("a").getState()).isEqualTo(Bundle.ACTIVE);
        report.reset();
        restart();
        assertThat(bundle("a").getState()).as("for good").isEqualTo(Bundle.ACTIVE);
        assertThat(report.toString(StandardCharsets.UTF_8)).doesNotContain("stopped");
    }

    @Test
    void when_the_bundles_that_log_are_replaced_the_product_starts_anew_in_order() throws Exception {
        offer("slf4j.api", "1.0.0");
        prepare();
        Thread run = new Thread(() -> {
            try {
                product.run(false, false);
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
        run.start();
        await(() -> isActive("slf4j.api") && isActive("a"));
        BundleContext first = product.framework().getBundleContext();
        refresh(first, bundle("b"));
        assertThat(product.framework().getBundleContext()).as("after another bundle").isSameAs(first);

        offer("slf4j.api", "1.1.0");
        bundle("slf4j.api").update(Files.newInputStream(jar("slf4j.api")));
        refresh(first, bundle("slf4j.api"));

        await(() -> product.framework().getBundleContext() != first && isActive("slf4j.api") && isActive("a"));
        assertThat(bundle("slf4j.api").getVersion()).hasToString("1.1.0");
        assertThat(report.toString(StandardCharsets.UTF_8)).containsOnlyOnce("starts anew");
        assertThat(run.isAlive()).isTrue();
    }

    private boolean isActive(String name) {
        return product.framework().getBundleContext() != null && bundle(name) != null && bundle(name).getState() == Bundle.ACTIVE
                && product.framework().getState() == Bundle.ACTIVE;
    }

    private static void refresh(BundleContext context, Bundle bundle) throws Exception {
        CountDownLatch refreshed = new CountDownLatch(1);
        context.getBundle(0).adapt(FrameworkWiring.class).refreshBundles(List.of(bundle), event -> refreshed.countDown());
        assertThat(refreshed.await(30, TimeUnit.SECONDS)).isTrue();
    }

    private static void await(BooleanSupplier condition) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (!holds(condition)) {
            assertThat(System.nanoTime()).as("the end of patience").isLessThan(end);
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
        }
    }

    private static boolean holds(BooleanSupplier condition) {
        try {
            return condition.getAsBoolean();
        } catch (IllegalStateException stoppingJustNow) {
            return false;
        }
    }

    @Test
    void what_was_removed_stays_removed_also_when_the_distribution_changes() throws Exception {
        restart();
        bundle("a").uninstall();

        restart();
        assertThat(bundle("a")).isNull();

        offer("a", "1.1.0");
        restart();
        assertThat(bundle("a")).isNull();
    }

    @Test
    void what_was_updated_by_hand_stays_while_the_distribution_does() throws Exception {
        restart();
        offer("a", "2.0.0");
        bundle("a").update(Files.newInputStream(jar("a")));
        offer("a", "1.0.0");

        restart();

        assertThat(bundle("a").getVersion()).hasToString("2.0.0");
    }

    @Test
    void what_was_installed_by_hand_stays_installed_and_running() throws Exception {
        restart();
        offer("c", "1.0.0");
        Path byHand = folder.resolve("by-hand.jar");
        Files.move(jar("c"), byHand);
        bundle("a").getBundleContext().installBundle(byHand.toUri().toString()).start();

        restart();
        assertThat(bundle("c").getState()).isEqualTo(Bundle.ACTIVE);

        // Also over an upgrade: it is not the product's.
        offer("a", "1.1.0");
        restart();
        assertThat(bundle("c").getState()).isEqualTo(Bundle.ACTIVE);
        assertThat(bundle("a").getVersion()).hasToString("1.1.0");
    }

    @Test
    void an_upgrade_updates_installs_and_removes() throws Exception {
        restart();
        offer("a", "1.1.0");
        offer("c", "1.0.0");
        Files.delete(jar("b"));

        restart();

        assertThat(bundle("a").getVersion()).hasToString("1.1.0");
        assertThat(bundle("a").getState()).isEqualTo(Bundle.ACTIVE);
        assertThat(bundle("b")).isNull();
        assertThat(bundle("c").getState()).isEqualTo(Bundle.ACTIVE);
    }

    @Test
    void a_distribution_that_moved_changes_nothing() throws Exception {
        restart();
        long id = bundle("a").getBundleId();
        stop();
        product = null;
        Path moved = folder.resolve("elsewhere");
        Files.move(distribution.folder(), moved);
        distribution = new Distribution(moved);

        restart();

        assertThat(bundle("a").getBundleId()).isEqualTo(id);
        assertThat(bundle("a").getState()).isEqualTo(Bundle.ACTIVE);
    }

    @Test
    void a_bundle_for_another_system_is_installed_and_not_started_and_a_line_says_why() throws Exception {
        offer("other", "1.0.0", Constants.REQUIRE_CAPABILITY, "osgi.native;filter:=\"(osgi.native.osname=AmigaOS)\"");

        restart();

        assertThat(bundle("other").getState()).isEqualTo(Bundle.INSTALLED);
        assertThat(report.toString(StandardCharsets.UTF_8)).contains("other rests: it needs AmigaOS");
    }

    @Test
    void a_bundle_that_requires_this_system_is_started() throws Exception {
        offer("here", "1.0.0", Constants.REQUIRE_CAPABILITY, "osgi.native;filter:=\"(osgi.native.osname=*)\"");

        restart();

        assertThat(bundle("here").getState()).isEqualTo(Bundle.ACTIVE);
    }
}
