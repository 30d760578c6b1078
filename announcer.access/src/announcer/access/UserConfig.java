package announcer.access;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.AttributeType;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.osgi.service.metatype.annotations.Option;

/** A user. Only a form: no component takes it, since a component's properties are shown in the console. */
@ObjectClassDefinition(factoryPid = "announcer.user", name = "%user.name", description = "%user.description", localization = "OSGI-INF/l10n/announcer.access")
@interface UserConfig {
    /** The name to log in with. */
    @AttributeDefinition(name = "%name.name", description = "%name.description", required = false, max = "64")
    String name() default "";

    /** The role. */
    @AttributeDefinition(name = "%role.name", description = "%role.description", options = {
            @Option(value = "VIEWER", label = "%role.VIEWER"), @Option(value = "OPERATOR", label = "%role.OPERATOR"),
            @Option(value = "ADMIN", label = "%role.ADMIN")})
    String role() default "VIEWER";

    /** A password on its way to become a hash. */
    @AttributeDefinition(name = "%newPassword.name", description = "%newPassword.description", type = AttributeType.PASSWORD, required = false, min = "8", max = "128")
    String newPassword() default "";

    /** The hash of the password. */
    @AttributeDefinition(name = "%passwordHash.name", description = "%passwordHash.description", type = AttributeType.PASSWORD, required = false)
    String passwordHash() default "";

    /** Whether Announcer made the password. */
    @AttributeDefinition(name = "%initialPassword.name", description = "%initialPassword.description", required = false)
    boolean initialPassword() default false;
}
