package announcer.itest.browser;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import announcer.bench.product.ProductProcess;
import announcer.bench.util.Until;
import announcer.itest.support.browser.Browser;
import announcer.itest.support.browser.BrowserSession;
import announcer.itest.support.browser.LoginPage;
import announcer.itest.support.browser.Tab;
import announcer.itest.support.browser.UsesBrowserSession;

/** The first minutes with the product: the printed password, a password of one's own, and the tab. */
@UsesBrowserSession
class FirstLoginTest {
    /** The one that the tests after this one log in with. */
    private static final String OWN = BrowserSession.PASSWORD;

    @Test
    void the_printed_password_opens_asks_for_another_and_opens_nothing_afterwards(BrowserSession session) throws Exception {
        session.forgetPassword();
        ProductProcess product = session.product();
        Browser browser = session.browser();
        browser.forgetLogin();
        // What is refused is answered 401 or 422, which the browser's console notes.
        browser.expect("status of (401|422)");
        browser.open(product.consoleUrl() + "/announcer");
        assertThat(browser.driver().getCurrentUrl()).as("where a stranger who asks for the tab is led").contains("/login");
        assertThat(Axe.faults(browser)).as("axe on the login page").isEmpty();
        browser.screenshot("login");
        LoginPage login = new LoginPage(browser, product);
        login.refuses("admin", "not the password");
        login.login("admin", product.password());

        browser.shown("[name=next]");
        assertThat(Axe.faults(browser)).as("axe on the page that asks for a new password").isEmpty();
        browser.screenshot("first-password");
        changePassword(browser, product.password(), "short", "short");
        browser.textMatching("[role=alert]", "\\S");
        changePassword(browser, product.password(), OWN, OWN + "?");
        browser.textMatching("[role=alert]", "\\S");
        changePassword(browser, product.password(), OWN, OWN);
        Until.isTrue("the tab is shown", Browser.SOON, () -> browser.driver().getCurrentUrl().contains("/system/console"));
        Tab.open(browser, product);
        browser.shown(Tab.channel("main"));

        browser.click("#user-menu summary");
        browser.click("#user-menu button[data-action=logout]");
        Until.isTrue("logging out leads to the login page", Browser.SOON, () -> browser.driver().getCurrentUrl().contains("/login"));
        login = new LoginPage(browser, product);
        login.refuses("admin", product.password());
        login.opens("admin", OWN);
    }

    private static void changePassword(Browser browser, String present, String next, String again) {
        browser.type("[name=present]", present);
        browser.type("[name=next]", next);
        browser.type("[name=again]", again);
        browser.click("button[type=submit]");
    }
}
