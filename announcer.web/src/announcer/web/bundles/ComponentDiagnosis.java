package announcer.web.bundles;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.service.component.runtime.dto.ComponentConfigurationDTO;
import org.osgi.service.component.runtime.dto.ComponentDescriptionDTO;
import org.osgi.service.component.runtime.dto.ReferenceDTO;
import org.osgi.service.component.runtime.dto.UnsatisfiedReferenceDTO;

/**
 * Finds the reason why a running bundle does nothing: a component failed, or all of its components wait for services. A component that waits
 * for its configuration is no reason: most of those are made once for each channel or user, and there may be none.
 */
final class ComponentDiagnosis {
    private static final int MOST_DETAIL = 4000;
    private static final String CAUSED_BY = "Caused by: ";

    private final BundleContext context;

    /** @param context any bundle's that runs for as long as this is asked */
    ComponentDiagnosis(BundleContext context) {
        this.context = context;
    }

    /** Returns the problem of one of its components; empty also when there is no Service Component Runtime to ask. */
    Optional<BundleProblem> of(Bundle bundle) {
        ServiceReference<ServiceComponentRuntime> ref = context.getServiceReference(ServiceComponentRuntime.class);
        ServiceComponentRuntime runtime = ref == null ? null : context.getService(ref);
        if (runtime == null) {
            return Optional.empty();
        }
        try {
            return of(runtime.getComponentDescriptionDTOs(bundle).stream().filter(runtime::isComponentEnabled)
                    .flatMap(c -> runtime.getComponentConfigurationDTOs(c).stream()).toList());
        } finally {
            context.ungetService(ref);
        }
    }

    /** Takes a failure first: others of the bundle may wait for that one. A component that waits while another works is optional. */
    private static Optional<BundleProblem> of(List<ComponentConfigurationDTO> all) {
        Optional<BundleProblem> failed = in(all, ComponentConfigurationDTO.FAILED_ACTIVATION).map(ComponentDiagnosis::failed);
        boolean works = in(all, ComponentConfigurationDTO.ACTIVE).or(() -> in(all, ComponentConfigurationDTO.SATISFIED)).isPresent();
        return failed.isPresent() || works
                ? failed
                : in(all, ComponentConfigurationDTO.UNSATISFIED_REFERENCE).map(ComponentDiagnosis::waits);
    }

    private static Optional<ComponentConfigurationDTO> in(List<ComponentConfigurationDTO> all, int state) {
        return all.stream().filter(c -> c.state == state).findFirst();
    }

    private static BundleProblem failed(ComponentConfigurationDTO component) {
        String stack = component.failure == null ? "" : component.failure.strip();
        // What is outermost is how it was called; what is innermost is what went wrong.
        String why = stack.lines().map(String::strip).filter(line -> line.startsWith(CAUSED_BY)).reduce((first, second) -> second)
                .map(line -> line.substring(CAUSED_BY.length())).or(() -> stack.lines().findFirst()).map(line -> ": " + line).orElse("");
        return new BundleProblem("Its component " + component.description.name + " failed to start" + why + ".",
                stack.length() > MOST_DETAIL ? stack.substring(0, MOST_DETAIL) : stack);
    }

    private static BundleProblem waits(ComponentConfigurationDTO component) {
        UnsatisfiedReferenceDTO[] unmet = component.unsatisfiedReferences;
        if (unmet == null || unmet.length == 0) {
            return BundleProblem.of("Its component " + component.description.name + " waits for a service.");
        }
        UnsatisfiedReferenceDTO first = unmet[0];
        String more = unmet.length == 1 ? "" : " (and for " + (unmet.length - 1) + " more)";
        String filter = first.target == null || first.target.isEmpty() ? "" : " with " + first.target;
        return BundleProblem
                .of("Its component " + component.description.name + " waits for a service " + type(component.description, first.name)
                        + filter + more + ", which is not offered to it now: start, install or configure the bundle that does.");
    }

    /** Returns the type of service that a reference asks for. */
    private static String type(ComponentDescriptionDTO component, String reference) {
        ReferenceDTO[] all = component.references == null ? new ReferenceDTO[0] : component.references;
        return Arrays.stream(all).filter(r -> r.name.equals(reference)).map(r -> r.interfaceName).findFirst().orElse(reference);
    }
}
