package announcer.itest.support;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A test class that uses the product which other classes of this JVM have used before it: its methods, those for the set-up too, may take a
 * {@link SharedProduct}. When the class is through, the product is brought back to its first state. It is on the air at the embedded server
 * wherever the machine has an ffmpeg.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(SharedProductExtension.class)
public @interface UsesProduct {
    /** A secret of the product's configuration, which no page may show. */
    String KEYSTORE_PASSWORD = "keystore-secret-7784";
}
