package announcer.web.live;

import java.util.List;
import java.util.Optional;

import announcer.api.EngineStatus;
import announcer.web.bundles.BundleView;

/**
 * The engines and bundles of the product. To list them takes a while: engines may load their voices first.
 *
 * @param engines all engines, best first
 * @param bundles all bundles; empty while no administrator is watching
 */
public record Inventory(List<EngineStatus> engines, Optional<List<BundleView>> bundles) {
    public Inventory {
        engines = List.copyOf(engines);
        bundles = bundles.map(List::copyOf);
    }
}
