package announcer.itest.support.browser;

import announcer.bench.product.ProductProcess;
import announcer.bench.util.Until;

/** The page on which a person logs in, and chooses a password of their own after the first login. */
public final class LoginPage {
    private final Browser browser;

    public LoginPage(Browser browser, ProductProcess product) {
        this.browser = browser;
        browser.open(product.httpUrl() + "login");
        browser.shown("input[name=user]");
    }

    public void login(String user, String password) {
        browser.type("input[name=user]", user);
        browser.type("input[name=password]", password);
        browser.click("button[type=submit]");
    }

    /** Logs in and waits until the login page is left. */
    public void opens(String user, String password) {
        login(user, password);
        Until.isTrue("the login page is left, which says: " + browser.text("body"), Browser.SOON,
                () -> !browser.driver().getCurrentUrl().endsWith("/login"));
    }

    /** Logs in and waits for the reason why not. */
    public String refuses(String user, String password) {
        login(user, password);
        return browser.textMatching("[role=alert]", "\\S");
    }
}
