package announcer.web.bundles;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.osgi.framework.Bundle;
import org.osgi.framework.Constants;
import org.osgi.framework.wiring.BundleRequirement;
import org.osgi.framework.wiring.BundleRevision;

/**
 * Finds the requirements that keep a bundle from being resolved. Asks what bundles declare rather than reading the resolver's message, whose form is
 * its own.
 *
 * @param requirement what nothing that can be used offers
 * @param through the bundles on the way to the one that has the requirement, itself last, the bundle that was asked about left out
 */
record UnresolvedRequirements(BundleRequirement requirement, List<String> through) {
    private static final String EFFECTIVE_NOW = "resolve";

    /** Returns what the bundle lacks; empty when each of its requirements is met by itself, which is not yet to say that it can be resolved. */
    static Optional<UnresolvedRequirements> of(Bundle bundle, Bundle[] all) {
        BundleRevision revision = bundle.adapt(BundleRevision.class);
        return revision == null ? Optional.empty() : search(revision, all, new HashSet<>());
    }

    private static Optional<UnresolvedRequirements> search(BundleRevision revision, Bundle[] all, Set<BundleRevision> seen) {
        seen.add(revision);
        for (BundleRequirement requirement : revision.getDeclaredRequirements(null)) {
            if (isMandatory(requirement)) {
                Optional<UnresolvedRequirements> unmet = check(requirement, all, seen);
                if (unmet.isPresent()) {
                    return unmet;
                }
            }
        }
        return Optional.empty();
    }

    private static Optional<UnresolvedRequirements> check(BundleRequirement requirement, Bundle[] all, Set<BundleRevision> seen) {
        Optional<UnresolvedRequirements> deeper = Optional.empty();
        for (BundleRevision candidate : candidates(requirement, all)) {
            // One that is on the way already needs nothing that is not being looked at.
            Optional<UnresolvedRequirements> unmet = candidate.getWiring() != null || seen.contains(candidate)
                    ? Optional.empty()
                    : search(candidate, all, seen);
            if (unmet.isEmpty()) {
                return Optional.empty();
            }
            deeper = deeper.or(() -> unmet.map(u -> u.behind(candidate.getSymbolicName())));
        }
        return deeper.or(() -> Optional.of(new UnresolvedRequirements(requirement, List.of())));
    }

    private static List<BundleRevision> candidates(BundleRequirement requirement, Bundle[] all) {
        List<BundleRevision> candidates = new ArrayList<>();
        for (Bundle bundle : all) {
            BundleRevision revision = bundle.adapt(BundleRevision.class);
            if (revision != null && revision.getDeclaredCapabilities(requirement.getNamespace()).stream().anyMatch(requirement::matches)) {
                candidates.add(revision);
            }
        }
        return candidates;
    }

    private static boolean isMandatory(BundleRequirement requirement) {
        String resolution = requirement.getDirectives().getOrDefault(Constants.RESOLUTION_DIRECTIVE, Constants.RESOLUTION_MANDATORY);
        String effective = requirement.getDirectives().getOrDefault(Constants.EFFECTIVE_DIRECTIVE, EFFECTIVE_NOW);
        return resolution.equals(Constants.RESOLUTION_MANDATORY) && effective.equals(EFFECTIVE_NOW);
    }

    private UnresolvedRequirements behind(String bundle) {
        List<String> longer = new ArrayList<>();
        longer.add(bundle);
        longer.addAll(through);
        return new UnresolvedRequirements(requirement, longer);
    }

    /** Returns a sentence without its end. */
    String words(String system, int javaVersion) {
        String filter = requirement.getDirectives().getOrDefault(Constants.FILTER_DIRECTIVE, "");
        String missing = RequirementText.missing(requirement.getNamespace(), filter, system, javaVersion);
        return through.isEmpty()
                ? missing
                : "it needs the bundle " + String.join(", which needs ", through) + ", and of that one: " + missing;
    }
}
