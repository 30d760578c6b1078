package announcer.web.http;

import java.io.IOException;
import java.util.List;
import java.util.Map;

import com.google.gson.JsonElement;

import announcer.api.access.AccessControl;
import announcer.api.access.Caller;
import announcer.lib.http.SlowBodies;
import announcer.lib.json.JsonValues;
import announcer.lib.time.MonotonicClock;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

/**
 * A request of an authenticated caller, and the answer to it. For the thread of the request.
 *
 * @param request the servlet's request
 * @param response the servlet's response
 * @param variables what stood in the path where its route has a name in braces, by that name
 * @param limits in force when the request came
 * @param caller who it is
 * @param access who let the caller in
 * @param slow the bodies that are waited for
 * @param clock for how long a body may take
 */
public record Exchange(HttpServletRequest request, HttpServletResponse response, Map<String, String> variables, RequestLimits limits,
        Caller caller, AccessControl access, SlowBodies slow, MonotonicClock clock) {
    /** Returns the part of the path in the place of {@code {id}}. */
    public String id() {
        return variable("id");
    }

    /** Returns the part of the path in the place of this name. */
    public String variable(String name) {
        return variables.get(name);
    }

    /** Reads the query, which may have no other parameters than these. */
    public QueryParameters query(List<String> known) throws Problem {
        return QueryParameters.parse(request.getQueryString(), known);
    }

    /** @param encoding how the body is encoded */
    public String body(RequestBody.Encoding encoding) throws Problem {
        return RequestBody.text(request, caller.name(), encoding, limits, slow, clock);
    }

    /** Returns the path of the API, as the caller sees it: {@code /api}. */
    public String root() {
        return request.getContextPath() + request.getServletPath();
    }

    /**
     * Records that the caller has done something. Never with a secret, nor with a text that is spoken.
     *
     * @param action what, in one or two words: {@code channel pause}
     * @param target to what
     */
    public void audit(String action, String target) {
        audit(action, target, "done");
    }

    /** @param outcome {@code done}, or why not */
    public void audit(String action, String target, String outcome) {
        access.audit(caller, action, target, outcome);
    }

    public void answer(int status, JsonElement json) throws IOException {
        write(response, status, "application/json", json);
    }

    /** Answers that it was done, and nothing else (204). */
    public void done() {
        response.setStatus(HttpServletResponse.SC_NO_CONTENT);
    }

    public static void answer(HttpServletRequest request, HttpServletResponse response, Problem problem) throws IOException {
        problem.headers().forEach(header -> response.addHeader(header.getKey(), header.getValue()));
        if (request.getContentLengthLong() != 0 && !request.getInputStream().isFinished()) {
            // The server will not read the rest of a body that was refused, but close: a client that is not told would use the
            // connection again.
            response.setHeader("Connection", "close");
        }
        write(response, problem.status(), "application/problem+json", problem.json());
    }

    private static void write(HttpServletResponse response, int status, String type, JsonElement json) throws IOException {
        byte[] bytes = JsonValues.bytes(json);
        response.setStatus(status);
        response.setContentType(type);
        response.setContentLength(bytes.length);
        response.getOutputStream().write(bytes);
    }
}
