package announcer.itest.support;

import java.io.IOException;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.junit.jupiter.api.extension.ExtendWith;

import announcer.bench.product.Home;

/**
 * A test class that uses a product which other classes of this JVM have used before it: its methods, those for the set-up too, may take a
 * {@link SharedProduct}. When the class is through, the product is brought back to its first state.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(SharedProductExtension.class)
public @interface UsesProduct {
    /** How it is configured. */
    Configuration value();

    /** The configurations that are shared. */
    enum Configuration {
        /** Without a pusher, and without limits of how much one caller may ask. It holds secrets that no page may show. */
        PLAIN {
            @Override
            Home home() throws IOException {
                return Home.quiet().conf("announcer.channel~main", "id=main", "pusher=none")
                        .conf("announcer.web", "requestsPerSecond=10000")
                        // Kept, though TLS stays off: that a keystore is not there is no reason to show its password.
                        .conf("org.apache.felix.http", "org.apache.felix.http.host=127.0.0.1",
                                "org.apache.felix.https.keystore.password=" + KEYSTORE_PASSWORD)
                        .conf("announcer.rtsp", "playPassword=" + PLAYER_PASSWORD);
            }
        },
        /** On the air at the embedded server, with all settings at their defaults. */
        ON_AIR {
            @Override
            Home home() throws IOException {
                Ffmpeg.require();
                return Home.quiet().conf("announcer.channel~main", "id=main");
            }
        };

        abstract Home home() throws IOException;
    }

    /** A secret of {@link Configuration#PLAIN}. */
    String KEYSTORE_PASSWORD = "keystore-secret-7784";
    /** Another. */
    String PLAYER_PASSWORD = "player-secret-7786";
}
