package announcer.itest.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import announcer.itest.support.browser.Browser;
import announcer.itest.support.browser.BrowserSession;
import announcer.itest.support.browser.LoginPage;
import announcer.itest.support.browser.Tab;
import announcer.itest.support.browser.UsesBrowserSession;

/** Everything that an administrator reads, in Chinese: chosen by the browser's language, and by hand. */
@UsesBrowserSession
class ChineseTest {
    private static final List<String> VIEWS = List.of("air", "schedules", "voices", "parts", "history", "access");

    private static BrowserSession session;
    /** Of somebody who reads Chinese. */
    private static Browser browser;

    @BeforeAll
    static void start(BrowserSession shared) throws Exception {
        session = shared;
        browser = Browser.start("zh-CN,zh");
        new LoginPage(browser, session.product()).opens("admin", BrowserSession.PASSWORD);
    }

    @AfterAll
    static void stop() {
        if (browser != null) {
            browser.close();
        }
    }

    @Test
    void the_tab_is_in_the_language_of_the_browser_and_in_the_other_one_at_a_click() throws Exception {
        Tab tab = Tab.open(browser, session.product());
        assertThat(tab.attribute("html", "lang")).startsWith("zh");
        tab.view("air");
        browser.screenshot("tab-zh");
        for (String view : VIEWS) {
            tab.view(view);
            assertThat(browser.text("#view-" + view)).as(view).matches("(?s).*\\p{IsHan}{2,}.*");
        }
        browser.click("button[data-action=language]");
        tab.awaitAttribute("html", "lang", "en");
        for (String view : VIEWS) {
            tab.view(view);
            assertThat(browser.text("#view-" + view)).as(view).doesNotContainPattern("\\p{IsHan}");
        }
        browser.driver().navigate().refresh();
        tab.awaitLive();
        assertThat(tab.attribute("html", "lang")).as("the language is kept").startsWith("en");
        browser.click("button[data-action=language]");
        tab.awaitAttribute("html", "lang", "zh");
    }

    @Test
    void a_form_of_the_console_is_in_chinese() throws Exception {
        for (String pid : List.of("announcer.channel~main", "announcer.rtsp", "announcer.web", "announcer.engine")) {
            ConfigurationForm form = ConfigurationForm.open(browser, session.product(), pid);
            assertThat(form.names()).as("names of the settings of " + pid).isNotEmpty()
                    .allMatch(name -> name.matches("(?s).*\\p{IsHan}.*"));
            assertThat(form.text()).matches("(?s).*\\p{IsHan}{4,}.*");
            if (pid.endsWith("main")) {
                browser.screenshot("form-zh");
            }
        }
    }

    @Test
    void axe_finds_no_serious_fault_in_any_view_in_either_language() throws Exception {
        Tab tab = Tab.open(browser, session.product());
        for (int i = 0; i < 2; i++) {
            String language = tab.attribute("html", "lang");
            // No style depends on the language.
            boolean colours = i == 0 || Boolean.getBoolean("thorough");
            for (String view : VIEWS) {
                tab.view(view);
                assertThat(Axe.faults(browser, colours)).as("axe on the view " + view + " in " + language).isEmpty();
            }
            tab.view("air");
            browser.click("button[data-action=new-channel]");
            tab.dialog("new-channel");
            assertThat(Axe.faults(browser, colours)).as("axe on a dialog in " + language).isEmpty();
            tab.dismiss();
            browser.click("button[data-action=language]");
            tab.awaitAttribute("html", "lang", language.startsWith("zh") ? "en" : "zh");
        }
    }

    @Test
    void axe_finds_no_serious_fault_on_the_page_that_frames_the_tab() throws Exception {
        browser.open(session.product().consoleUrl() + "/announcer");
        browser.shown("iframe#announcer-tab");
        // Felix's own navigation around it is not ours; the frame is.
        assertThat(Axe.faults(browser)).noneMatch(f -> f.contains("announcer-tab"));
        browser.screenshot("console");
    }
}
