package announcer.transport.winpipe;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** WinPipeTransportSettings of the named pipe transport. A change applies to pipes that are opened afterwards. */
@ObjectClassDefinition(id = WinPipeTransport.PID, name = "%form", description = "%form.help", localization = "OSGI-INF/l10n/winpipe")
public @interface WinPipeTransportConfig {
    @AttributeDefinition(name = "%pipeName", required = false, description = "%pipeName.help")
    String pipeName() default "";

    @AttributeDefinition(name = "%bufferMillis", min = "0", max = "2000", description = "%bufferMillis.help")
    int bufferMillis() default 0;
}
