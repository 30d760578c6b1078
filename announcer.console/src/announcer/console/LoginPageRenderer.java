package announcer.console;

import announcer.api.access.Session;

/** The pages around the login: forms that work without any script. */
final class LoginPageRenderer {
    private final LoginTexts texts;

    LoginPageRenderer(LoginTexts texts) {
        this.texts = texts;
    }

    /**
     * The form to log in with.
     *
     * @param user what was typed before
     * @param problem a sentence; empty: none
     */
    String login(String user, String to, String problem) {
        String form = hidden("to", to) + field("user", "text", texts.get("user"), "username", user, user.isEmpty(), problem)
                + field("password", "password", texts.get("password"), "current-password", "", !user.isEmpty(), problem)
                + button(texts.get("login"));
        return page(texts.get("title"), problem, form(LoginPaths.LOGIN, form) + "<p><a href=\"" + LoginPaths.COUNTER + "\">"
                + Html.escaped(texts.get("toCounter")) + "</a></p>");
    }

    /** The form for the token of a tablet's counter. */
    String counter(String problem) {
        String form = field("token", "password", texts.get("token"), "current-password", "", true, problem) + button(texts.get("login"));
        return page(texts.get("counterTitle"), problem,
                "<p>" + Html.escaped(texts.get("counterIntro")) + "</p>" + form(LoginPaths.COUNTER, form));
    }

    /** The form to change a password with. */
    String change(Session session, String to, String problem) {
        String intro = "<p>" + Html.escaped(texts.get(session.mustChangePassword() ? "changeIntro" : "changeIntroFree")) + "</p>";
        // Unseen, for the browser's password manager: whose password it is.
        String user = "<input type=\"text\" name=\"user\" autocomplete=\"username\" hidden value=\"" + Html.escaped(session.caller().name())
                + "\">";
        String form = hidden("to", to) + hidden("csrf", session.csrf()) + user
                + field("present", "password", texts.get("present"), "current-password", "", true, problem)
                + field("next", "password", texts.get("next"), "new-password", "", false, problem)
                + field("again", "password", texts.get("again"), "new-password", "", false, problem) + button(texts.get("change"));
        return page(texts.get("changeTitle"), problem, intro + form(LoginPaths.PASSWORD, form));
    }

    /** For somebody who is logged in and has nothing to see here. */
    String loggedIn(Session session) {
        String words = "<p>" + Html.escaped(texts.get("loggedIn", session.caller().name())) + " " + Html.escaped(texts.get("noConsole"))
                + "</p><p><a href=\"" + LocalPath.DESK + "\">" + Html.escaped(texts.get("desk")) + "</a></p>";
        return page(texts.get("title"), "", words + form(LoginPaths.LOGOUT, hidden("csrf", session.csrf()) + button(texts.get("logout"))));
    }

    private String page(String title, String problem, String content) {
        String alert = problem.isEmpty() ? "" : "<p class=\"problem\" role=\"alert\" id=\"problem\">" + Html.escaped(problem) + "</p>\n";
        return "<!DOCTYPE html>\n<html lang=\"" + texts.language() + "\">\n<head><meta charset=\"utf-8\">"
                + "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><title>" + Html.escaped(title)
                + "</title><link rel=\"stylesheet\" href=\"" + LoginPaths.STYLE + "\"></head>\n<body><main>\n<h1>" + Html.escaped(title)
                + "</h1>\n" + alert + content + "</main></body>\n</html>\n";
    }

    private static String form(String action, String content) {
        return "<form method=\"post\" action=\"" + action + "\">\n" + content + "</form>\n";
    }

    private static String hidden(String name, String value) {
        return "<input type=\"hidden\" name=\"" + name + "\" value=\"" + Html.escaped(value) + "\">\n";
    }

    private static String field(String name, String type, String label, String autocomplete, String value, boolean focus, String problem) {
        return "<label for=\"" + name + "\">" + Html.escaped(label) + "</label>\n<input id=\"" + name + "\" name=\"" + name + "\" type=\""
                + type
                + "\" autocomplete=\"" + autocomplete + "\" value=\"" + Html.escaped(value) + "\" required maxlength=\"256\""
                + (focus ? " autofocus" : "") + (problem.isEmpty() ? "" : " aria-describedby=\"problem\"") + ">\n";
    }

    private static String button(String label) {
        return "<button type=\"submit\">" + Html.escaped(label) + "</button>\n";
    }
}
