package announcer.engine.config;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Some channels under one name. */
@ObjectClassDefinition(name = "%form", description = "%form.help", localization = "OSGI-INF/l10n/zone")
public @interface ZoneConfig {
    /** Factory PID. */
    String PID = "announcer.zone";

    @AttributeDefinition(name = "%id", description = "%id.help")
    String id();

    @AttributeDefinition(name = "%title", description = "%title.help", required = false)
    String title() default "";

    @AttributeDefinition(name = "%channels", description = "%channels.help")
    String[] channels();
}
