package announcer.transport.tcp;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** TcpTransportSettings of the loopback TCP transport. A change applies to pipes that are opened afterwards. */
@ObjectClassDefinition(id = TcpTransport.PID, name = "%form", description = "%form.help", localization = "OSGI-INF/l10n/tcp")
public @interface TcpTransportConfig {
    @AttributeDefinition(name = "%ports", description = "%ports.help")
    String ports() default "0";

    @AttributeDefinition(name = "%bufferMillis", min = "0", max = "2000", description = "%bufferMillis.help")
    int bufferMillis() default 0;
}
