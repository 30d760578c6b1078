package announcer.monitor.sample;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** The limits of the health checks. */
@ObjectClassDefinition(localization = "OSGI-INF/l10n/monitor", name = "%monitor", description = "%monitor.help")
@interface MonitorConfig {
    @AttributeDefinition(name = "%offAirSeconds", description = "%offAirSeconds.help", min = "1", max = "3600")
    int offAirSeconds() default 10;

    @AttributeDefinition(name = "%queueAgeSeconds", description = "%queueAgeSeconds.help", min = "1", max = "86400")
    int queueAgeSeconds() default 60;

    @AttributeDefinition(name = "%driftMillis", description = "%driftMillis.help", min = "20", max = "10000")
    int driftMillis() default 200;

    @AttributeDefinition(name = "%latenessMillis", description = "%latenessMillis.help", min = "1", max = "10000")
    int latenessMillis() default 50;

    @AttributeDefinition(name = "%diskFreeMegabytes", description = "%diskFreeMegabytes.help", min = "1", max = "1000000")
    int diskFreeMegabytes() default 500;

    @AttributeDefinition(name = "%memoryPercent", description = "%memoryPercent.help", min = "10", max = "100")
    int memoryPercent() default 90;
}
