package announcer.web.bundles;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.wiring.BundleWire;
import org.osgi.framework.wiring.BundleWiring;
import org.osgi.framework.wiring.FrameworkWiring;

/** The set of bundles that an action on one of them affects. */
final class ImpactScope {
    private static final Set<String> RUNNING = Set.of("osgi.extender", "osgi.implementation");

    private final BundleContext context;

    ImpactScope(BundleContext context) {
        this.context = context;
    }

    /** Returns the bundles that are wired to a bundle, directly or through others, by id. */
    List<Bundle> dependents(Bundle bundle) {
        Collection<Bundle> closure = context.getBundle(0).adapt(FrameworkWiring.class).getDependencyClosure(List.of(bundle));
        return closure.stream().filter(b -> b.getBundleId() != bundle.getBundleId() && b.getBundleId() != 0)
                .sorted(Comparator.comparingLong(Bundle::getBundleId)).toList();
    }

    /**
     * Returns a bundle and all whose work ends with it. An update or an uninstallation makes all dependents anew, which stops them. A stop leaves the
     * wires: it reaches those only that it extends, or whose standard it implements, such as the servlets of an HTTP server.
     */
    List<Bundle> stoppedBy(BundleAction action, Bundle bundle) {
        if (action != BundleAction.STOP) {
            List<Bundle> all = new ArrayList<>();
            all.add(bundle);
            all.addAll(dependents(bundle));
            return all;
        }
        Set<Bundle> reached = new LinkedHashSet<>();
        Deque<Bundle> open = new ArrayDeque<>(List.of(bundle));
        while (!open.isEmpty()) {
            Bundle next = open.poll();
            if (reached.add(next)) {
                BundleWiring wiring = next.adapt(BundleWiring.class);
                if (wiring != null) {
                    wiring.getProvidedWires(null).stream().filter(wire -> RUNNING.contains(wire.getCapability().getNamespace()))
                            .map(BundleWire::getRequirer).map(requirer -> requirer.getBundle()).forEach(open::add);
                }
            }
        }
        return List.copyOf(reached);
    }
}
