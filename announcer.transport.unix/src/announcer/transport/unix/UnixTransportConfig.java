package announcer.transport.unix;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** UnixTransportSettings of the Unix socket transport. A change applies to pipes that are opened afterwards. */
@ObjectClassDefinition(id = UnixTransport.PID, name = "%form", description = "%form.help", localization = "OSGI-INF/l10n/unix")
public @interface UnixTransportConfig {
    @AttributeDefinition(name = "%socketPath", required = false, description = "%socketPath.help")
    String socketPath() default "";

    @AttributeDefinition(name = "%mode", description = "%mode.help")
    String mode() default "0600";

    @AttributeDefinition(name = "%group", required = false, description = "%group.help")
    String group() default "";

    @AttributeDefinition(name = "%allowedUids", required = false, description = "%allowedUids.help")
    String allowedUids() default "";

    @AttributeDefinition(name = "%bufferMillis", min = "0", max = "2000", description = "%bufferMillis.help")
    int bufferMillis() default 0;
}
