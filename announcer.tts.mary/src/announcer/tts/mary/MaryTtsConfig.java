package announcer.tts.mary;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Settings of the speech engine "mary". */
@ObjectClassDefinition(name = "Announcer: MaryTTS voices", description = "The American English voice mary/cmu-slt-hsmm, and what further MaryTTS voices are installed.")
public @interface MaryTtsConfig {
    @AttributeDefinition(name = "Texts at the same time", description = "How many texts are spoken at the same time, by all voices together; "
            + "more wait in line. Each takes about 10 MB while it is spoken. 1 to 8, default 2.", min = "1", max = "8")
    int poolSize() default 2;

    @AttributeDefinition(name = "Warm up at start", description = "Load MaryTTS in the background when the engine starts, "
            + "so that the first announcement need not wait for it (2 to 7 seconds, 60 MB). Default no: it is loaded when it is first asked to speak.")
    boolean warmUp() default false;
}
