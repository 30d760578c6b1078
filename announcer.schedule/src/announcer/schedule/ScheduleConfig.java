package announcer.schedule;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.osgi.service.metatype.annotations.Option;

import announcer.api.Request;
import announcer.api.schedule.Schedules;

/** One schedule. */
@ObjectClassDefinition(localization = "OSGI-INF/l10n/schedule", name = "%schedule", description = "%schedule.help")
@interface ScheduleConfig {
    /** PID of the factory. */
    String PID = Schedules.PID;

    @AttributeDefinition(name = "%id", description = "%id.help")
    String id();

    @AttributeDefinition(name = "%enabled", description = "%enabled.help")
    boolean enabled() default true;

    @AttributeDefinition(name = "%cron", description = "%cron.help", required = false)
    String cron() default "";

    @AttributeDefinition(name = "%at", description = "%at.help", required = false)
    String at() default "";

    @AttributeDefinition(name = "%timeZone", description = "%timeZone.help", required = false)
    String timeZone() default "";

    @AttributeDefinition(name = "%exceptions", description = "%exceptions.help", cardinality = 1000, required = false)
    String[] exceptions() default {};

    @AttributeDefinition(name = "%missed", description = "%missed.help", options = {@Option(label = "%missed.SKIP", value = "SKIP"),
            @Option(label = "%missed.RUN_ONCE", value = "RUN_ONCE")})
    String missed() default "SKIP";

    @AttributeDefinition(name = "%missedWithinMinutes", description = "%missedWithinMinutes.help", min = "1", max = "1440")
    int missedWithinMinutes() default 60;

    @AttributeDefinition(name = "%text", description = "%text.help", required = false)
    String text() default "";

    @AttributeDefinition(name = "%ssml", description = "%ssml.help", required = false)
    String ssml() default "";

    @AttributeDefinition(name = "%channel", description = "%channel.help", required = false)
    String channel() default Request.DEFAULT_CHANNEL;

    @AttributeDefinition(name = "%channels", description = "%channels.help", cardinality = 1000, required = false)
    String[] channels() default {};

    @AttributeDefinition(name = "%zone", description = "%zone.help", required = false)
    String zone() default "";

    @AttributeDefinition(name = "%voice", description = "%voice.help", required = false)
    String voice() default "";

    @AttributeDefinition(name = "%locale", description = "%locale.help", required = false)
    String locale() default "";

    @AttributeDefinition(name = "%priority", description = "%priority.help", options = {
            @Option(label = "%priority.BACKGROUND", value = "BACKGROUND"), @Option(label = "%priority.ROUTINE", value = "ROUTINE"),
            @Option(label = "%priority.URGENT", value = "URGENT"), @Option(label = "%priority.EMERGENCY", value = "EMERGENCY")})
    String priority() default "ROUTINE";

    @AttributeDefinition(name = "%timeToLiveSeconds", description = "%timeToLiveSeconds.help", min = "0", max = "86400")
    int timeToLiveSeconds() default 0;

    @AttributeDefinition(name = "%repeatTimes", description = "%repeatTimes.help", min = "1", max = "100")
    int repeatTimes() default 1;

    @AttributeDefinition(name = "%repeatPauseSeconds", description = "%repeatPauseSeconds.help", min = "0", max = "600")
    int repeatPauseSeconds() default 0;

    @AttributeDefinition(name = "%chimeBefore", description = "%chimeBefore.help", required = false)
    String chimeBefore() default "";

    @AttributeDefinition(name = "%chimeAfter", description = "%chimeAfter.help", required = false)
    String chimeAfter() default "";
}
