package announcer.web;

import java.net.URL;

import org.osgi.service.component.annotations.Component;
import org.osgi.service.servlet.context.ServletContextHelper;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardContext;

/** The servlet context of the API, apart from the web console's. It serves no resources. */
@Component(service = ServletContextHelper.class)
@HttpWhiteboardContext(name = ApiContext.NAME, path = "/api")
public class ApiContext extends ServletContextHelper {
    static final String NAME = "announcer.api";

    @Override
    public URL getResource(String name) {
        return null;
    }
}
