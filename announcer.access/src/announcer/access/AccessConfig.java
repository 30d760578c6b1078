package announcer.access;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** The duration of sessions, and the names by which the server is addressed. */
@ObjectClassDefinition(name = "%access.name", description = "%access.description", localization = "OSGI-INF/l10n/announcer.access")
@interface AccessConfig {
    /** Minutes. */
    @AttributeDefinition(name = "%sessionIdleMinutes.name", description = "%sessionIdleMinutes.description", min = "1", max = "1440")
    int sessionIdleMinutes() default 30;

    /** Hours. */
    @AttributeDefinition(name = "%sessionHours.name", description = "%sessionHours.description", min = "1", max = "168")
    int sessionHours() default 12;

    /** Separated by commas. */
    @AttributeDefinition(name = "%hosts.name", description = "%hosts.description", required = false)
    String hosts() default "";
}
