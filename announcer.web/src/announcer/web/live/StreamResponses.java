package announcer.web.live;

import announcer.web.http.Exchange;
import announcer.web.http.Problem;
import announcer.web.http.QueryParameters;
import jakarta.servlet.http.HttpServletResponse;

/** Functions that streaming HTTP responses share. */
public final class StreamResponses {
    private StreamResponses() {
    }

    /** Returns whether a request is for the head alone, and must not begin a stream. */
    public static boolean isHead(Exchange exchange) {
        return exchange.request().getMethod().equals("HEAD");
    }

    /** Asks caches and proxies on the way not to hold the response back. */
    public static void unbuffered(HttpServletResponse response) {
        response.setHeader("Cache-Control", "no-store, no-transform");
        response.setHeader("X-Accel-Buffering", "no");
    }

    /** Reads a query parameter that is true or false; false when it is not given. */
    static boolean flag(QueryParameters query, String name) throws Problem {
        String value = query.text(name).orElse("false");
        if (!value.equals("true") && !value.equals("false")) {
            throw Problem.field(name, value, "the query parameter \"" + name + "\" is \"" + Problem.shortened(value)
                    + "\"; it must be true or false");
        }
        return value.equals("true");
    }
}
