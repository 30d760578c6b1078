package announcer.web.bundles;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Path;
import java.util.Optional;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.startlevel.BundleStartLevel;

/** Bundles of a real framework that do not start. */
class BundleDiagnosisTest {
    @TempDir
    Path storage;
    private TestFramework felix;
    private BundleDiagnosis diagnosis;
    private final StartFailures failures = new StartFailures();

    @BeforeEach
    void create() throws Exception {
        felix = new TestFramework(storage);
        diagnosis = new BundleDiagnosis(felix.context(), failures);
        felix.context().addFrameworkListener(failures);
        felix.context().addBundleListener(failures);
    }

    @AfterEach
    void stop() throws Exception {
        felix.close();
    }

    /** Returns the problem of a bundle after an attempt to start it. */
    private String wordsOf(Bundle bundle) {
        BundleException failure = catchThrowableOfType(BundleException.class, bundle::start);
        assertThat(failure).isNotNull();
        failures.remember(bundle, failure);
        BundleProblem trouble = diagnosis.of(bundle).orElseThrow();
        assertThat(trouble.detail()).isEqualTo(failure.getMessage());
        return trouble.words();
    }

    @Test
    void a_bundle_that_runs_or_that_nobody_started_has_no_problem() throws Exception {
        Bundle runs = felix.install("runs", "1.0.0");
        runs.start();

        assertThat(diagnosis.of(runs)).isEmpty();
        assertThat(diagnosis.of(felix.install("idle", "1.0.0"))).isEmpty();
        assertThat(diagnosis.of(felix.install("idle.too", "1.0.0", Constants.IMPORT_PACKAGE, "not.there"))).isEmpty();
    }

    @Test
    void one_that_was_stopped_has_no_problem() throws Exception {
        Bundle stopped = felix.install("stopped", "1.0.0");
        stopped.start();
        stopped.stop();

        assertThat(diagnosis.of(stopped)).isEmpty();
    }

    @Test
    void a_missing_package_is_named() throws Exception {
        Bundle bundle = felix.install("a", "1.0.0", Constants.IMPORT_PACKAGE, "not.there;version=\"[1.2,2)\"");

        assertThat(wordsOf(bundle)).isEqualTo("It needs the package not.there, version 1.2.0 or newer, which no bundle offers.");
    }

    @Test
    void a_package_that_is_optional_or_there_is_not_what_is_missing() throws Exception {
        felix.install("b", "1.0.0", Constants.EXPORT_PACKAGE, "is.there");
        Bundle bundle = felix.install("a", "1.0.0", Constants.IMPORT_PACKAGE, "may.be;resolution:=optional,is.there,not.there");

        assertThat(wordsOf(bundle)).isEqualTo("It needs the package not.there, which no bundle offers.");
    }

    @Test
    void what_is_missing_to_a_bundle_that_it_needs_is_found_too() throws Exception {
        felix.install("c", "1.0.0", Constants.EXPORT_PACKAGE, "of.c", Constants.IMPORT_PACKAGE, "not.there");
        felix.install("b", "1.0.0", Constants.EXPORT_PACKAGE, "of.b", Constants.IMPORT_PACKAGE, "of.c");
        Bundle bundle = felix.install("a", "1.0.0", Constants.IMPORT_PACKAGE, "of.b");

        assertThat(wordsOf(bundle)).isEqualTo(
                "It needs the bundle b, which needs c, and of that one: it needs the package not.there, which no bundle offers.");
    }

    @Test
    void bundles_that_need_each_other_are_not_followed_for_ever() throws Exception {
        felix.install("b", "1.0.0", Constants.EXPORT_PACKAGE, "of.b", Constants.IMPORT_PACKAGE, "of.a,not.there");
        Bundle bundle = felix.install("a", "1.0.0", Constants.EXPORT_PACKAGE, "of.a", Constants.IMPORT_PACKAGE, "of.b");

        assertThat(wordsOf(bundle)).contains("needs the bundle b").contains("not.there");
    }

    @Test
    void a_bundle_for_another_system_says_for_which() throws Exception {
        Bundle bundle = felix.install("a", "1.0.0", Constants.REQUIRE_CAPABILITY,
                "osgi.native;filter:=\"(osgi.native.osname~=AmigaOS)\"");

        assertThat(wordsOf(bundle)).startsWith("It is for AmigaOS; this is ");
    }

    @Test
    void a_bundle_for_a_newer_java_says_for_which() throws Exception {
        Bundle bundle = felix.install("a", "1.0.0", Constants.REQUIRE_CAPABILITY,
                "osgi.ee;filter:=\"(&(osgi.ee=JavaSE)(version=99))\"");

        assertThat(wordsOf(bundle)).isEqualTo("It needs Java 99 or newer; this is Java " + Runtime.version().feature() + ".");
    }

    @Test
    void an_activator_that_failed_is_told_with_its_exception() throws Exception {
        Bundle bundle = felix.install("a", "1.0.0", Constants.BUNDLE_ACTIVATOR, TestFramework.Failing.class.getName());

        assertThat(wordsOf(bundle)).isEqualTo("Its activator failed: java.lang.IllegalStateException: the port 8554 is taken.");
    }

    @Test
    void a_second_version_of_a_singleton_is_told_to_be_one() throws Exception {
        felix.install("a", "1.0.0", Constants.BUNDLE_SYMBOLICNAME, "a;singleton:=true").start();
        Bundle second = felix.install("a", "2.0.0", Constants.BUNDLE_SYMBOLICNAME, "a;singleton:=true");

        assertThat(wordsOf(second)).startsWith("Another version of it is in use");
    }

    @Test
    void one_whose_level_has_not_been_reached_waits_and_has_no_fault() throws Exception {
        Bundle bundle = felix.install("a", "1.0.0");
        bundle.adapt(BundleStartLevel.class).setStartLevel(9);
        bundle.start();

        assertThat(diagnosis.of(bundle)).isEmpty();
        assertThat(diagnosis.waits(bundle)).hasValueSatisfying(words -> assertThat(words).startsWith("It starts at level 9, "));
    }

    @Test
    void a_lazy_bundle_that_waits_for_its_first_class_has_no_problem() throws Exception {
        Bundle bundle = felix.install("a", "1.0.0", Constants.BUNDLE_ACTIVATIONPOLICY, Constants.ACTIVATION_LAZY);
        bundle.start(Bundle.START_ACTIVATION_POLICY);

        assertThat(bundle.getState()).isEqualTo(Bundle.STARTING);
        assertThat(diagnosis.of(bundle)).isEmpty();
    }

    @Test
    void a_fragment_has_no_problem_when_it_is_attached_and_one_when_its_host_is_not_there() throws Exception {
        Bundle orphan = felix.install("orphan", "1.0.0", Constants.FRAGMENT_HOST, "no.host");
        Bundle part = felix.install("part", "1.0.0", Constants.FRAGMENT_HOST, "host");
        felix.install("host", "1.0.0").start();

        assertThat(part.getState()).isEqualTo(Bundle.RESOLVED);
        assertThat(diagnosis.of(part)).isEmpty();
        assertThat(diagnosis.host(part)).contains("host");
        assertThat(diagnosis.host(orphan)).isEmpty();
        assertThat(diagnosis.of(orphan).map(BundleProblem::words))
                .isEqualTo(Optional.of("It is a part of the bundle no.host, which is not there."));
    }
}
