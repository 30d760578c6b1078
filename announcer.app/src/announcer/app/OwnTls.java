package announcer.app;

import java.net.HttpURLConnection;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;

import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;

/**
 * Calls of the product to itself. Its certificate is whatever its administrator chose, mostly one that nobody signed and that names another
 * host than the loopback address. It is not looked at: the address comes from our own home, and the packets do not leave this machine.
 */
public final class OwnTls {
    private OwnTls() {
    }

    /** Lets this connection, which must be to an address of this machine, take any certificate; nothing is done without TLS. */
    public static void accept(HttpURLConnection connection) {
        if (connection instanceof HttpsURLConnection tls) {
            try {
                SSLContext context = SSLContext.getInstance("TLS");
                context.init(null, new TrustManager[]{new AnyCertificate()}, new SecureRandom());
                tls.setSSLSocketFactory(context.getSocketFactory());
                tls.setHostnameVerifier((host, session) -> true);
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("every Java has TLS", e);
            }
        }
    }

    private static final class AnyCertificate implements X509TrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {
            // Never asked: we are the client.
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {
            // Any.
        }

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
