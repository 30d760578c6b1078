package announcer.console;

import java.io.IOException;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import announcer.lib.http.HttpRefusal;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

/** Writes the console's own responses: refusals as plain sentences, which repeat nothing of the request, and redirections. */
final class ConsoleResponses {
    private static final Logger LOG = LoggerFactory.getLogger(ConsoleResponses.class);

    private interface Writing {
        void run() throws IOException;
    }

    private ConsoleResponses() {
    }

    /** Writes a refusal with its headers. */
    static void refuse(HttpServletRequest request, HttpServletResponse response, HttpRefusal refusal) {
        write(() -> refusal.writeText(request, response));
    }

    /** Writes a refusal. */
    static void refuse(HttpServletRequest request, HttpServletResponse response, int status, String sentence) {
        write(() -> HttpRefusal.writeText(request, response, status, sentence));
    }

    /** Redirects to a path of this server. */
    static void redirect(HttpServletResponse response, int status, String local) {
        response.setStatus(status);
        response.setHeader("Location", local);
        response.setHeader("Cache-Control", "no-store");
        response.setContentLength(0);
        write(response::flushBuffer);
    }

    private static void write(Writing writing) {
        try {
            writing.run();
        } catch (IOException e) {
            LOG.debug("the client left before it was answered: {}", e.toString());
        }
    }
}
