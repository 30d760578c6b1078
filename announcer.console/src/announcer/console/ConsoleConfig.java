package announcer.console;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** The settings of the web console. */
@ObjectClassDefinition(name = "%console.name", description = "%console.description", localization = "OSGI-INF/l10n/announcer.console")
@interface ConsoleConfig {
    /** Megabytes. */
    @AttributeDefinition(name = "%maxUploadMegabytes.name", description = "%maxUploadMegabytes.description", min = "1", max = "2000")
    int maxUploadMegabytes() default 100;
}
