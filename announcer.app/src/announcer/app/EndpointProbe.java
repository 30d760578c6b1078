package announcer.app;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.URI;

/** Probes the pages behind the listener, whose servlets come a moment after it. */
final class EndpointProbe {
    private static final int PATIENCE_MILLIS = 2_000;

    private EndpointProbe() {
    }

    /** Whether console and API both answer, be it that they ask who is there. */
    static boolean answers(Endpoints endpoints) {
        return up(endpoints.console()) && up(endpoints.http() + "api/channels");
    }

    private static boolean up(String address) {
        try {
            HttpURLConnection connection = (HttpURLConnection) URI.create(address).toURL().openConnection(Proxy.NO_PROXY);
            OwnTls.accept(connection);
            connection.setInstanceFollowRedirects(false);
            connection.setConnectTimeout(PATIENCE_MILLIS);
            connection.setReadTimeout(PATIENCE_MILLIS);
            try {
                int status = connection.getResponseCode();
                return status < 500 && status != HttpURLConnection.HTTP_NOT_FOUND;
            } finally {
                connection.disconnect();
            }
        } catch (IOException notYet) {
            return false;
        }
    }
}
