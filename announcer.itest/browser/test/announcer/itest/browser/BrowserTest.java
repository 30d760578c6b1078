package announcer.itest.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import announcer.itest.support.browser.Browser;

/** The browser that the other tests trust: it hears what a page complains of, its axe finds faults, and nothing of it stays behind. */
class BrowserTest {
    @BeforeEach
    void needs() {
        Browser.require();
    }

    @Test
    void a_page_whose_script_fails_fails_the_test() throws Exception {
        Browser browser = Browser.start();
        browser.open("data:text/html,<script>throw new Error('on purpose')</script>");
        assertThatThrownBy(browser::close).hasMessageContaining("on purpose");
    }

    @Test
    void what_a_content_security_policy_forbids_fails_the_test() throws Exception {
        Browser browser = Browser.start();
        browser.open("data:text/html,<meta http-equiv='Content-Security-Policy' content=\"script-src 'none'\"><script>1</script>");
        assertThatThrownBy(browser::close).hasMessageContaining("Content Security Policy");
    }

    @Test
    void axe_finds_a_picture_that_nobody_can_read_out() throws Exception {
        try (Browser browser = Browser.start()) {
            browser.open("data:text/html,<html lang='en'><title>t</title><main><h1>h</h1><img src='data:,x'></main>");
            assertThat(Axe.faults(browser)).anyMatch(f -> f.contains("image-alt"));
        }
    }

    @Test
    void it_speaks_the_languages_that_it_was_started_with_and_leaves_no_process_behind() throws Exception {
        long before = browsers();
        try (Browser browser = Browser.start("zh-CN,zh")) {
            browser.open("data:text/html,<title>t</title>");
            assertThat(browser.script("return navigator.language")).isEqualTo("zh-CN");
            assertThat(browsers()).isGreaterThan(before);
        }
        announcer.bench.util.Until.isTrue("all processes of the browser have ended", Browser.SOON, () -> browsers() <= before);
    }

    private static long browsers() {
        try (Stream<ProcessHandle> children = ProcessHandle.current().descendants()) {
            return children.filter(p -> p.info().command().orElse("").contains("chrom")).count();
        }
    }
}
