package announcer.console;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class StatusPageTest {
    @Test
    void nothing_that_somebody_submitted_becomes_markup() {
        assertThat(StatusPage.escaped("<script>alert('x & \"y\"')</script> 中文"))
                .isEqualTo("&lt;script&gt;alert(&#39;x &amp; &quot;y&quot;&#39;)&lt;/script&gt; 中文");
    }
}
