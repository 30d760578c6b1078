package announcer.itest.support.browser;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;

import org.openqa.selenium.By;
import org.openqa.selenium.Cookie;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.NoSuchElementException;
import org.openqa.selenium.NoSuchSessionException;
import org.openqa.selenium.WebDriverException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

import announcer.bench.util.Tools;
import announcer.bench.util.Until;

/**
 * A headless Chromium with a fresh profile, as one person has it. What its pages complain of on the browser's console (errors of scripts,
 * what the content security policy forbade, what could not be loaded) is collected, and {@link #close} fails when there was any. Used by
 * one thread.
 */
public final class Browser implements AutoCloseable {
    /** How long a page may take to show what it should. */
    public static final Duration SOON = Duration.ofSeconds(15);
    private static final Dimension SIZE = new Dimension(1280, 900);
    private static final int PHONE = 500;
    /** The codes of keys that are no characters: a browser does what they do by these. */
    private static final Map<String, Integer> NAMED_KEYS = Map.of("Enter", 13, "Tab", 9, "Escape", 27, " ", 32);
    /** It would warn at each start that it has no DevTools of this Chromium; none are used. Held, or the level would be forgotten. */
    private static final Logger NO_DEVTOOLS = Logger.getLogger("org.openqa.selenium.devtools.CdpVersionFinder");

    /** Begins a script whose first argument is a CSS selector: its first element, and whether an element can be seen. */
    private static final String SHOWN = """
            const e = document.querySelector(arguments[0]);
            const shown = (one) => one !== null && one.checkVisibility({visibilityProperty: true, opacityProperty: true})
              && [...one.getClientRects()].some((r) => r.width > 0 && r.height > 0);
            """;
    /** Where to press an element, or why it cannot be. */
    private static final String PLACE = SHOWN + """
            window.pressDone?.();
            if (!shown(e)) { return 'it is not shown'; }
            if (e.disabled) { return 'it is disabled'; }
            const centre = () => {
              const r = [...e.getClientRects()].find((one) => one.width > 0 && one.height > 0);
              return [Math.round(r.left + r.width / 2), Math.round(r.top + r.height / 2)];
            };
            const free = (at) => e.contains(document.elementFromPoint(...at));
            if (!free(centre())) { e.scrollIntoView({block: 'center', inline: 'center', behavior: 'instant'}); }
            const at = centre();
            if (!free(at)) { return 'there is something else at ' + at; }
            // A page that redraws itself may move another element there before the button is down: that one is not pressed.
            const types = ['pointerdown', 'mousedown', 'pointerup', 'mouseup', 'click'];
            const guard = (event) => {
              if (!e.contains(event.target)) {
                window.pressMissed = true;
                event.preventDefault();
                event.stopImmediatePropagation();
              }
            };
            window.pressMissed = false;
            types.forEach((type) => window.addEventListener(type, guard, true));
            window.pressDone = () => {
              types.forEach((type) => window.removeEventListener(type, guard, true));
              window.pressDone = null;
              return window.pressMissed;
            };
            return at;
            """;
    /** Whether another element was there when the button was pressed. Of a page that was left by it nothing is known: it was not. */
    private static final String MISSED = "return window.pressDone ? window.pressDone() : false;";

    private final Path profile;
    private final ChromeDriverService service;
    private final ChromeDriver driver;
    private final List<String> complaints = new ArrayList<>();
    private final List<String> expected = new ArrayList<>();

    private Browser(Path chromium, Path chromedriver, String languages) throws IOException {
        NO_DEVTOOLS.setLevel(Level.SEVERE);
        profile = Files.createTempDirectory("announcer-browser-");
        // Both paths are given: Selenium's manager, which would look for downloads, is not asked.
        service = new ChromeDriverService.Builder().usingDriverExecutable(chromedriver.toFile()).usingAnyFreePort()
                .withLogFile(profile.resolve("chromedriver.log").toFile()).build();
        ChromeOptions options = new ChromeOptions();
        options.setBinary(chromium.toFile());
        options.addArguments("--headless=new", "--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu", "--no-first-run",
                "--autoplay-policy=no-user-gesture-required", "--user-data-dir=" + profile.resolve("profile"), "--lang=" + languages,
                "--window-size=" + SIZE.width + "," + SIZE.height, "--force-device-scale-factor=1",
                // Nothing moves for show: each frame of a movement is painted by the processor.
                "--force-prefers-reduced-motion",
                // What else a browser does beside pages: Debian's own settings and a person's browser start all of it.
                "--disable-extensions", "--disable-component-extensions-with-background-pages", "--disable-gpu-rasterization",
                "--renderer-process-limit=2", "--disable-features=SpareRendererForSitePerProcess,OptimizationHints,MediaRouter,Translate",
                // Pages that a test does not look at run on at their full pace.
                "--disable-background-timer-throttling", "--disable-renderer-backgrounding", "--disable-component-update");
        options.setExperimentalOption("prefs",
                Map.of("intl.accept_languages", languages, "credentials_enable_service", false, "profile.password_manager_enabled", false));
        LoggingPreferences logs = new LoggingPreferences();
        logs.enable(LogType.BROWSER, Level.ALL);
        options.setCapability(ChromeOptions.LOGGING_PREFS, logs);
        driver = new ChromeDriver(service, options);
        driver.manage().timeouts().scriptTimeout(Duration.ofSeconds(60)).pageLoadTimeout(Duration.ofSeconds(30));
    }

    /** Of somebody who reads English. */
    public static Browser start() throws IOException {
        return start("en-GB,en");
    }

    /** Of somebody who reads these languages, in this order. */
    public static Browser start(String languages) throws IOException {
        return new Browser(Tools.require("chromium"), Tools.require("chromedriver"), languages);
    }

    /** Skips the test on a machine without a browser. */
    public static void require() {
        Tools.require("chromium");
        Tools.require("chromedriver");
    }

    public ChromeDriver driver() {
        return driver;
    }

    public void open(String url) {
        driver.get(url);
    }

    /** A complaint that matches this is part of the test: what is refused is written on the browser's console too. */
    public void expect(String regex) {
        expected.add(regex);
    }

    /** What the pages have complained of so far, but for what was expected. */
    public List<String> complaints() {
        for (LogEntry e : driver.manage().logs().get(LogType.BROWSER)) {
            if (e.getLevel().intValue() >= Level.SEVERE.intValue() || e.getMessage().contains("Content Security Policy")) {
                complaints.add(e.getMessage());
            }
        }
        return complaints.stream().filter(c -> expected.stream().noneMatch(r -> c.matches("(?s).*" + r + ".*"))).toList();
    }

    /** Fails when a page has complained of what was not expected; from now on nothing is expected, and what was said is forgotten. */
    public void assertNoComplaints() {
        List<String> left = complaints();
        complaints.clear();
        expected.clear();
        if (!left.isEmpty()) {
            throw new AssertionError("the pages complained:\n" + String.join("\n", left));
        }
    }

    /** The first element for a CSS selector, as soon as it is shown. */
    public WebElement shown(String css) {
        return await(css + " is shown", () -> (WebElement) script(SHOWN + "return shown(e) ? e : null;", css), e -> e != null);
    }

    /** All elements for a CSS selector, now. */
    public List<WebElement> all(String css) {
        return driver.findElements(By.cssSelector(css));
    }

    /** Whether there is such an element now, shown or not. */
    public boolean has(String css) {
        return (Boolean) script("return document.querySelector(arguments[0]) !== null;", css);
    }

    /** Whether there is such an element and it can be seen. */
    public boolean sees(String css) {
        return (Boolean) script(SHOWN + "return [...document.querySelectorAll(arguments[0])].some(shown);", css);
    }

    /**
     * Presses the mouse's button over an element, as soon as it is shown and nothing lies over it, and again when a page that redraws itself
     * has taken it away under the mouse.
     */
    public void click(String css) {
        await(css + " can be clicked", () -> script(PLACE, css), place -> {
            if (!(place instanceof List<?> at)) {
                return false;
            }
            mouse("mousePressed", at);
            mouse("mouseReleased", at);
            return !missed();
        });
    }

    private boolean missed() {
        try {
            return script(MISSED).equals(true);
        } catch (WebDriverException e) {
            // The page was being left.
            return false;
        }
    }

    private void mouse(String type, List<?> at) {
        driver.executeCdpCommand("Input.dispatchMouseEvent",
                Map.of("type", type, "x", at.get(0), "y", at.get(1), "button", "left", "clickCount", 1));
    }

    /** Types into a field, in place of what was there: all but the last character at once, which is much faster, and that by its key. */
    public void type(String css, String text) {
        int last = text.offsetByCodePoints(text.length(), -1);
        await(css + " can be typed into", () -> script(SHOWN + """
                if (!shown(e)) { return 'it is not shown'; }
                e.focus();
                if (document.activeElement !== e || e.readOnly) { return 'it takes no text'; }
                e.select();
                return null;
                """, css), fault -> fault == null);
        driver.executeCdpCommand("Input.insertText", Map.of("text", text.substring(0, last)));
        String key = text.substring(last);
        driver.executeCdpCommand("Input.dispatchKeyEvent", Map.of("type", "keyDown", "key", key, "text", key));
        driver.executeCdpCommand("Input.dispatchKeyEvent", Map.of("type", "keyUp", "key", key));
    }

    /** Presses a key where the keyboard's focus is: a character, or Enter, Tab, Escape. */
    public void press(String key) {
        Map<String, Object> down = new HashMap<>(
                Map.of("type", "keyDown", "key", key, "windowsVirtualKeyCode", NAMED_KEYS.getOrDefault(key, 0)));
        if (key.length() == 1 || key.equals("Enter")) {
            down.put("text", key.length() == 1 ? key : "\r");
        }
        driver.executeCdpCommand("Input.dispatchKeyEvent", down);
        driver.executeCdpCommand("Input.dispatchKeyEvent",
                Map.of("type", "keyUp", "key", key, "windowsVirtualKeyCode", NAMED_KEYS.getOrDefault(key, 0)));
    }

    /** Makes the window another one's: a telephone's is 360 wide. */
    public void size(int width, int height) {
        driver.executeCdpCommand("Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", width < PHONE));
    }

    /** The window's own size again. */
    public void ownSize() {
        driver.executeCdpCommand("Emulation.clearDeviceMetricsOverride", Map.of());
    }

    /** Chooses an option by its value, as soon as there is such a one. */
    public void choose(String css, String value) {
        await(value + " can be chosen of " + css, () -> script(SHOWN + """
                if (!shown(e) || e.disabled) { return 'it is not shown, or disabled'; }
                const option = [...e.options].find((o) => o.value === arguments[1]);
                if (!option || option.disabled) { return 'there is ' + [...e.options].map((o) => o.value); }
                e.focus();
                if (!option.selected) {
                  option.selected = true;
                  e.dispatchEvent(new Event('input', {bubbles: true}));
                  e.dispatchEvent(new Event('change', {bubbles: true}));
                }
                return null;
                """, css, value), fault -> fault == null);
    }

    /** The text of an element, as it is read. */
    public String text(String css) {
        return await(css + " has a text", () -> readText(css), t -> true);
    }

    /** Waits until an element's text matches, and gives it. */
    public String textMatching(String css, String regex) {
        return await("the text of " + css + " matches " + regex, () -> readText(css), t -> t.matches("(?s).*(" + regex + ").*"));
    }

    private String readText(String css) {
        String text = (String) script(SHOWN + "return e === null ? null : shown(e) ? e.innerText.trim() : '';", css);
        if (text == null) {
            throw new NoSuchElementException(css);
        }
        return text;
    }

    /** By short scripts: Selenium's own looks and clicks send the page 50 kB of script each, and cost ten times the processor time. */
    private <T> T await(String what, Callable<T> look, Predicate<? super T> good) {
        try {
            return Until.matches(what, SOON, look, good);
        } catch (AssertionError e) {
            throw new AssertionError(e.getMessage() + "; at " + driver.getCurrentUrl(), e);
        }
    }

    /** Runs a script in the page and gives what it returns. */
    public Object script(String script, Object... arguments) {
        return driver.executeScript(script, arguments);
    }

    /** The same for a script that calls its last argument with the result. */
    public Object asyncScript(String script, Object... arguments) {
        return driver.executeAsyncScript(script, arguments);
    }

    /** Forgets all cookies: nobody is logged in. */
    public void forgetLogin() {
        driver.executeCdpCommand("Network.clearBrowserCookies", Map.of());
    }

    /** Lets another person use it, who is not logged in; then the one who was is again. */
    public void lend(ThrowingAction use) throws Exception {
        Set<Cookie> own = driver.manage().getCookies();
        forgetLogin();
        Exception fault = null;
        try {
            use.run();
        } catch (Exception e) {
            fault = e;
        }
        try {
            forgetLogin();
            own.forEach(driver.manage()::addCookie);
        } catch (RuntimeException e) {
            // Cookies cannot be set on a page of another site: what led there is what matters.
            if (fault == null) {
                throw e;
            }
            fault.addSuppressed(e);
        }
        if (fault != null) {
            throw fault;
        }
    }

    /** What somebody does who may fail. */
    @FunctionalInterface
    public interface ThrowingAction {
        void run() throws Exception;
    }

    /** A picture of the window, for the documentation. */
    public void screenshot(String name) throws IOException {
        Screenshots.take(driver, name);
    }

    /** Ends it, with its process and its profile. */
    @Override
    public void close() {
        List<String> left = List.of();
        try {
            left = complaints();
            driver.quit();
        } catch (NoSuchSessionException e) {
            left = List.of("the browser has ended by itself: " + e.getMessage());
        } finally {
            service.stop();
            delete(profile);
        }
        if (!left.isEmpty()) {
            throw new AssertionError("the pages complained:\n" + String.join("\n", left));
        }
    }

    private static void delete(Path folder) {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path p : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(p);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the profile " + folder + " could not be removed", e);
        }
    }
}
