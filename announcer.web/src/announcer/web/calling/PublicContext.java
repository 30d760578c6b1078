package announcer.web.calling;

import java.net.URL;

import org.osgi.service.component.annotations.Component;
import org.osgi.service.servlet.context.ServletContextHelper;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardContext;

/** The servlet context of what is for everybody: boards and visitors' tickets. It serves no resources. */
@Component(service = ServletContextHelper.class)
@HttpWhiteboardContext(name = PublicContext.NAME, path = "/public")
public class PublicContext extends ServletContextHelper {
    static final String NAME = "announcer.public";

    @Override
    public URL getResource(String name) {
        return null;
    }
}
