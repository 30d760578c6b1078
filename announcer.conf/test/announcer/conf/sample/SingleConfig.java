package announcer.conf.sample;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.AttributeType;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

@ObjectClassDefinition(name = "Sample")
public @interface SingleConfig {
    @AttributeDefinition(min = "1", max = "65535")
    int port() default 1;

    String text() default "";

    String[] names() default {};

    @AttributeDefinition(type = AttributeType.PASSWORD, required = false)
    String secret() default "";
}
