package announcer.itest.browser.morning;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;

import com.google.gson.JsonObject;

import announcer.bench.report.Percentiles;
import announcer.itest.support.browser.Browser;

/** A board in a window of its own, and when which number was shown on it, by this machine's clock. */
final class SeenBoard {
    private static final String WATCH = """
            window.seen = [];
            const number = document.querySelector('#number');
            new MutationObserver(() => {
              const shown = number.textContent;
              if (window.seen.length === 0 || window.seen[window.seen.length - 1][0] !== shown) {
                window.seen.push([shown, Date.now()]);
              }
            }).observe(number, {childList: true, characterData: true, subtree: true});
            """;
    private final Browser browser;
    private final String window;

    /** The board that is shown now. */
    SeenBoard(Browser browser) {
        this.browser = browser;
        window = browser.driver().getWindowHandle();
        browser.script(WATCH);
    }

    void look() {
        Windows.look(browser, window);
    }

    /** It has shown these calls, in this order and no others; tells how soon after their first samples. */
    void assertSeen(List<JsonObject> calls) {
        look();
        List<?> seen = (List<?>) browser.script("return window.seen;");
        List<String> numbers = new ArrayList<>();
        List<Long> times = new ArrayList<>();
        for (Object one : seen) {
            numbers.add((String) ((List<?>) one).get(0));
            times.add(((Number) ((List<?>) one).get(1)).longValue());
        }
        // A number that is called twice in a row stays where it is.
        List<JsonObject> changes = new ArrayList<>();
        for (JsonObject call : calls) {
            if (changes.isEmpty() || !Office.number(changes.get(changes.size() - 1)).equals(Office.number(call))) {
                changes.add(call);
            }
        }
        assertThat(numbers).as("what the board showed").isEqualTo(changes.stream().map(Office::number).toList());
        List<Double> after = new ArrayList<>();
        for (int i = 0; i < changes.size(); i++) {
            after.add((double) (times.get(i) - Office.started(changes.get(i)).toEpochMilli()));
        }
        Percentiles p = Percentiles.of(after);
        System.out.printf(
                "board: %d calls seen; after their first sample at the pipe: median %.0f ms, p90 %.0f, largest %.0f; within 100 ms %d%n",
                p.count(), p.median(), p.at(90), p.max(), after.stream().filter(a -> a <= 100).count());
    }
}
