package announcer.journal;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** How long announcements are remembered. */
@ObjectClassDefinition(localization = "OSGI-INF/l10n/journal", name = "%form", description = "%form.help")
@interface JournalConfig {
    /** PID. */
    String PID = "announcer.journal";

    @AttributeDefinition(name = "%keepDays", description = "%keepDays.help", min = "1", max = "3650")
    int keepDays() default 90;

    @AttributeDefinition(name = "%keepAnnouncements", description = "%keepAnnouncements.help", min = "1000", max = "100000000")
    int keepAnnouncements() default 1_000_000;
}
