package announcer.pages;

import java.net.URL;

import org.osgi.service.component.annotations.Component;
import org.osgi.service.servlet.context.ServletContextHelper;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardContext;

/** The top of the HTTP server, which is open to everybody: the pages hold nothing, and the API asks who is there. It serves no resources. */
@Component(service = ServletContextHelper.class)
@HttpWhiteboardContext(name = PagesContext.NAME, path = "/")
public class PagesContext extends ServletContextHelper {
    static final String NAME = "announcer.pages";

    @Override
    public URL getResource(String name) {
        return null;
    }
}
