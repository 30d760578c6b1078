package announcer.itest.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;

import announcer.bench.http.EventTap;
import announcer.bench.http.HttpTestClient;
import announcer.bench.product.PipeReaders;
import announcer.bench.report.Percentiles;
import announcer.bench.report.Table;
import announcer.bench.util.Until;
import announcer.itest.support.ThrowingRunnable;
import announcer.itest.support.browser.Browser;
import announcer.itest.support.browser.BrowserSession;
import announcer.itest.support.browser.Tab;
import announcer.itest.support.browser.UsesBrowserSession;

/**
 * The tab with many channels on the air and a long history: 20 channels and 600 announcements, 100 and 10,000 under {@code -Dthorough}. Figures are printed, for docs/benchmarks.md; only that everything
 * is shown and works is asserted: what a busy machine makes of times is no fault.
 */
@UsesBrowserSession
class ConsoleScaleTest {
    private static final boolean THOROUGH = Boolean.getBoolean("thorough");
    private static final int CHANNELS = THOROUGH ? 100 : 20;
    private static final int HISTORY = THOROUGH ? 10_000 : 600;
    private static final int CLICKS = THOROUGH ? 20 : 10;
    private static final Duration WINDOW = Duration.ofSeconds(THOROUGH ? 10 : 4);
    private static final Duration LOADING = Duration.ofMinutes(3);

    private static BrowserSession session;
    private static PipeReaders readers;
    private static HttpTestClient admin;
    /** Of the script that each page runs first here, and in no other test. */
    private static Object script;

    @BeforeAll
    static void start(BrowserSession shared) throws Exception {
        session = shared;
        session.home().conf("announcer.web", "requestsPerSecond=0");
        for (int i = 0; i < CHANNELS; i++) {
            String id = i == 0 ? "main" : "c" + i;
            // No ffmpeg for each: their sockets are read by this test.
            session.home().conf("announcer.channel~" + id, "id=" + id, "voice=freetts/kevin16", i == 0 ? "pusher=ffmpeg" : "pusher=none",
                    "queueCapacity=1000");
        }
        Until.isTrue("all of it is in force", LOADING, () -> {
            List<JsonObject> channels = session.api().channels();
            return channels.size() == CHANNELS && channels.stream().allMatch(c -> c.get("queueCapacity").getAsInt() == 1000)
                    && session.api().get("settings/announcer.web").getAsJsonObject("values").get("requestsPerSecond").getAsString()
                            .equals("0");
        });
        admin = session.admin();
        readers = new PipeReaders(
                session.api().channels().stream().filter(c -> c.get("push").isJsonNull()).map(c -> c.get("inputUrl").getAsString())
                        .toList());
        Until.isTrue(CHANNELS + " channels are on the air", Duration.ofSeconds(60),
                () -> session.api().channels().stream().filter(c -> c.get("onAir").getAsBoolean()).count() == CHANNELS);
    }

    @AfterAll
    static void stop() throws Exception {
        if (readers != null) {
            readers.close();
        }
        if (script != null) {
            session.browser().driver().executeCdpCommand("Page.removeScriptToEvaluateOnNewDocument", Map.of("identifier", script));
        }
    }

    /** All finished: they are cancelled while they wait behind a long one, most of them; some hundreds are spoken. */
    private static void makeHistory() throws Exception {
        List<Callable<Integer>> work = new ArrayList<>();
        for (int i = 0; i < CHANNELS; i++) {
            String channel = i == 0 ? "main" : "c" + i;
            work.add(() -> history(channel));
        }
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            int made = 0;
            for (Future<Integer> f : threads.invokeAll(work)) {
                made += f.get();
            }
            assertThat(made).isGreaterThanOrEqualTo(HISTORY);
        } finally {
            threads.shutdownNow();
        }
        Until.isTrue("all have an outcome", LOADING,
                () -> session.api().channels().stream()
                        .allMatch(c -> c.get("queueLength").getAsInt() == 0 && c.get("speaking").isJsonNull()));
    }

    private static int history(String channel) throws Exception {
        int each = HISTORY / CHANNELS + 1;
        for (int k = 0; k < each; k++) {
            HttpResponse<String> answer = session.api()
                    .submit(Map.of("text", k < 3 ? "one" : "Number " + k + ", please go to counter three.",
                            "channel", channel, "ttlSeconds", k < 3 ? 60 : 0.05));
            if (answer.statusCode() != 202) {
                throw new AssertionError(answer.statusCode() + " " + answer.body());
            }
        }
        return each;
    }

    @Test
    void the_tab_is_usable_with_many_channels_and_a_long_history() throws Exception {
        makeHistory();
        Table figures = new Table("what", "figure", "unit");
        firstLoad(figures);
        try (EventTap tap = EventTap.open(admin)) {
            Until.isTrue("the snapshot has come", Browser.SOON, () -> tap.events() > 0);
            figures.row("event stream: snapshot", tap.snapshotBytes() / 1000.0, "kB");
            figures.row("event stream: snapshot, after the headers", tap.snapshotMillis(), "ms");
        }
        window(figures, "idle", () -> {});
        window(figures, "all channels speaking", ConsoleScaleTest::speakEverywhere);
        clicks(figures);
        history(figures);
        System.out.println("The Announcer tab with " + CHANNELS + " channels on the air and " + HISTORY + " announcements of history:");
        System.out.print(figures);
    }

    private static void firstLoad(Table figures) throws Exception {
        Browser browser = session.browser();
        script = browser.driver().executeCdpCommand("Page.addScriptToEvaluateOnNewDocument", Map.of("source", """
                window.longTasks = [];
                new PerformanceObserver(list => list.getEntries().forEach(e => window.longTasks.push(e.duration)))
                  .observe({type: 'longtask', buffered: true});
                new MutationObserver((changes, observer) => {
                  if (document.documentElement.dataset.ready === 'true') { window.readyAt = performance.now(); observer.disconnect(); }
                }).observe(document, {subtree: true, attributes: true, attributeFilter: ['data-ready']});
                """)).get("identifier");
        Tab.open(browser, session.product()).view("air");
        Until.isTrue("all channels are shown", Browser.SOON, () -> browser.all("article[data-channel]").size() == CHANNELS);
        Object loaded = browser.script("return performance.getEntriesByType('resource').filter(e => !e.name.includes('/api/'))"
                + ".concat(performance.getEntriesByType('navigation')).reduce((n, e) => n + e.encodedBodySize, 0)");
        Object files = browser.script("return performance.getEntriesByType('resource').filter(e => !e.name.includes('/api/')).length + 1");
        figures.row("first load: page, style and script", number(loaded) / 1000, "kB in " + files + " files");
        figures.row("first load: until all is shown", number(browser.script("return window.readyAt")), "ms");
        figures.row("first load: longest task", number(browser.script("return Math.max(0, ...window.longTasks)")), "ms");
    }

    private static double number(Object o) {
        return ((Number) o).doubleValue();
    }

    private static void window(Table figures, String name, ThrowingRunnable action) throws Exception {
        Browser browser = session.browser();
        action.run();
        browser.script("window.longTasks = []");
        try (EventTap tap = EventTap.open(admin)) {
            Until.isTrue("the snapshot has come", Browser.SOON, () -> tap.events() > 0);
            long events = tap.events();
            long bytes = tap.bytes();
            long from = System.nanoTime();
            Until.isTrue("the time is over", WINDOW.plusSeconds(5), () -> System.nanoTime() - from > WINDOW.toNanos());
            double seconds = (System.nanoTime() - from) / 1e9;
            figures.row(name + ": events", (tap.events() - events) / seconds, "1/s");
            figures.row(name + ": event stream", (tap.bytes() - bytes) / seconds / 1000, "kB/s");
        }
        figures.row(name + ": longest task of the page", number(browser.script("return Math.max(0, ...window.longTasks)")), "ms");
        figures.row(name + ": heap of the page", number(browser.script("return performance.memory.usedJSHeapSize")) / 1e6, "MB");
        assertThat(browser.all("html[data-connection=live]")).as("the page has kept up").hasSize(1);
    }

    private static void speakEverywhere() throws Exception {
        for (JsonObject channel : session.api().channels()) {
            session.api().say("Number forty two, please go to counter three. Number forty three, please go to counter four. "
                    + "Number forty four, please go to counter five. Please have your documents ready.", channel.get("id").getAsString());
            session.api().say("Number forty five, please go to counter three.", channel.get("id").getAsString());
        }
    }

    /** From the click on "pause" until the channel's card says so. */
    private static void clicks(Table figures) {
        List<Double> millis = new ArrayList<>();
        for (int i = 0; i < CLICKS; i++) {
            Object took = session.browser().asyncScript("""
                    const [css, done] = arguments;
                    const card = document.querySelector(css);
                    const before = card.dataset.paused;
                    const clicked = performance.now();
                    const observer = new MutationObserver(() => {
                      const now = document.querySelector(css);
                      if (now && now.dataset.paused !== before) { observer.disconnect(); done(performance.now() - clicked); }
                    });
                    observer.observe(document.body, {subtree: true, attributes: true, childList: true});
                    card.querySelector('button[data-action=pause]').click();
                    """, Tab.channel("c" + (1 + i % 2)));
            millis.add(number(took));
        }
        Percentiles p = Percentiles.of(millis);
        figures.row("click on pause until the card shows it: median of " + CLICKS, p.median(), "ms");
        figures.row("click on pause until the card shows it: largest", p.max(), "ms");
    }

    private static void history(Table figures) throws Exception {
        Browser browser = session.browser();
        Object first = browser.asyncScript(untilRowsChange("document.querySelector('nav a[data-view=history]').click()"));
        Until.isTrue("the history is shown", Browser.SOON, () -> browser.all("#history tbody tr[data-announcement]").size() > 10);
        figures.row("history: first page", number(first), "ms");
        figures.row("history: rows of a page", (double) browser.all("#history tbody tr[data-announcement]").size(), "");
        List<Double> pages = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            pages.add(number(browser.asyncScript(untilRowsChange("document.querySelector('button[data-action=older]').click()"))));
        }
        figures.row("history: an older page, median of 10", Percentiles.of(pages).median(), "ms");
        HttpResponse<String> page = admin.get("/api/announcements?limit=100");
        figures.row("history: 100 announcements of the API", page.body().length() / 1000.0, "kB");
        int count = 0;
        String before = "";
        do {
            JsonObject answer = JsonParser.parseString(admin.get("/api/announcements?limit=1000" + before).body()).getAsJsonObject();
            count += answer.getAsJsonArray("announcements").size();
            before = answer.get("next").isJsonNull() ? "" : "&before=" + answer.get("next").getAsString();
        } while (!before.isEmpty());
        assertThat(count).as("announcements that the API pages through").isGreaterThanOrEqualTo(HISTORY);
    }

    private static String untilRowsChange(String act) {
        return "const done = arguments[arguments.length - 1]; const first = () => { const r = document.querySelector('#history tbody tr[data-announcement]');"
                + "return r ? r.dataset.announcement : ''; }; const before = first(); const from = performance.now();"
                + "const look = () => { const now = first(); if (now !== '' && now !== before) { done(performance.now() - from); }"
                + "else if (performance.now() - from > 20000) { done(-1); } else { setTimeout(look, 2); } };" + act + "; look();";
    }
}
