package announcer.console;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.AttributeType;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Who may use the web console. */
@ObjectClassDefinition(name = "%form", description = "%form.help", localization = "OSGI-INF/l10n/console")
@interface ConsoleConfig {
    /** The name to log in with. */
    @AttributeDefinition(name = "%user", description = "%user.help", min = "1", max = "64")
    String user() default "admin";

    /** A password on its way to become a hash. */
    @AttributeDefinition(name = "%newPassword", type = AttributeType.PASSWORD, required = false, min = "8", description = "%newPassword.help")
    String newPassword() default "";

    /** What the password is checked against. */
    @AttributeDefinition(name = "%passwordHash", type = AttributeType.PASSWORD, required = false, description = "%passwordHash.help")
    String passwordHash() default "";
}
