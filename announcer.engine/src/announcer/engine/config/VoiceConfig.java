package announcer.engine.config;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** How one voice speaks, on all channels. */
@ObjectClassDefinition(name = "%form", description = "%form.help", localization = "OSGI-INF/l10n/voice")
public @interface VoiceConfig {
    /** Factory PID. */
    String PID = "announcer.voice";

    @AttributeDefinition(name = "%voice", description = "%voice.help")
    String voice();

    @AttributeDefinition(name = "%rate", description = "%rate.help", min = "0.25", max = "4")
    double rate() default 1;

    @AttributeDefinition(name = "%pitch", description = "%pitch.help", min = "0.5", max = "2")
    double pitch() default 1;

    @AttributeDefinition(name = "%volume", description = "%volume.help", min = "0", max = "4")
    double volume() default 1;
}
