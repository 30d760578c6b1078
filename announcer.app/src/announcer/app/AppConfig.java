package announcer.app;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Settings of the product as a whole. */
@ObjectClassDefinition(name = "%form", description = "%form.help", localization = "OSGI-INF/l10n/app")
@interface AppConfig {
    /** Spoken once at every start. */
    @AttributeDefinition(name = "%welcomeText", required = false, description = "%welcomeText.help")
    String welcomeText() default "Announcer is on the air.";
}
