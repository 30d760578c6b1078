package announcer.conf.sample;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.AttributeType;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.osgi.service.metatype.annotations.Option;

@ObjectClassDefinition(name = "%form", description = "For tests", localization = "OSGI-INF/l10n/sample")
public @interface SingleConfig {
    @AttributeDefinition(name = "%port", description = "Where to listen", min = "1", max = "65535")
    int port() default 1;

    String text() default "";

    String[] names() default {};

    double factor() default 0.5;

    boolean on() default true;

    @AttributeDefinition(options = {@Option(label = "%fast", value = "f"), @Option(label = "Slow", value = "s")}, required = false)
    String speed() default "f";

    @AttributeDefinition(type = AttributeType.PASSWORD, required = false)
    String secret() default "";
}
