package announcer.engine;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** How one voice speaks, on all channels. */
@ObjectClassDefinition(name = "Announcer: voice", description = "How one voice speaks, on every channel. The factors are multiplied with those of the channel and of the announcement; 1 is the voice's own")
@interface VoiceConfig {
    /** Factory PID. */
    String PID = "announcer.voice";

    @AttributeDefinition(name = "Voice", description = "engine/name, for instance freetts/kevin16")
    String voice();

    @AttributeDefinition(name = "Rate (factor)", description = "2 is twice as fast; 0.25 to 4", min = "0.25", max = "4")
    double rate() default 1;

    @AttributeDefinition(name = "Pitch (factor)", description = "2 is an octave higher; 0.5 to 2", min = "0.5", max = "2")
    double pitch() default 1;

    @AttributeDefinition(name = "Volume (factor)", description = "2 is 6 dB louder; 0 to 4", min = "0", max = "4")
    double volume() default 1;
}
