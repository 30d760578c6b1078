package announcer.calling;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.osgi.service.metatype.annotations.Option;

import announcer.api.calling.Calling;

/** One service. */
@ObjectClassDefinition(localization = "OSGI-INF/l10n/service", name = "%service.form", description = "%service.form.help")
@interface ServiceConfig {
    /** Its PID. */
    String PID = Calling.SERVICE_PID;

    @AttributeDefinition(name = "%id", description = "%id.help")
    String id();

    @AttributeDefinition(name = "%kind", description = "%kind.help", options = {@Option(label = "%kind.TICKETS", value = "TICKETS"),
            @Option(label = "%kind.ORDERS", value = "ORDERS")})
    String kind() default "TICKETS";

    @AttributeDefinition(name = "%names", description = "%names.help", cardinality = 20, required = false)
    String[] names() default {};

    @AttributeDefinition(name = "%prefix", description = "%prefix.help", required = false)
    String prefix() default "";

    @AttributeDefinition(name = "%first", description = "%first.help", min = "0", max = "999999")
    int first() default 1;

    @AttributeDefinition(name = "%last", description = "%last.help", min = "0", max = "999999")
    int last() default 999;

    @AttributeDefinition(name = "%digits", description = "%digits.help", min = "0", max = "6")
    int digits() default 3;

    @AttributeDefinition(name = "%resetAt", description = "%resetAt.help", required = false)
    String resetAt() default "00:00";

    @AttributeDefinition(name = "%hours", description = "%hours.help", cardinality = 50, required = false)
    String[] hours() default {};

    @AttributeDefinition(name = "%take", description = "%take.help")
    boolean take() default true;

    @AttributeDefinition(name = "%languages", description = "%languages.help", cardinality = 3, required = false)
    String[] languages() default {};

    @AttributeDefinition(name = "%templates", description = "%templates.help", cardinality = 20, required = false)
    String[] templates() default {};

    @AttributeDefinition(name = "%chimeBefore", description = "%chimeBefore.help", required = false)
    String chimeBefore() default "";

    @AttributeDefinition(name = "%repeatTimes", description = "%repeatTimes.help", min = "1", max = "5")
    int repeatTimes() default 1;

    @AttributeDefinition(name = "%repeatPauseSeconds", description = "%repeatPauseSeconds.help", min = "0", max = "60")
    int repeatPauseSeconds() default 2;

    @AttributeDefinition(name = "%languagePauseMillis", description = "%languagePauseMillis.help", min = "0", max = "5000")
    int languagePauseMillis() default 500;

    @AttributeDefinition(name = "%priority", description = "%priority.help", options = {
            @Option(label = "%priority.BACKGROUND", value = "BACKGROUND"), @Option(label = "%priority.ROUTINE", value = "ROUTINE"),
            @Option(label = "%priority.URGENT", value = "URGENT"), @Option(label = "%priority.EMERGENCY", value = "EMERGENCY")})
    String priority() default "ROUTINE";

    @AttributeDefinition(name = "%timeToLiveSeconds", description = "%timeToLiveSeconds.help", min = "5", max = "3600")
    int timeToLiveSeconds() default 120;

    @AttributeDefinition(name = "%untilHeardTimes", description = "%untilHeardTimes.help", min = "0", max = "10")
    int untilHeardTimes() default 0;

    @AttributeDefinition(name = "%counter", description = "%counter.help", required = false)
    String counter() default "";
}
