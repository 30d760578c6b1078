package announcer.console;

import java.net.URL;

import org.osgi.service.component.annotations.Component;
import org.osgi.service.servlet.context.ServletContextHelper;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardContext;

/** The login page's own corner of the HTTP server, which is open to everybody. It serves no resources. */
@Component(service = ServletContextHelper.class)
@HttpWhiteboardContext(name = LoginContext.NAME, path = LoginPaths.LOGIN)
public class LoginContext extends ServletContextHelper {
    static final String NAME = "announcer.login";

    @Override
    public URL getResource(String name) {
        return null;
    }
}
