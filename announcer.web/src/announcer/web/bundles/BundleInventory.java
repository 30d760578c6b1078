package announcer.web.bundles;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.startlevel.BundleStartLevel;

import announcer.web.http.Problem;

/** The installed bundles and their state. Safe for use by any thread. */
final class BundleInventory {
    private static final String OURS = "announcer.";
    private static final String LANGUAGE = "en";

    private final BundleContext framework;
    private final BundleDiagnosis diagnosis;
    private final InactiveForPlatform inactive;

    BundleInventory(BundleContext framework, BundleDiagnosis diagnosis, InactiveForPlatform inactive) {
        this.framework = framework;
        this.diagnosis = diagnosis;
        this.inactive = inactive;
    }

    /** Returns all bundles, by number. */
    List<BundleView> list() {
        return Arrays.stream(framework.getBundles()).sorted(Comparator.comparingLong(Bundle::getBundleId)).map(this::view).toList();
    }

    /** @param id its number or its symbolic name; of several versions the newest is meant */
    Bundle find(String id) throws Problem {
        boolean number = id.matches("[0-9]{1,18}");
        Optional<Bundle> found = number
                ? Optional.ofNullable(framework.getBundle(Long.parseLong(id)))
                : Arrays.stream(framework.getBundles()).filter(b -> id.equals(b.getSymbolicName()))
                        .max(Comparator.comparing(Bundle::getVersion));
        return found.orElseThrow(() -> BundleProblems.unknown(id));
    }

    BundleView view(Bundle bundle) {
        String name = name(bundle);
        // One that has been uninstalled meanwhile has no level.
        BundleStartLevel level = bundle.adapt(BundleStartLevel.class);
        Optional<String> rests = (bundle.getState() == Bundle.INSTALLED ? inactive.of(name) : Optional.<String>empty())
                .or(() -> diagnosis.waits(bundle));
        Optional<BundleProblem> problem = rests.map(BundleProblem::of).or(() -> diagnosis.of(bundle));
        String title = bundle.getHeaders(LANGUAGE).get(Constants.BUNDLE_NAME);
        return new BundleView(bundle.getBundleId(), name, bundle.getVersion().toString(), title == null ? name : title, state(bundle),
                problem.map(BundleProblem::words), problem.map(BundleProblem::detail).filter(detail -> !detail.isEmpty()),
                level == null ? 0 : level.getStartLevel(), name.startsWith(OURS), rests.isPresent(),
                diagnosis.host(bundle));
    }

    /** Returns a bundle's name in the audit trail. */
    static String label(Bundle bundle) {
        return name(bundle) + " " + bundle.getVersion() + " (" + bundle.getBundleId() + ")";
    }

    /** Returns the symbolic name, or the location of a bundle of the old kind without one. */
    static String name(Bundle bundle) {
        return bundle.getSymbolicName() == null ? bundle.getLocation() : bundle.getSymbolicName();
    }

    private static String state(Bundle bundle) {
        return switch (bundle.getState()) {
            case Bundle.INSTALLED -> "INSTALLED";
            case Bundle.RESOLVED -> "RESOLVED";
            case Bundle.STARTING -> "STARTING";
            case Bundle.STOPPING -> "STOPPING";
            case Bundle.ACTIVE -> "ACTIVE";
            default -> "UNINSTALLED";
        };
    }
}
