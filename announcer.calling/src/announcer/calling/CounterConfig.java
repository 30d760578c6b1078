package announcer.calling;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

import announcer.api.calling.Calling;

/** One counter. */
@ObjectClassDefinition(localization = "OSGI-INF/l10n/counter", name = "%counter.form", description = "%counter.form.help")
@interface CounterConfig {
    /** Its PID. */
    String PID = Calling.COUNTER_PID;

    @AttributeDefinition(name = "%id", description = "%id.help")
    String id();

    @AttributeDefinition(name = "%name", description = "%name.help", required = false)
    String name() default "";

    @AttributeDefinition(name = "%names", description = "%names.help", cardinality = 20, required = false)
    String[] names() default {};

    @AttributeDefinition(name = "%services", description = "%services.help", cardinality = 100, required = false)
    String[] services() default {};

    @AttributeDefinition(name = "%channels", description = "%channels.help", cardinality = 100, required = false)
    String[] channels() default {};

    @AttributeDefinition(name = "%languages", description = "%languages.help", cardinality = 3, required = false)
    String[] languages() default {};
}
