package announcer.console;

/** The paths of the login pages. */
final class LoginPaths {
    static final String LOGIN = "/login";
    static final String PASSWORD = "/login/password";
    static final String LOGOUT = "/login/logout";
    static final String STYLE = "/login/login.css";

    private LoginPaths() {
    }
}
