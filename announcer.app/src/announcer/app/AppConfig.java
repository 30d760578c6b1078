package announcer.app;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Settings of the product as a whole. */
@ObjectClassDefinition(name = "Announcer: the product", description = "What the product does when it starts.")
@interface AppConfig {
    /** Spoken once at every start. */
    @AttributeDefinition(name = "Welcome text", required = false, description = "Text spoken on the channel main once after every start. Empty: none.")
    String welcomeText() default "Announcer is on the air.";
}
