package announcer.console;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.AttributeType;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Who may use the web console. */
@ObjectClassDefinition(name = "Announcer console login", description = "Who may use the web console. Whoever may, can install code: choose a good password.")
@interface ConsoleConfig {
    /** The name to log in with. */
    @AttributeDefinition(name = "User", description = "The name to log in with (1 to 64 characters, no colon).", min = "1", max = "64")
    String user() default "admin";

    /** A password on its way to become a hash. */
    @AttributeDefinition(name = "New password", type = AttributeType.PASSWORD, required = false, min = "8", description = "Write a new password here (at least 8 characters) and save: it becomes the password hash and is removed from this setting and from the file.")
    String newPassword() default "";

    /** What the password is checked against. */
    @AttributeDefinition(name = "Password hash", type = AttributeType.PASSWORD, required = false, description = "Written by Announcer. Removed: a random password is made at once and printed on standard output.")
    String passwordHash() default "";
}
