package announcer.tts.mary;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Settings of the speech engine "mary". */
@ObjectClassDefinition(name = "%form", description = "%form.help", localization = "OSGI-INF/l10n/mary")
public @interface MaryTtsConfig {
    @AttributeDefinition(name = "%poolSize", description = "%poolSize.help", min = "1", max = "8")
    int poolSize() default 2;

    @AttributeDefinition(name = "%warmUp", description = "%warmUp.help")
    boolean warmUp() default false;
}
