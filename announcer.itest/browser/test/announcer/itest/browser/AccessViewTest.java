package announcer.itest.browser;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.WebElement;

import announcer.bench.http.HttpTestClient;
import announcer.bench.util.Until;
import announcer.itest.support.browser.Browser;
import announcer.itest.support.browser.BrowserSession;
import announcer.itest.support.browser.LoginPage;
import announcer.itest.support.browser.Tab;
import announcer.itest.support.browser.UsesBrowserSession;

/** Users, tokens and the trail of what was done, in the tab. */
@UsesBrowserSession
class AccessViewTest {
    private static final String OPERATOR_PASSWORD = "an operator's password";

    private static BrowserSession session;

    @BeforeAll
    static void start(BrowserSession shared) throws Exception {
        session = shared;
    }

    private static HttpTestClient anonymous() {
        return HttpTestClient.anonymous(session.product().httpUrl());
    }

    @Test
    void a_token_is_shown_once_works_and_works_no_more_when_it_is_revoked() throws Exception {
        Browser browser = session.browser();
        Tab tab = Tab.open(browser, session.product()).view("access");
        browser.click("#view-access button[data-action=new-token]");
        tab.dialog("new-token");
        tab.field("name", "the till in the shop");
        for (WebElement scope : browser.all("dialog[open] [name=scopes]")) {
            if (scope.isSelected() != "VIEW".equals(scope.getAttribute("value"))) {
                scope.click();
            }
        }
        tab.ok();
        tab.dialog("token-made");
        String secret = browser.textMatching("#token-secret", "\\S{20,}").strip();
        if (secret.isEmpty()) {
            secret = tab.attribute("#token-secret", "value");
        }
        assertThat(anonymous().bearer(secret).get("/api/channels").statusCode()).isEqualTo(200);
        assertThat(anonymous().bearer(secret).json("POST", "/api/announcements", "{\"text\":\"a\"}").statusCode()).isEqualTo(403);
        browser.click("dialog[open] button[data-action=ok], dialog[open] button[data-action=dismiss]");
        tab.awaitNoDialog();
        String row = "#tokens tr[data-token]";
        browser.textMatching(row, "the till in the shop");
        assertThat(browser.driver().getPageSource()).as("the page afterwards").doesNotContain(secret);
        browser.screenshot("access");
        browser.driver().navigate().refresh();
        tab.awaitLive();
        tab.view("access");
        browser.textMatching(row, "the till in the shop");
        assertThat(browser.driver().getPageSource()).as("the page when it is opened again").doesNotContain(secret);
        tab.press(row, "revoke-token");
        if (browser.sees("dialog[open]")) {
            tab.ok();
            tab.awaitNoDialog();
        }
        Until.isTrue("the token has gone", Browser.SOON, () -> !browser.has(row));
        assertThat(anonymous().bearer(secret).get("/api/channels").statusCode()).isEqualTo(401);
    }

    @Test
    void an_operator_who_is_added_in_the_tab_works_with_the_api_and_cannot_enter_the_console() throws Exception {
        Browser browser = session.browser();
        Tab tab = Tab.open(browser, session.product()).view("access");
        browser.click("#view-access button[data-action=add-user]");
        tab.dialog("add-user");
        tab.field("name", "omar");
        tab.choose("role", "OPERATOR");
        tab.field("password", OPERATOR_PASSWORD);
        tab.ok();
        tab.awaitNoDialog();
        browser.shown("#users tr[data-user=omar]");
        HttpTestClient omar = anonymous().basic("omar", OPERATOR_PASSWORD);
        assertThat(omar.json("POST", "/api/announcements", "{\"text\":\"one\"}").statusCode()).isEqualTo(202);
        assertThat(omar.get("/api/users").statusCode()).isEqualTo(403);
        assertThat(omar.get("/system/console/bundles").statusCode()).isIn(401, 403);
        // Refusals, and the console's own page of a refusal, which names no icon.
        browser.expect("status of 40[134]");
        browser.lend(() -> {
            LoginPage login = new LoginPage(browser, session.product());
            login.login("omar", OPERATOR_PASSWORD);
            // To the page for calling numbers.
            browser.textMatching("header", "omar");
            browser.open(session.product().consoleUrl() + "/bundles");
            assertThat(browser.driver().getPageSource()).as("what an operator's browser shows of the console")
                    .doesNotContain("announcer.engine");
        });
        Tab.open(browser, session.product()).view("access");
        tab.press("#users tr[data-user=omar]", "remove-user");
        tab.dialog("confirm");
        tab.ok();
        tab.awaitNoDialog();
        Until.isTrue("the user has gone", Browser.SOON, () -> !browser.has("#users tr[data-user=omar]"));
        assertThat(omar.get("/api/channels").statusCode()).isEqualTo(401);
        browser.click("#view-access button[data-action=reload-audit]");
        Until.isTrue("the trail tells of it", Browser.SOON, () -> browser.text("#audit").contains("omar"));
    }
}
