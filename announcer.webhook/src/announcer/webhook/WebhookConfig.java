package announcer.webhook;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.AttributeType;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.osgi.service.metatype.annotations.Option;

/** One receiver of events. */
@ObjectClassDefinition(localization = "OSGI-INF/l10n/webhook", name = "%webhook", description = "%webhook.help")
@interface WebhookConfig {
    /** PID of the factory. */
    String PID = "announcer.webhook";

    @AttributeDefinition(name = "%enabled", description = "%enabled.help")
    boolean enabled() default true;

    @AttributeDefinition(name = "%url", description = "%url.help")
    String url();

    @AttributeDefinition(name = "%secret", description = "%secret.help", type = AttributeType.PASSWORD)
    String secret();

    @AttributeDefinition(name = "%events", description = "%events.help", cardinality = 100, options = {
            @Option(label = "%event.all", value = "all"),
            @Option(label = "%event.announcement.queued", value = "announcement.queued"),
            @Option(label = "%event.announcement.synthesising", value = "announcement.synthesising"),
            @Option(label = "%event.announcement.speaking", value = "announcement.speaking"),
            @Option(label = "%event.announcement.spoken", value = "announcement.spoken"),
            @Option(label = "%event.announcement.failed", value = "announcement.failed"),
            @Option(label = "%event.announcement.expired", value = "announcement.expired"),
            @Option(label = "%event.announcement.cancelled", value = "announcement.cancelled"),
            @Option(label = "%event.channel.on-air", value = "channel.on-air"),
            @Option(label = "%event.channel.off-air", value = "channel.off-air"),
            @Option(label = "%event.channel.paused", value = "channel.paused"),
            @Option(label = "%event.channel.resumed", value = "channel.resumed"),
            @Option(label = "%event.channel.push", value = "channel.push"),
            @Option(label = "%event.channel.problem", value = "channel.problem"),
            @Option(label = "%event.channel.gone", value = "channel.gone")})
    String[] events() default {"announcement.spoken", "announcement.failed", "announcement.expired", "announcement.cancelled",
            "channel.on-air", "channel.off-air"};

    @AttributeDefinition(name = "%channels", description = "%channels.help", cardinality = 100, required = false)
    String[] channels() default {};

    @AttributeDefinition(name = "%timeoutSeconds", description = "%timeoutSeconds.help", min = "1", max = "60")
    int timeoutSeconds() default 10;

    @AttributeDefinition(name = "%maxAgeMinutes", description = "%maxAgeMinutes.help", min = "1", max = "1440")
    int maxAgeMinutes() default 60;
}
