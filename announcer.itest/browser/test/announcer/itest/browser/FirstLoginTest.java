package announcer.itest.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;

import org.junit.jupiter.api.Test;

import announcer.bench.Home;
import announcer.bench.ProductProcess;
import announcer.bench.Until;
import announcer.bench.Visitor;

/** The first minutes with the product: the printed password, a password of one's own, and the tab. */
class FirstLoginTest {
    private static final String OWN = "my own password for this";

    @Test
    void the_printed_password_opens_asks_for_another_and_opens_nothing_afterwards() throws Exception {
        Browser.require();
        Home home = Home.quiet().conf("announcer.channel~main", "id=main", "pusher=none");
        try (ProductProcess product = ProductProcess.start(home); Browser browser = Browser.start()) {
            Until.isTrue("the login page is there", Duration.ofSeconds(30),
                    () -> Visitor.stranger(product.httpUrl()).get("/login").statusCode() == 200);
            // Refused logins are 401, which the browser's console notes.
            browser.expect("401 \\(Unauthorized\\)");
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
            browser.type("[name=present]", product.password());
            browser.type("[name=next]", "short");
            submitPassword(browser);
            browser.textMatching("[role=alert], [data-fault-for=next]", "\\S");
            browser.type("[name=present]", product.password());
            browser.type("[name=next]", OWN);
            if (browser.sees("[name=again]")) {
                browser.type("[name=again]", OWN);
            }
            submitPassword(browser);
            Until.isTrue("the tab is shown", Browser.SOON, () -> browser.driver().getCurrentUrl().contains("/system/console"));
            Tab.open(browser, product);
            browser.shown(Tab.channel("main"));

            browser.click("#user-menu summary");
            browser.click("#user-menu button[data-action=logout]");
            Until.isTrue("logging out leads to the login page", Browser.SOON, () -> browser.driver().getCurrentUrl().contains("/login"));
            login = new LoginPage(browser, product);
            login.refuses("admin", product.password());
            login.opens("admin", OWN);
        } finally {
            home.delete();
        }
    }

    private static void submitPassword(Browser browser) {
        browser.click(browser.sees("dialog[open]") ? "dialog[open] button[data-action=ok]" : "button[type=submit]");
    }
}
