package announcer.web;

import java.io.IOException;
import java.util.List;

import com.google.gson.JsonElement;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

/**
 * One request and the answer to it.
 *
 * @param request the servlet's request
 * @param response the servlet's response
 * @param variables what stood in the path where its route has a star, in order
 * @param limits in force when the request came
 */
record Exchange(HttpServletRequest request, HttpServletResponse response, List<String> variables, Limits limits) {
    /** The id in the path. */
    String id() {
        return variables.get(0);
    }

    /** The query, if it has no other parameters than these. */
    Query query(List<String> known) throws Problem {
        return Query.parse(request.getQueryString(), known);
    }

    /** @param encoding how the body is encoded */
    String body(Body.Encoding encoding) throws Problem {
        return Body.text(request, encoding, limits.maxBodyBytes());
    }

    /** Where the API begins, as the caller sees it: {@code /api}. */
    String root() {
        return request.getContextPath() + request.getServletPath();
    }

    void answer(int status, JsonElement json) throws IOException {
        write(response, status, "application/json", json);
    }

    static void answer(HttpServletRequest request, HttpServletResponse response, Problem problem) throws IOException {
        problem.headers().forEach(response::setHeader);
        if (request.getContentLengthLong() != 0 && !request.getInputStream().isFinished()) {
            // The server will not read the rest of a body that was refused, but close: a client that is not told would use the
            // connection again.
            response.setHeader("Connection", "close");
        }
        write(response, problem.status(), "application/problem+json", problem.json());
    }

    private static void write(HttpServletResponse response, int status, String type, JsonElement json) throws IOException {
        byte[] bytes = Json.bytes(json);
        response.setStatus(status);
        response.setContentType(type);
        response.setContentLength(bytes.length);
        response.getOutputStream().write(bytes);
    }
}
