package announcer.calling;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

import announcer.api.calling.Calling;

/** One board. */
@ObjectClassDefinition(localization = "OSGI-INF/l10n/board", name = "%board.form", description = "%board.form.help")
@interface BoardConfig {
    /** Its PID. */
    String PID = Calling.BOARD_PID;

    @AttributeDefinition(name = "%id", description = "%id.help")
    String id();

    @AttributeDefinition(name = "%names", description = "%names.help", cardinality = 20, required = false)
    String[] names() default {};

    @AttributeDefinition(name = "%services", description = "%services.help", cardinality = 100, required = false)
    String[] services() default {};

    @AttributeDefinition(name = "%counters", description = "%counters.help", cardinality = 100, required = false)
    String[] counters() default {};

    @AttributeDefinition(name = "%lastCalls", description = "%lastCalls.help", min = "0", max = "20")
    int lastCalls() default 6;

    @AttributeDefinition(name = "%languages", description = "%languages.help", cardinality = 3, required = false)
    String[] languages() default {};

    @AttributeDefinition(name = "%notice", description = "%notice.help", cardinality = 20, required = false)
    String[] notice() default {};
}
