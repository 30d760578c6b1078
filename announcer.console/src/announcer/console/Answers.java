package announcer.console;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

/** What those get who are not let in: a plain sentence, and nothing of what they sent. */
final class Answers {
    private static final Logger LOG = LoggerFactory.getLogger(Answers.class);

    private Answers() {
    }

    static void refuse(HttpServletRequest request, HttpServletResponse response, int status, String sentence) {
        if (request.getContentLengthLong() != 0 && !request.getMethod().equals("GET")) {
            // The body is not read, so the server will close: a client that is not told would use the connection again.
            response.setHeader("Connection", "close");
        }
        response.setStatus(status);
        response.setContentType("text/plain; charset=utf-8");
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("X-Content-Type-Options", "nosniff");
        byte[] body = (sentence + "\n").getBytes(StandardCharsets.UTF_8);
        response.setContentLength(body.length);
        try {
            response.getOutputStream().write(body);
            response.flushBuffer();
        } catch (IOException e) {
            LOG.debug("the client left before it was refused: {}", e.toString());
        }
    }

    /** The challenge only to programs: a browser would ask with a dialog of its own, and keep what is typed there until it is closed. */
    static void unauthorised(HttpServletRequest request, HttpServletResponse response, String sentence) {
        if (Requests.header(request, "Sec-Fetch-Mode").isEmpty()) {
            response.setHeader("WWW-Authenticate", "Basic realm=\"Announcer console\", charset=\"UTF-8\"");
        }
        refuse(request, response, HttpServletResponse.SC_UNAUTHORIZED, sentence);
    }

    static void tooMany(HttpServletRequest request, HttpServletResponse response, Duration wait, String sentence) {
        response.setHeader("Retry-After", Long.toString(wait.toSeconds() + 1));
        refuse(request, response, 429, sentence);
    }

    static void redirect(HttpServletResponse response, int status, String local) {
        response.setStatus(status);
        response.setHeader("Location", local);
        response.setHeader("Cache-Control", "no-store");
        response.setContentLength(0);
        try {
            response.flushBuffer();
        } catch (IOException e) {
            LOG.debug("the client left before it was redirected: {}", e.toString());
        }
    }
}
