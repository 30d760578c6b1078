package announcer.tts.system;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** SystemEngineSettings of the speech engine "system". */
@ObjectClassDefinition(name = "%form", description = "%form.help", localization = "OSGI-INF/l10n/system")
public @interface SystemConfig {
    @AttributeDefinition(name = "%program", description = "%program.help", required = false)
    String program() default "";

    @AttributeDefinition(name = "%concurrency", description = "%concurrency.help", min = "1", max = "16")
    int concurrency() default 2;

    @AttributeDefinition(name = "%voices", description = "%voices.help", required = false)
    String[] voices() default {};
}
