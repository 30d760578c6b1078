package announcer.monitor.http;

import java.net.URL;

import org.osgi.service.component.annotations.Component;
import org.osgi.service.servlet.context.ServletContextHelper;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardContext;

/** Where metrics and health are, apart from API and console. It serves no resources. */
@Component(service = ServletContextHelper.class)
@HttpWhiteboardContext(name = MonitorContext.NAME, path = "/")
public class MonitorContext extends ServletContextHelper {
    public static final String NAME = "announcer.monitor";

    @Override
    public URL getResource(String name) {
        return null;
    }
}
