package announcer.lib.http;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import announcer.api.access.Scope;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

/**
 * An HTTP answer to a request that is not let in, before it has the form of JSON or of plain text. Immutable.
 *
 * @param status HTTP status
 * @param kind its kind, for programs: the last part of a problem's type
 * @param title its kind, for people
 * @param detail this case, in a sentence
 * @param missing the scope that the caller lacks, where that is the reason
 * @param headers names and values, in order; a name may come twice
 */
public record HttpRefusal(int status, String kind, String title, String detail, Optional<Scope> missing,
        List<Map.Entry<String, String>> headers) {
    public HttpRefusal {
        headers = List.copyOf(headers);
    }

    /** Writes it as a line of plain text. */
    public void writeText(HttpServletRequest request, HttpServletResponse response) throws IOException {
        headers.forEach(header -> response.addHeader(header.getKey(), header.getValue()));
        writeText(request, response, status, detail);
    }

    /** Writes a line of plain text that a browser neither keeps nor takes for another kind of file. */
    public static void writeText(HttpServletRequest request, HttpServletResponse response, int status, String sentence) throws IOException {
        if (request.getContentLengthLong() != 0 && !request.getMethod().equals("GET")) {
            // The body is not read, so the server will close: a client that is not told would use the connection again.
            response.setHeader("Connection", "close");
        }
        byte[] body = (sentence + "\n").getBytes(StandardCharsets.UTF_8);
        response.setStatus(status);
        response.setContentType("text/plain; charset=utf-8");
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
        response.flushBuffer();
    }
}
