package announcer.tts.system;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Settings of the speech engine "system". */
@ObjectClassDefinition(name = "Announcer: voices of the operating system", description = "The voices that the operating system has: "
        + "espeak-ng on Linux, say on macOS, SAPI on Windows.")
public @interface SystemConfig {
    @AttributeDefinition(name = "Speech program", description = "Path of the program that speaks: espeak-ng or espeak on Linux, "
            + "say on macOS, powershell.exe on Windows. Default empty: it is looked for in the folders of PATH.", required = false)
    String program() default "";

    @AttributeDefinition(name = "Texts at a time", description = "How many processes speak at the same time; more texts wait, within "
            + "their deadline. A process takes about 10 MB with espeak-ng. 1 to 16, default 2.", min = "1", max = "16")
    int concurrency() default 2;

    @AttributeDefinition(name = "Voices offered", description = "Names of voices (en-us, or system/en-us) or languages (de, en-GB, zh); "
            + "a language stands for all its voices. Default empty: all voices are offered.", required = false)
    String[] voices() default {};
}
