package announcer.web.bundles;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.wiring.BundleRequirement;
import org.osgi.framework.wiring.BundleRevision;

import announcer.web.http.Problem;

/** Starts, stops, updates, installs and uninstalls bundles, one at a time. Each call takes as long as the bundle takes. */
final class BundleLifecycle {
    private static final String HOST = "osgi.wiring.host";

    private final BundleContext framework;
    private final BundleDiagnosis diagnosis;
    private final StartFailures failures;
    private final WiringRefresh refreshing;

    /** @param framework the system bundle's context: it outlives this bundle, which may be what is changed */
    BundleLifecycle(BundleContext framework, BundleDiagnosis diagnosis, StartFailures failures) {
        this.framework = framework;
        this.diagnosis = diagnosis;
        this.failures = failures;
        this.refreshing = new WiringRefresh(framework);
    }

    /** Starts a bundle, now and whenever the framework starts. A fragment is attached to the bundles that it is a part of. */
    synchronized void start(Bundle bundle) throws Problem {
        if (BundleDiagnosis.isFragment(bundle)) {
            attach(bundle);
            return;
        }
        try {
            bundle.start(Bundle.START_ACTIVATION_POLICY);
        } catch (BundleException e) {
            throw failed("", bundle, e);
        }
    }

    /** Stops a bundle until it is started again. */
    synchronized void stop(Bundle bundle) throws Problem {
        try {
            bundle.stop();
        } catch (BundleException e) {
            BundleProblem problem = diagnosis.of(bundle, e);
            throw BundleProblems.failed(
                    bundle.getState() == Bundle.RESOLVED ? "It is stopped, but not as it should be. " : "It cannot be stopped. ",
                    problem);
        }
    }

    /**
     * Updates a bundle and wires its dependents to the new version.
     *
     * @param own whether this bundle's own thread would be stopped by that: then the framework does the rest on its own
     */
    synchronized void update(Bundle bundle, UploadedBundle jar, boolean own) throws Problem, IOException {
        boolean ran = bundle.getState() == Bundle.ACTIVE;
        String before = bundle.getVersion() + "/" + bundle.getLastModified();
        try (InputStream in = jar.open()) {
            bundle.update(in);
        } catch (BundleException e) {
            boolean changed = !before.equals(bundle.getVersion() + "/" + bundle.getLastModified());
            throw failed(changed
                    ? gone(jar)
                    : "The update failed and the old version " + (bundle.getState() == Bundle.ACTIVE
                            ? "runs on"
                            : "is still there") + ". ",
                    bundle, e);
        }
        refresh(bundle, own);
        if (!own && ran && bundle.getState() != Bundle.ACTIVE) {
            // The framework says why only to those who ask.
            try {
                bundle.start(Bundle.START_TRANSIENT | Bundle.START_ACTIVATION_POLICY);
            } catch (BundleException e) {
                throw failed(gone(jar), bundle, e);
            }
        }
    }

    /** Installs and starts a bundle. One that does not start is installed all the same, and its problem says why. */
    synchronized Bundle install(UploadedBundle jar) throws Problem, IOException {
        Optional<Bundle> same = Arrays.stream(framework.getBundles())
                .filter(b -> jar.name().equals(b.getSymbolicName()) && jar.version().equals(b.getVersion())).findFirst();
        if (same.isPresent()) {
            throw new Problem(409, "already-installed", "This bundle is installed already", jar.name() + " " + jar.version()
                    + " is installed already, as bundle " + same.get().getBundleId() + "; update that one instead")
                    .about("id", String.valueOf(same.get().getBundleId()));
        }
        Bundle bundle = install(jar, "upload:" + jar.name() + ":" + UUID.randomUUID());
        try {
            start(bundle);
        } catch (Problem notStarted) {
            // It is told with the bundle.
        }
        return bundle;
    }

    synchronized void uninstall(Bundle bundle, boolean own) throws Problem {
        try {
            bundle.uninstall();
        } catch (BundleException e) {
            throw BundleProblems.failed("It cannot be uninstalled. ", diagnosis.of(bundle, e));
        }
        refresh(bundle, own);
    }

    private Bundle install(UploadedBundle jar, String location) throws Problem, IOException {
        try (InputStream in = jar.open()) {
            return framework.installBundle(location, in);
        } catch (BundleException e) {
            throw BundleProblems.failed("The framework does not install it: " + e.getMessage() + ".", String.valueOf(e.getMessage()));
        }
    }

    private void attach(Bundle fragment) throws Problem {
        List<BundleRequirement> hosts = fragment.adapt(BundleRevision.class).getDeclaredRequirements(HOST);
        List<Bundle> wanted = Arrays.stream(framework.getBundles()).filter(b -> b.getState() != Bundle.UNINSTALLED)
                .filter(b -> b.adapt(BundleRevision.class).getDeclaredCapabilities(HOST).stream()
                        .anyMatch(host -> hosts.stream().anyMatch(needed -> needed.matches(host))))
                .toList();
        if (fragment.getState() == Bundle.INSTALLED && !wanted.isEmpty()) {
            refreshing.complete(wanted);
        }
        Optional<BundleProblem> problem = diagnosis.of(fragment);
        if (problem.isPresent()) {
            throw BundleProblems.failed("", problem.get());
        }
    }

    private void refresh(Bundle bundle, boolean own) throws Problem {
        if (!refreshing.needed(bundle)) {
            return;
        }
        if (own) {
            refreshing.begin(List.of(bundle));
        } else {
            refreshing.complete(List.of(bundle));
        }
    }

    private Problem failed(String before, Bundle bundle, BundleException failure) {
        failures.remember(bundle, failure);
        return BundleProblems.failed(before, diagnosis.of(bundle, failure));
    }

    private static String gone(UploadedBundle jar) {
        return "Version " + jar.version()
                + " is in place, but does not run; the version before is gone: to go back, update with its file. ";
    }
}
