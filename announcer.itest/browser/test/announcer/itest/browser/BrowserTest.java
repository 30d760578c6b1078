package announcer.itest.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import announcer.bench.util.Until;
import announcer.itest.support.browser.Browser;
import announcer.itest.support.browser.BrowserSession;
import announcer.itest.support.browser.UsesBrowserSession;

/** The browser that the other tests trust: it hears what a page complains of, its axe finds faults, and nothing of it stays behind. */
@UsesBrowserSession
class BrowserTest {
    @Test
    void a_page_whose_script_fails_fails_the_test(BrowserSession session) {
        session.browser().open("data:text/html,<script>throw new Error('on purpose')</script>");
        assertThatThrownBy(session.browser()::assertNoComplaints).hasMessageContaining("on purpose");
    }

    @Test
    void what_a_content_security_policy_forbids_fails_the_test(BrowserSession session) {
        session.browser()
                .open("data:text/html,<meta http-equiv='Content-Security-Policy' content=\"script-src 'none'\"><script>1</script>");
        assertThatThrownBy(session.browser()::assertNoComplaints).hasMessageContaining("Content Security Policy");
    }

    @Test
    void axe_finds_a_picture_that_nobody_can_read_out(BrowserSession session) throws Exception {
        session.browser().open("data:text/html,<html lang='en'><title>t</title><main><h1>h</h1><img src='data:,x'></main>");
        assertThat(Axe.faults(session.browser())).anyMatch(f -> f.contains("image-alt"));
    }

    @Test
    void it_speaks_the_languages_that_it_was_started_with_tells_complaints_at_its_end_and_leaves_no_process_behind() throws Exception {
        long before = browsers();
        Browser browser = Browser.start("zh-CN,zh");
        try {
            browser.open("data:text/html,<script>throw new Error('on purpose')</script>");
            assertThat(browser.script("return navigator.language")).isEqualTo("zh-CN");
            assertThat(browsers()).isGreaterThan(before);
        } finally {
            assertThatThrownBy(browser::close).hasMessageContaining("on purpose");
        }
        Until.isTrue("all processes of the browser have ended", Browser.SOON, () -> browsers() <= before);
    }

    private static long browsers() {
        try (Stream<ProcessHandle> children = ProcessHandle.current().descendants()) {
            return children.filter(p -> p.info().command().orElse("").contains("chrom")).count();
        }
    }
}
