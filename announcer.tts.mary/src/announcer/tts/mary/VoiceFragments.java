package announcer.tts.mary;

import java.util.List;

import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.BundleListener;
import org.osgi.framework.Constants;
import org.osgi.framework.wiring.FrameworkWiring;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has the framework attach voices as they come and go. A fragment is attached when its host is resolved, which this bundle was long ago:
 * it is refreshed, which stops it, and starts it again with its voices.
 */
@Component(immediate = true, service = {})
public final class VoiceFragments implements BundleListener {
    private static final int OF_INTEREST = BundleEvent.INSTALLED | BundleEvent.UPDATED | BundleEvent.UNINSTALLED;
    private static final Logger LOG = LoggerFactory.getLogger(VoiceFragments.class);

    private final BundleContext context;

    /** Called by Declarative Services. */
    @Activate
    public VoiceFragments(BundleContext context) {
        this.context = context;
        context.addBundleListener(this);
    }

    @Deactivate
    void deactivate() {
        context.removeBundleListener(this);
    }

    @Override
    public void bundleChanged(BundleEvent event) {
        if ((event.getType() & OF_INTEREST) != 0 && isOurs(event.getBundle())) {
            LOG.info("{} was {}: the speech engine mary is restarted with the voices that are there now", event.getBundle(),
                    event.getType() == BundleEvent.UNINSTALLED ? "taken away" : "added");
            context.getBundle(Constants.SYSTEM_BUNDLE_LOCATION).adapt(FrameworkWiring.class).refreshBundles(List.of(context.getBundle()));
        }
    }

    private boolean isOurs(Bundle bundle) {
        String host = bundle.getHeaders().get(Constants.FRAGMENT_HOST);
        return host != null && host.replaceAll(";.*", "").trim().equals(context.getBundle().getSymbolicName());
    }
}
