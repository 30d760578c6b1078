package announcer.console;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardContextSelect;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletName;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletPattern;

import announcer.api.access.AccessControl;
import announcer.api.access.AccessControl.Login;
import announcer.api.access.AccessException;
import announcer.api.access.Admission;
import announcer.api.access.Admission.Verdict;
import announcer.api.access.Caller;
import announcer.api.access.HttpCredentials;
import announcer.api.access.Session;
import announcer.lib.http.AdmissionResponses;
import announcer.lib.http.BodyException;
import announcer.lib.http.BodyReader;
import announcer.lib.http.RequestCredentials;
import announcer.lib.http.SlowBodies;
import announcer.lib.limit.ClientAddresses;
import announcer.lib.time.MonotonicClock;
import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

/** The login page: opens sessions, changes passwords, ends sessions. */
@Component(service = Servlet.class)
@HttpWhiteboardContextSelect("(osgi.http.whiteboard.context.name=" + LoginContext.NAME + ")")
@HttpWhiteboardServletName("announcer.login")
@HttpWhiteboardServletPattern("/*")
public class LoginServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;
    private static final String CSP = "default-src 'none'; style-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";
    private static final int LONGEST_FORM = 8_192;
    private static final int UNPROCESSABLE = 422;
    /** Forms that are waited for: who sends one is not known yet. One that is there when it is read does not count. */
    private static final int MOST_SLOW_FORMS = 8;
    private static final Duration TIME_OF_A_FORM = Duration.ofSeconds(10);
    private static final String NO_FORM = "The form did not arrive whole, or is no form.";

    // Optional and dynamic: the page says so while it is away.
    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC, policyOption = ReferencePolicyOption.GREEDY)
    private transient volatile AccessControl access;
    private final transient BodyReader forms;

    /** Called by Declarative Services. */
    @Activate
    public LoginServlet() {
        this(null, MonotonicClock.SYSTEM);
    }

    LoginServlet(AccessControl access, MonotonicClock clock) {
        this.access = access;
        forms = new BodyReader(LONGEST_FORM, TIME_OF_A_FORM, new SlowBodies(MOST_SLOW_FORMS), clock);
    }

    /** The methods are the same on all pages. Nothing of another site's is allowed. */
    @Override
    protected void doOptions(HttpServletRequest request, HttpServletResponse response) {
        response.setHeader("Allow", "GET, HEAD, POST, OPTIONS");
        response.setStatus(HttpServletResponse.SC_NO_CONTENT);
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        headers(response);
        AccessControl now = access;
        String path = path(request);
        if (path.equals(LoginPaths.STYLE)) {
            style(response);
        } else if (!RequestParameters.readable(request)) {
            ConsoleResponses.refuse(request, response, 400, "The request's Content-Type header cannot be read.");
        } else if (now == null) {
            show(response, 503, page(request).login("", LocalPath.HOME, texts(request).get("away")));
        } else if (path.equals(LoginPaths.LOGIN)) {
            loginPage(now, request, response);
        } else if (path.equals(LoginPaths.PASSWORD)) {
            passwordPage(now, request, response);
        } else if (path.equals(LoginPaths.COUNTER)) {
            show(response, 200, page(request).counter(""));
        } else {
            ConsoleResponses.refuse(request, response, 404, "There is no such page. The login is at /login");
        }
    }

    private void loginPage(AccessControl now, HttpServletRequest request, HttpServletResponse response) throws IOException {
        String to = LocalPath.of(request.getParameter("to"));
        Optional<Session> session = session(now, request);
        if (session.isEmpty()) {
            show(response, 200, page(request).login("", to, ""));
        } else if (LocalPath.after(session.get(), to).equals(to)) {
            ConsoleResponses.redirect(response, 303, to);
        } else {
            show(response, 200, page(request).loggedIn(session.get()));
        }
    }

    private void passwordPage(AccessControl now, HttpServletRequest request, HttpServletResponse response) throws IOException {
        Optional<Session> session = session(now, request);
        if (session.isEmpty()) {
            ConsoleResponses.redirect(response, 303, LoginPaths.LOGIN);
        } else if (session.get().caller().counter().isPresent()) {
            // A tablet's has no password.
            ConsoleResponses.redirect(response, 303, LocalPath.DESK);
        } else {
            show(response, 200, page(request).change(session.get(), LocalPath.of(request.getParameter("to")), ""));
        }
    }

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
        headers(response);
        AccessControl now = access;
        if (now == null) {
            show(response, 503, page(request).login("", LocalPath.HOME, texts(request).get("away")));
            return;
        }
        long length = request.getContentLengthLong();
        if (length > LONGEST_FORM || request.getHeader("Transfer-Encoding") != null) {
            refuse(request, response, length < 0 ? 411 : 413,
                    "A form of this page has " + LONGEST_FORM + " bytes at most, and says how many.");
            return;
        }
        Optional<HttpServletRequest> form = read(request, response);
        if (form.isPresent()) {
            take(now, form.get(), response);
        }
    }

    private void take(AccessControl now, HttpServletRequest request, HttpServletResponse response) throws IOException {
        switch (path(request)) {
            case LoginPaths.LOGIN -> login(now, request, response);
            case LoginPaths.COUNTER -> counter(now, request, response);
            case LoginPaths.PASSWORD -> changePassword(now, request, response);
            case LoginPaths.LOGOUT -> logout(now, request, response);
            default -> ConsoleResponses.refuse(request, response, 404, "There is no such page. The login is at /login");
        }
    }

    /** Reads the form, or says why not. */
    private Optional<HttpServletRequest> read(HttpServletRequest request, HttpServletResponse response) {
        try {
            return Optional.of(new LoginForm(request, forms.read(request, ClientAddresses.group(request.getRemoteAddr()))));
        } catch (BodyException e) {
            switch (e.reason()) {
                case TOO_SLOW -> refuse(request, response, 408,
                        "Only " + e.length() + " bytes of the form had come after " + forms.time().toSeconds() + " s; send it again.");
                case TOO_MANY_SLOW -> {
                    response.setHeader("Retry-After", "1");
                    refuse(request, response, 503, "Forms of others are waited for, and this one has not arrived whole; send it again.");
                }
                default -> refuse(request, response, 400, NO_FORM);
            }
        } catch (IllegalArgumentException e) {
            refuse(request, response, 400, NO_FORM);
        }
        return Optional.empty();
    }

    private static void refuse(HttpServletRequest request, HttpServletResponse response, int status, String sentence) {
        // What is left of the body is not wanted.
        response.setHeader("Connection", "close");
        ConsoleResponses.refuse(request, response, status, sentence);
    }

    /** Also who logs in must do it from here: else another site could log a browser in as somebody else, and read what is done then. */
    private void login(AccessControl now, HttpServletRequest request, HttpServletResponse response) throws IOException {
        String to = LocalPath.of(request.getParameter("to"));
        String user = parameter(request, "user").strip();
        if (isForeign(now, request)) {
            show(response, 403, page(request).login("", to, texts(request).get("foreign")));
            return;
        }
        Login login = now.login(user, parameter(request, "password"), request.getRemoteAddr());
        Admission admission = login.admission();
        if (login.session().isPresent()) {
            RequestCredentials.session(request).ifPresent(now::logout);
            enter(login.session().get(), to, request, response);
        } else if (admission.verdict() == Verdict.TOO_MANY) {
            long seconds = AdmissionResponses.seconds(admission.retryAfter());
            response.setHeader("Retry-After", Long.toString(seconds));
            show(response, 429, page(request).login(user, to, texts(request).get("wait", seconds)));
        } else if (admission.verdict() == Verdict.UNAVAILABLE) {
            response.setHeader("Retry-After", AdmissionResponses.retryAfter(admission.retryAfter()));
            show(response, 503, page(request).login(user, to, texts(request).get("unreadable")));
        } else {
            show(response, 401, page(request).login(user, to, texts(request).get("wrong")));
        }
    }

    private static boolean isForeign(AccessControl now, HttpServletRequest request) {
        HttpCredentials bare = RequestCredentials.withoutCredentials(request);
        boolean tells = bare.origin().isPresent() || bare.fetchSite().isPresent();
        return !tells || now.admit(bare, false).verdict() == Verdict.FOREIGN;
    }

    /** The token itself becomes the cookie: the tablet is logged in until the token ends, also after a restart of either. */
    private void counter(AccessControl now, HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (isForeign(now, request)) {
            show(response, 403, page(request).counter(texts(request).get("foreign")));
            return;
        }
        Optional<Session> session = now.session(parameter(request, "token").strip()).filter(s -> s.caller().counter().isPresent());
        if (session.isEmpty()) {
            now.audit(RequestCredentials.anonymous(request), "login", "", "refused: no token for one counter");
            show(response, 401, page(request).counter(texts(request).get("tokenWrong")));
            return;
        }
        RequestCredentials.session(request).ifPresent(now::logout);
        Caller tablet = session.get().caller();
        now.audit(new Caller(tablet.name(), tablet.scopes(), tablet.credential(), request.getRemoteAddr(), tablet.counter()), "login",
                "counter " + tablet.counter().orElseThrow(), "done");
        SessionCookie.keep(request, response, session.get().cookie(), session.get().expires());
        ConsoleResponses.redirect(response, 303, LocalPath.DESK);
    }

    private static void enter(Session session, String to, HttpServletRequest request, HttpServletResponse response) {
        SessionCookie.set(request, response, session.cookie());
        String next = session.mustChangePassword() ? LoginPaths.PASSWORD + "?to=" + LocalPath.encoded(to) : LocalPath.after(session, to);
        ConsoleResponses.redirect(response, 303, next);
    }

    private void changePassword(AccessControl now, HttpServletRequest request, HttpServletResponse response) throws IOException {
        String to = LocalPath.of(request.getParameter("to"));
        Optional<Session> session = session(now, request);
        if (session.isEmpty()) {
            ConsoleResponses.redirect(response, 303, LoginPaths.LOGIN);
            return;
        }
        Admission admission = now.admit(RequestCredentials.ofForm(request), true);
        LoginTexts texts = texts(request);
        if (admission.caller().isEmpty()) {
            show(response, 403, page(request).change(session.get(), to, texts.get("foreign")));
            return;
        }
        if (!parameter(request, "next").equals(parameter(request, "again"))) {
            show(response, UNPROCESSABLE, page(request).change(session.get(), to, texts.get("different")));
            return;
        }
        try {
            now.changePassword(admission.caller().get(), parameter(request, "present"), parameter(request, "next"));
            // Its rights are those of its role from now on.
            ConsoleResponses.redirect(response, 303, session(now, request).map(s -> LocalPath.after(s, to)).orElse(LoginPaths.LOGIN));
        } catch (AccessException e) {
            String why = texts.get(e.field().equals("present") ? "presentWrong" : "nextRefused");
            show(response, UNPROCESSABLE, page(request).change(session.get(), to, why));
        }
    }

    private void logout(AccessControl now, HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (session(now, request).isPresent() && now.admit(RequestCredentials.ofForm(request), true).caller().isEmpty()) {
            show(response, 403, page(request).login("", LocalPath.HOME, texts(request).get("foreign")));
            return;
        }
        RequestCredentials.session(request).ifPresent(now::logout);
        SessionCookie.clear(request, response);
        ConsoleResponses.redirect(response, 303, LoginPaths.LOGIN);
    }

    private static Optional<Session> session(AccessControl now, HttpServletRequest request) {
        return RequestCredentials.session(request).flatMap(now::session);
    }

    private static LoginTexts texts(HttpServletRequest request) {
        return LoginTexts.of(request.getLocales());
    }

    private static LoginPageRenderer page(HttpServletRequest request) {
        return new LoginPageRenderer(texts(request));
    }

    private static String path(HttpServletRequest request) {
        String info = request.getPathInfo();
        return info == null || info.equals("/") ? LoginPaths.LOGIN : LoginPaths.LOGIN + info;
    }

    private static String parameter(HttpServletRequest request, String name) {
        String value = request.getParameter(name);
        return value == null ? "" : value;
    }

    private static void headers(HttpServletResponse response) {
        response.setHeader("Content-Security-Policy", CSP);
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("X-Frame-Options", "DENY");
        response.setHeader("Referrer-Policy", "same-origin");
        response.setHeader("Cache-Control", "no-store");
    }

    private static void style(HttpServletResponse response) throws IOException {
        response.setContentType("text/css; charset=utf-8");
        response.setHeader("Cache-Control", "max-age=3600");
        try (InputStream in = LoginServlet.class.getResourceAsStream("/login/login.css")) {
            in.transferTo(response.getOutputStream());
        }
    }

    private static void show(HttpServletResponse response, int status, String page) throws IOException {
        response.setStatus(status);
        response.setContentType("text/html; charset=utf-8");
        response.getOutputStream().write(page.getBytes(StandardCharsets.UTF_8));
    }
}
