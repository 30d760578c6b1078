package announcer.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import announcer.api.EngineStatus;

class StatusPageTest {
    @Test
    void nothing_that_somebody_submitted_becomes_markup() {
        assertThat(StatusPage.escaped("<script>alert('x & \"y\"')</script> 中文"))
                .isEqualTo("&lt;script&gt;alert(&#39;x &amp; &quot;y&quot;&#39;)&lt;/script&gt; 中文");
    }

    @Test
    void what_rests_and_which_engine_is_set_aside_is_told() {
        StringWriter page = new StringWriter();
        PrintWriter out = new PrintWriter(page);
        StatusPage.engines(out, List.of(new EngineStatus("mary", "announcer.tts.mary 0.9.0", List.of(), Optional.of("it <hangs>"), 3,
                Optional.of(Instant.parse("2026-11-25T12:00:30Z")), Map.of())));
        StatusPage.resting(out, "transport winpipe rests: it needs Windows\ntransport x rests: it needs macOS");
        out.flush();
        assertThat(page.toString()).contains("<td>it &lt;hangs&gt;</td><td>3</td><td>2026-11-25T12:00:30Z</td>")
                .contains("<p class=\"statline\">transport winpipe rests: it needs Windows</p>").contains("it needs macOS</p>");
    }
}
