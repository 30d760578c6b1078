package announcer.console;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;

import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

import announcer.api.Announcer;
import announcer.api.ChannelStatus;
import announcer.api.EngineStatus;
import announcer.api.speech.Voice;
import announcer.api.stream.PushStatus;

/** The page "Announcer" of the web console: each channel on the air or why not, its push, the speech engines and why one cannot be used. */
@Component(service = Servlet.class, property = {"felix.webconsole.label=announcer", "felix.webconsole.title=Announcer",
        "felix.webconsole.category=Main"})
public final class StatusPage extends HttpServlet {
    private static final long serialVersionUID = 1L;
    /** Set by the launcher: a sentence a line. */
    private static final String RESTING = "announcer.resting";

    // Optional and dynamic: the page stays while the engine's bundle is swapped.
    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC, policyOption = ReferencePolicyOption.GREEDY)
    private transient volatile Announcer announcer;

    /** Called by Declarative Services. */
    @Activate
    public StatusPage() {
        super();
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        // The console puts its frame around what a page of type text/html writes.
        response.setContentType("text/html");
        response.setCharacterEncoding("UTF-8");
        PrintWriter out = response.getWriter();
        Announcer a = announcer;
        if (a == null) {
            out.println("<p class=\"statline\">The engine is not running: start the bundle announcer.engine.</p>");
            return;
        }
        channels(out, a.channels());
        engines(out, a.engines());
        resting(out, System.getProperty(RESTING, ""));
    }

    /** What of the product is for another operating system, and says so. */
    static void resting(PrintWriter out, String sentences) {
        sentences.lines().forEach(l -> out.println("<p class=\"statline\">" + escaped(l) + "</p>"));
    }

    private static void channels(PrintWriter out, List<ChannelStatus> channels) {
        head(out, "Channel", "On air", "Problem", "Push", "Restarts", "Speaking", "Queue", "Drift (ms)", "Stream");
        for (ChannelStatus c : channels) {
            row(out, c.id(), c.onAirSince().map(t -> "since " + t).orElse("NOT ON AIR"), c.problem().orElse(""),
                    c.push().map(StatusPage::push).orElse("by hand"), c.push().map(p -> String.valueOf(p.restarts())).orElse(""),
                    c.speaking().map(s -> s.request().text()).orElse(""), c.queued().size() + " of " + c.queueCapacity(),
                    String.format("%.1f", c.pacing().driftMillis()), c.playUrl().orElse(""));
        }
        out.println("</tbody></table>");
    }

    private static String push(PushStatus p) {
        return p.state() + p.nextAttempt().map(t -> ", next attempt " + t).orElse("");
    }

    static void engines(PrintWriter out, List<EngineStatus> engines) {
        head(out, "Speech engine", "Bundle", "Voices", "Problem", "Failures in a row", "Set aside until");
        for (EngineStatus e : engines) {
            row(out, e.name(), e.bundle(), String.join(", ", e.voices().stream().map(Voice::id).toList()), e.problem().orElse(""),
                    String.valueOf(e.failures()), e.setAsideUntil().map(String::valueOf).orElse(""));
        }
        out.println("</tbody></table>");
    }

    private static void head(PrintWriter out, String... titles) {
        out.print("<table class=\"nicetable ui-widget\"><thead><tr>");
        for (String t : titles) {
            out.print("<th class=\"ui-widget-header\">" + t + "</th>");
        }
        out.println("</tr></thead><tbody class=\"ui-widget-content\">");
    }

    private static void row(PrintWriter out, String... cells) {
        out.print("<tr>");
        for (String c : cells) {
            out.print("<td>" + escaped(c) + "</td>");
        }
        out.println("</tr>");
    }

    /** Texts come from callers, causes from programs: nothing of them is markup. */
    static String escaped(String text) {
        StringBuilder b = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            b.append(Optional.ofNullable(entity(c)).orElse(String.valueOf(c)));
        }
        return b.toString();
    }

    private static String entity(char c) {
        return switch (c) {
            case '&' -> "&amp;";
            case '<' -> "&lt;";
            case '>' -> "&gt;";
            case '"' -> "&quot;";
            case '\'' -> "&#39;";
            default -> null;
        };
    }
}
