package announcer.web.live;

import announcer.web.http.Exchange;
import announcer.web.http.Problem;
import announcer.web.http.QueryParameters;
import jakarta.servlet.http.HttpServletResponse;

/** What answers without end have in common. */
final class StreamResponses {
    private StreamResponses() {
    }

    /** A request for the head alone must not begin what has no end. */
    static boolean isHead(Exchange exchange) {
        return exchange.request().getMethod().equals("HEAD");
    }

    /** Nothing on the way may hold it back to have more at once. */
    static void unbuffered(HttpServletResponse response) {
        response.setHeader("Cache-Control", "no-store, no-transform");
        response.setHeader("X-Accel-Buffering", "no");
    }

    /** A query parameter that is true or false; false when it is not given. */
    static boolean flag(QueryParameters query, String name) throws Problem {
        String value = query.text(name).orElse("false");
        if (!value.equals("true") && !value.equals("false")) {
            throw Problem.field(name, value, "the query parameter \"" + name + "\" is \"" + Problem.shortened(value)
                    + "\"; it must be true or false");
        }
        return value.equals("true");
    }
}
