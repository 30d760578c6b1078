package announcer.console.branding;

import org.apache.felix.webconsole.spi.BrandingPlugin;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/**
 * What the console's pages are called, with which picture, and where that leads, in place of Felix's own: whoever uses Announcer sees one product.
 * Paths begin behind the console's own.
 */
@Component
public final class ConsoleBranding implements BrandingPlugin {
    private static final String NAME = "Announcer";
    /** The operator's page. The console leaves an address as it is. */
    private static final String HOME = "/";
    /** A file of the tab's, behind the console's login. */
    private static final String PICTURE = "/announcer/tab/icon.svg";

    /** Called by Declarative Services. */
    @Activate
    public ConsoleBranding() {
        super();
    }

    /** In each page's title, before the page's own. */
    @Override
    public String getBrandName() {
        return NAME + " console";
    }

    @Override
    public String getProductName() {
        return NAME;
    }

    @Override
    public String getProductURL() {
        return HOME;
    }

    @Override
    public String getProductImage() {
        return PICTURE;
    }

    @Override
    public String getVendorName() {
        return NAME;
    }

    @Override
    public String getVendorURL() {
        return HOME;
    }

    @Override
    public String getVendorImage() {
        return PICTURE;
    }

    @Override
    public String getFavIcon() {
        return PICTURE;
    }

    /** The console's own. */
    @Override
    public String getMainStyleSheet() {
        return "/res/ui/webconsole.css";
    }
}
