package announcer.calling;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

import announcer.api.calling.Calling;

/** The settings of the whole. */
@ObjectClassDefinition(localization = "OSGI-INF/l10n/calling", name = "%calling.form", description = "%calling.form.help")
@interface CallingConfig {
    /** Its PID. */
    String PID = Calling.PID;

    @AttributeDefinition(name = "%timeZone", description = "%timeZone.help", required = false)
    String timeZone() default "";

    @AttributeDefinition(name = "%languages", description = "%languages.help", cardinality = 3, required = false)
    String[] languages() default {};

    @AttributeDefinition(name = "%templates", description = "%templates.help", cardinality = 20, required = false)
    String[] templates() default {};

    @AttributeDefinition(name = "%orderTemplates", description = "%orderTemplates.help", cardinality = 20, required = false)
    String[] orderTemplates() default {};

    @AttributeDefinition(name = "%voices", description = "%voices.help", cardinality = 20, required = false)
    String[] voices() default {};

    @AttributeDefinition(name = "%take", description = "%take.help")
    boolean take() default false;

    @AttributeDefinition(name = "%takesPerMinute", description = "%takesPerMinute.help", min = "1", max = "1000")
    int takesPerMinute() default 5;

    @AttributeDefinition(name = "%keepDays", description = "%keepDays.help", min = "1", max = "3650")
    int keepDays() default 30;
}
