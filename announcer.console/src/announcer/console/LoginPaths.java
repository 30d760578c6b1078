package announcer.console;

/** The paths of the login pages. */
final class LoginPaths {
    static final String LOGIN = "/login";
    static final String PASSWORD = "/login/password";
    static final String LOGOUT = "/login/logout";
    /** Where a tablet is given the token of its counter. */
    static final String COUNTER = "/login/counter";
    static final String STYLE = "/login/login.css";

    private LoginPaths() {
    }
}
