package announcer.engine;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Settings that all channels share. */
@ObjectClassDefinition(name = "Announcer: engine", description = "Limits of the queue, of speech synthesis and of pacing, for all channels")
@interface EngineConfig {
    /** PID. */
    String PID = "announcer.engine";

    @AttributeDefinition(name = "Longest text (characters)", description = "Longer announcements are refused", min = "1", max = "100000")
    int maxTextLength() default 5000;

    @AttributeDefinition(name = "Synthesis threads", description = "Sentences whose sound is made at the same time", min = "1", max = "64")
    int synthesisThreads() default 2;

    @AttributeDefinition(name = "Stuck threads, at most", description = "Synthesis threads that a hanging speech engine may hold before no more are made", min = "0", max = "1000")
    int maxStuckThreads() default 16;

    @AttributeDefinition(name = "Synthesis deadline (ms)", description = "How long a speech engine may take for a sentence before the next engine is tried, whatever its length", min = "100", max = "600000")
    int deadlineMillis() default 10_000;

    @AttributeDefinition(name = "Synthesis deadline for each character (ms)", description = "Added to the deadline for every character of the sentence", min = "0", max = "10000")
    int deadlineMillisPerCharacter() default 20;

    @AttributeDefinition(name = "Wait for a voice (s)", description = "How long an announcement waits for its voice when that has just gone, or for any when there is none", min = "0", max = "3600")
    int voiceWaitSeconds() default 3;

    @AttributeDefinition(name = "Phrase cache in memory (MB)", description = "0: none. A minute of speech at 24 kHz takes 2.9 MB", min = "0", max = "4096")
    int cacheMemoryMegabytes() default 32;

    @AttributeDefinition(name = "Phrase cache on disk (MB)", description = "0: none. It outlives a restart", min = "0", max = "1048576")
    int cacheDiskMegabytes() default 256;

    @AttributeDefinition(name = "Phrase cache, oldest (days)", description = "What was made so long ago is forgotten", min = "1", max = "3650")
    int cacheDays() default 30;

    @AttributeDefinition(name = "Sound kept to be spoken again (s)", description = "Of a longer announcement the sound is made again when its reader is lost", min = "1", max = "3600")
    int keptSoundSeconds() default 60;

    @AttributeDefinition(name = "Most sound owed (s)", description = "When the reader is further behind than this, its push is restarted", min = "1", max = "3600")
    int maxOwedSeconds() default 10;
}
