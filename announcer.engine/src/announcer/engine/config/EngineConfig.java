package announcer.engine.config;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Settings that all channels share. */
@ObjectClassDefinition(name = "%form", description = "%form.help", localization = "OSGI-INF/l10n/engine")
public @interface EngineConfig {
    /** PID. */
    String PID = "announcer.engine";

    @AttributeDefinition(name = "%maxTextLength", description = "%maxTextLength.help", min = "1", max = "100000")
    int maxTextLength() default 5000;

    @AttributeDefinition(name = "%synthesisThreads", description = "%synthesisThreads.help", min = "1", max = "64")
    int synthesisThreads() default 2;

    @AttributeDefinition(name = "%maxStuckThreads", description = "%maxStuckThreads.help", min = "0", max = "1000")
    int maxStuckThreads() default 16;

    @AttributeDefinition(name = "%deadlineMillis", description = "%deadlineMillis.help", min = "100", max = "600000")
    int deadlineMillis() default 10_000;

    @AttributeDefinition(name = "%deadlineMillisPerCharacter", description = "%deadlineMillisPerCharacter.help", min = "0", max = "10000")
    int deadlineMillisPerCharacter() default 20;

    @AttributeDefinition(name = "%voiceWaitSeconds", description = "%voiceWaitSeconds.help", min = "0", max = "3600")
    int voiceWaitSeconds() default 3;

    @AttributeDefinition(name = "%cacheMemoryMegabytes", description = "%cacheMemoryMegabytes.help", min = "0", max = "4096")
    int cacheMemoryMegabytes() default 32;

    @AttributeDefinition(name = "%cacheDiskMegabytes", description = "%cacheDiskMegabytes.help", min = "0", max = "1048576")
    int cacheDiskMegabytes() default 256;

    @AttributeDefinition(name = "%cacheDays", description = "%cacheDays.help", min = "1", max = "3650")
    int cacheDays() default 30;

    @AttributeDefinition(name = "%keptSoundSeconds", description = "%keptSoundSeconds.help", min = "1", max = "3600")
    int keptSoundSeconds() default 60;

    @AttributeDefinition(name = "%maxOwedSeconds", description = "%maxOwedSeconds.help", min = "1", max = "3600")
    int maxOwedSeconds() default 10;

    @AttributeDefinition(name = "%interruptions", description = "%interruptions.help")
    String[] interruptions() default {"emergency>urgent = cut, repeat", "emergency>routine = cut, repeat",
            "emergency>background = cut, repeat"};

    @AttributeDefinition(name = "%duckDb", description = "%duckDb.help", min = "-40", max = "-3")
    double duckDb() default -15;

    @AttributeDefinition(name = "%idempotencyHours", description = "%idempotencyHours.help", min = "1", max = "720")
    int idempotencyHours() default 24;
}
