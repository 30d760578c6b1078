package announcer.monitor.http;

import java.net.URL;

import org.osgi.service.component.annotations.Component;
import org.osgi.service.servlet.context.ServletContextHelper;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardContext;

/** The servlet context of metrics and health, apart from API and console. It serves no resources. */
@Component(service = ServletContextHelper.class)
@HttpWhiteboardContext(name = MonitorContext.NAME, path = "/")
public class MonitorContext extends ServletContextHelper {
    /** Its name. */
    public static final String NAME = "announcer.monitor";

    @Override
    public URL getResource(String name) {
        return null;
    }
}
