package announcer.itest.support.browser;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A test class that uses the product and the browser which other classes of this JVM have used before it: its methods may take a
 * {@link BrowserSession}. When the class is through, no page may have complained, and the product is brought back to its first state.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(BrowserSessionExtension.class)
public @interface UsesBrowserSession {
}
