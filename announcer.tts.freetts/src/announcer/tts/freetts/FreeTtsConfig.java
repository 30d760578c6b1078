package announcer.tts.freetts;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Settings of the speech engine "freetts". */
@ObjectClassDefinition(name = "%form", description = "%form.help", localization = "OSGI-INF/l10n/freetts")
public @interface FreeTtsConfig {
    @AttributeDefinition(name = "%poolSize", description = "%poolSize.help", min = "1", max = "16")
    int poolSize() default 2;

    @AttributeDefinition(name = "%warmUp", description = "%warmUp.help")
    boolean warmUp() default true;
}
