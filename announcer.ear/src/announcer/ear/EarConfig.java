package announcer.ear;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Which channels are heard. */
@ObjectClassDefinition(localization = "OSGI-INF/l10n/ear", name = "%ear", description = "%ear.help")
@interface EarConfig {
    /** In place of ids: every channel. */
    String ALL = "*";

    @AttributeDefinition(name = "%channels", description = "%channels.help", cardinality = 1000, required = false)
    String[] channels() default {};

    @AttributeDefinition(name = "%delayMillis", description = "%delayMillis.help", min = "100", max = "3000")
    int delayMillis() default 1500;
}
