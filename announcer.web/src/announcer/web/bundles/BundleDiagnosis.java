package announcer.web.bundles;

import java.util.Locale;
import java.util.Optional;

import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.namespace.HostNamespace;
import org.osgi.framework.startlevel.BundleStartLevel;
import org.osgi.framework.startlevel.FrameworkStartLevel;
import org.osgi.framework.wiring.BundleRevision;
import org.osgi.framework.wiring.BundleWiring;

/** Finds the reason why a bundle does not run though it should, or runs and does nothing. */
final class BundleDiagnosis {
    private final BundleContext context;
    private final StartFailures failures;
    private final ComponentDiagnosis components;
    private final String system;
    private final int javaVersion = Runtime.version().feature();

    BundleDiagnosis(BundleContext context, StartFailures failures) {
        this.context = context;
        this.failures = failures;
        this.components = new ComponentDiagnosis(context);
        this.system = system(System.getProperty("os.name"));
    }

    /** Returns the problem of a bundle; empty for one that works, and for one that is meant to be stopped. */
    Optional<BundleProblem> of(Bundle bundle) {
        if (bundle.getState() == Bundle.ACTIVE) {
            return components.of(bundle);
        }
        if (isFragment(bundle)) {
            return bundle.getState() == Bundle.INSTALLED ? Optional.of(detached(bundle)) : Optional.empty();
        }
        BundleStartLevel level = bundle.adapt(BundleStartLevel.class);
        boolean down = bundle.getState() == Bundle.INSTALLED || bundle.getState() == Bundle.RESOLVED;
        if (level == null || !down || !level.isPersistentlyStarted()) {
            return Optional.empty();
        }
        if (level.getStartLevel() > reached()) {
            // Not a fault: whoever runs the framework has stopped short of its level (the shell's, when there is no terminal).
            return Optional.empty();
        }
        Optional<BundleException> failure = failures.of(bundle);
        return Optional.of(failure.map(f -> of(bundle, f)).or(() -> unresolved(bundle, ""))
                .orElseGet(() -> BundleProblem.of("It has not started, and why was not heard: start it to hear it.")));
    }

    /** Returns why a bundle waits without a fault: the framework has not reached its start level. */
    Optional<String> waits(Bundle bundle) {
        BundleStartLevel level = bundle.adapt(BundleStartLevel.class);
        boolean waits = level != null && level.isPersistentlyStarted() && level.getStartLevel() > reached();
        return waits
                ? Optional.of("It starts at level " + level.getStartLevel() + ", and the framework is at level " + reached()
                        + ": it starts when that is raised.")
                : Optional.empty();
    }

    private int reached() {
        return context.getBundle(0).adapt(FrameworkStartLevel.class).getStartLevel();
    }

    /** Returns the problem that made an attempt fail. */
    BundleProblem of(Bundle bundle, BundleException failure) {
        String raw = String.valueOf(failure.getMessage());
        return switch (failure.getType()) {
            case BundleException.ACTIVATOR_ERROR -> new BundleProblem("Its activator failed: " + cause(failure) + ".", raw);
            case BundleException.MANIFEST_ERROR -> new BundleProblem("Its manifest is not valid: " + raw + ".", raw);
            case BundleException.READ_ERROR -> new BundleProblem("Its file cannot be read: " + raw + ".", raw);
            case BundleException.NATIVECODE_ERROR -> new BundleProblem("It has native code, and none of it for " + system + ".", raw);
            case BundleException.DUPLICATE_BUNDLE_ERROR -> new BundleProblem("A bundle of this name and version is there already.", raw);
            case BundleException.REJECTED_BY_HOOK -> new BundleProblem("Another bundle forbids it: " + raw + ".", raw);
            case BundleException.STATECHANGE_ERROR ->
                new BundleProblem("It is being started or stopped by another just now: try again in some seconds.", raw);
            default -> unresolved(bundle, raw).orElseGet(() -> conflict(raw));
        };
    }

    private Optional<BundleProblem> unresolved(Bundle bundle, String raw) {
        return bundle.getState() == Bundle.INSTALLED
                ? UnresolvedRequirements.of(bundle, context.getBundles())
                        .map(unmet -> new BundleProblem(sentence(unmet.words(system, javaVersion)), raw))
                : Optional.empty();
    }

    private BundleProblem detached(Bundle fragment) {
        return unresolved(fragment, "").orElseGet(() -> BundleProblem
                .of("It is a part of another bundle and is not attached to it yet: start it here, and that one is started anew with it."));
    }

    private static BundleProblem conflict(String raw) {
        String lower = raw.toLowerCase(Locale.ROOT);
        if (lower.contains("singleton")) {
            return new BundleProblem("Another version of it is in use, and only one may be: update that one instead, or uninstall it.",
                    raw);
        }
        if (lower.contains("uses constraint")) {
            return new BundleProblem("Two bundles that it needs bring the same packages in different versions, and it cannot use both; "
                    + "the detail names them.", raw);
        }
        return new BundleProblem("The framework refuses it: " + raw + ".", raw);
    }

    private static String cause(BundleException failure) {
        Throwable cause = failure.getCause() == null ? failure : failure.getCause();
        return cause.getMessage() == null ? cause.getClass().getName() : cause.getClass().getName() + ": " + cause.getMessage();
    }

    private static String sentence(String words) {
        return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1) + ".";
    }

    /** Returns the symbolic name of the bundle that a fragment is attached to; empty when it is none, or is not attached. */
    Optional<String> host(Bundle bundle) {
        BundleWiring wiring = isFragment(bundle) ? bundle.adapt(BundleWiring.class) : null;
        return wiring == null
                ? Optional.empty()
                : wiring.getRequiredWires(HostNamespace.HOST_NAMESPACE).stream().findFirst()
                        .map(wire -> wire.getProvider().getSymbolicName());
    }

    static boolean isFragment(Bundle bundle) {
        BundleRevision revision = bundle.adapt(BundleRevision.class);
        return revision != null && (revision.getTypes() & BundleRevision.TYPE_FRAGMENT) != 0;
    }

    private static String system(String name) {
        return name.startsWith("Mac") ? "macOS" : name.startsWith("Windows") ? "Windows" : name;
    }
}
