package announcer.tts.freetts;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Settings of the speech engine "freetts". */
@ObjectClassDefinition(name = "Announcer: FreeTTS voices", description = "The built-in American English voices freetts/kevin16 and freetts/kevin.")
public @interface FreeTtsConfig {
    @AttributeDefinition(name = "Instances of each voice", description = "How many announcements one voice can speak at the same time; more wait in line. "
            + "An instance is made when it is first needed and takes about 6 MB. 1 to 16, default 2.", min = "1", max = "16")
    int poolSize() default 2;

    @AttributeDefinition(name = "Warm up at start", description = "Load the voice kevin16 in the background when the engine starts, "
            + "so that the first announcement need not wait for it (0.4 to 1.5 seconds). Default yes.")
    boolean warmUp() default true;
}
