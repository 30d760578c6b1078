package announcer.console;

import jakarta.servlet.http.HttpServletRequest;

/** Parameters of a request, which the server reads from its address and its body. Any thread. */
final class RequestParameters {
    private RequestParameters() {
    }

    /**
     * Returns whether the server can read them: not where the body ends early, or where the header Content-Type cannot be read, even of a request without
     * a body. Reads the body of a form.
     */
    static boolean readable(HttpServletRequest request) {
        try {
            request.getParameter("to");
            return true;
        } catch (RuntimeException e) {
            // The server throws exceptions of its own kinds.
            return false;
        }
    }
}
