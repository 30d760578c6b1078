package announcer.engine.config;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.osgi.service.metatype.annotations.Option;

/** Settings of one channel. */
@ObjectClassDefinition(name = "%form", description = "%form.help", localization = "OSGI-INF/l10n/channel")
public @interface ChannelConfig {
    /** Factory PID. */
    String PID = "announcer.channel";

    @AttributeDefinition(name = "%id", description = "%id.help")
    String id();

    @AttributeDefinition(name = "%sampleRateHz", description = "%sampleRateHz.help", min = "8000", max = "48000")
    int sampleRateHz() default 24_000;

    @AttributeDefinition(name = "%channels", description = "%channels.help", min = "1", max = "2")
    int channels() default 1;

    @AttributeDefinition(name = "%voice", description = "%voice.help", required = false)
    String voice() default "";

    @AttributeDefinition(name = "%fallbackVoices", description = "%fallbackVoices.help", required = false)
    String[] fallbackVoices() default {};

    @AttributeDefinition(name = "%rate", description = "%rate.help", min = "0.25", max = "4")
    double rate() default 1;

    @AttributeDefinition(name = "%pitch", description = "%pitch.help", min = "0.5", max = "2")
    double pitch() default 1;

    @AttributeDefinition(name = "%volume", description = "%volume.help", min = "0", max = "4")
    double volume() default 1;

    @AttributeDefinition(name = "%loudnessLufs", description = "%loudnessLufs.help", min = "-60", max = "-5")
    double loudnessLufs() default -23;

    @AttributeDefinition(name = "%truePeakDbtp", description = "%truePeakDbtp.help", min = "-20", max = "0")
    double truePeakDbtp() default -1;

    @AttributeDefinition(name = "%phrases", description = "%phrases.help", required = false)
    String[] phrases() default {};

    @AttributeDefinition(name = "%transport", description = "%transport.help", required = false)
    String transport() default "auto";

    @AttributeDefinition(name = "%pusher", description = "%pusher.help", required = false)
    String pusher() default "auto";

    @AttributeDefinition(name = "%destination", description = "%destination.help", required = false)
    String destination() default "";

    @AttributeDefinition(name = "%codec", description = "%codec.help", required = false, options = {
            @Option(label = "%codec.none", value = ""), @Option(label = "%codec.AAC", value = "AAC"),
            @Option(label = "%codec.OPUS", value = "OPUS"), @Option(label = "%codec.PCMA", value = "PCMA"),
            @Option(label = "%codec.PCMU", value = "PCMU"), @Option(label = "%codec.L16", value = "L16"),
            @Option(label = "%codec.MP2", value = "MP2")})
    String codec() default "";

    @AttributeDefinition(name = "%bitrateKbps", description = "%bitrateKbps.help", min = "0", max = "1000")
    int bitrateKbps() default 0;

    @AttributeDefinition(name = "%leadInMillis", description = "%leadInMillis.help", min = "0", max = "10000")
    int leadInMillis() default 0;

    @AttributeDefinition(name = "%gapMillis", description = "%gapMillis.help", min = "0", max = "60000")
    int gapMillis() default 300;

    @AttributeDefinition(name = "%timeToLiveSeconds", description = "%timeToLiveSeconds.help", min = "1", max = "86400")
    int timeToLiveSeconds() default 600;

    @AttributeDefinition(name = "%queueCapacity", description = "%queueCapacity.help", min = "1", max = "100000")
    int queueCapacity() default 1000;

    @AttributeDefinition(name = "%afterRestart", description = "%afterRestart.help", options = {
            @Option(label = "%afterRestart.REPEAT", value = "REPEAT"), @Option(label = "%afterRestart.DROP", value = "DROP")})
    String afterRestart() default "REPEAT";

    @AttributeDefinition(name = "%paused", description = "%paused.help")
    boolean paused() default false;

    @AttributeDefinition(name = "%chimeBefore", description = "%chimeBefore.help", required = false)
    String chimeBefore() default "none";

    @AttributeDefinition(name = "%chimeAfter", description = "%chimeAfter.help", required = false)
    String chimeAfter() default "none";

    @AttributeDefinition(name = "%chimeBeforeByPriority", description = "%chimeBeforeByPriority.help", required = false)
    String[] chimeBeforeByPriority() default {};

    @AttributeDefinition(name = "%chimeAfterByPriority", description = "%chimeAfterByPriority.help", required = false)
    String[] chimeAfterByPriority() default {};

    @AttributeDefinition(name = "%chimePauseMillis", description = "%chimePauseMillis.help", min = "0", max = "10000")
    int chimePauseMillis() default 0;

    @AttributeDefinition(name = "%background", description = "%background.help", required = false)
    String background() default "";

    @AttributeDefinition(name = "%backgroundGainDb", description = "%backgroundGainDb.help", min = "-60", max = "20")
    double backgroundGainDb() default -12;

    @AttributeDefinition(name = "%backgroundDuckDb", description = "%backgroundDuckDb.help", min = "-60", max = "0")
    double backgroundDuckDb() default -15;
}
