package announcer.itest.support.browser;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;

import org.openqa.selenium.By;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.NoSuchSessionException;
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
    /** It would warn at each start that it has no DevTools of this Chromium; none are used. Held, or the level would be forgotten. */
    private static final Logger NO_DEVTOOLS = Logger.getLogger("org.openqa.selenium.devtools.CdpVersionFinder");

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
        return Until.matches(css + " is shown at " + driver.getCurrentUrl(), SOON, () -> driver.findElement(By.cssSelector(css)),
                WebElement::isDisplayed);
    }

    /** All elements for a CSS selector, now. */
    public List<WebElement> all(String css) {
        return driver.findElements(By.cssSelector(css));
    }

    /** Whether there is such an element and it can be seen. */
    public boolean sees(String css) {
        return all(css).stream().anyMatch(WebElement::isDisplayed);
    }

    /** Clicks as soon as it can be clicked: a page that redraws itself may take an element away under the mouse. */
    public void click(String css) {
        Until.isTrue(css + " can be clicked at " + driver.getCurrentUrl(), SOON, () -> {
            driver.findElement(By.cssSelector(css)).click();
            return true;
        });
    }

    /** Types into a field, in place of what was there. */
    public void type(String css, String text) {
        WebElement field = shown(css);
        field.clear();
        field.sendKeys(text);
    }

    /** The text of an element, as it is read. */
    public String text(String css) {
        return Until.matches(css + " has a text", SOON, () -> driver.findElement(By.cssSelector(css)).getText(), t -> t != null);
    }

    /** Waits until an element's text matches, and gives it. */
    public String textMatching(String css, String regex) {
        return Until.matches("the text of " + css + " matches " + regex, SOON, () -> driver.findElement(By.cssSelector(css)).getText(),
                t -> t.matches("(?s).*(" + regex + ").*"));
    }

    /** Runs a script in the page and gives what it returns. */
    public Object script(String script, Object... arguments) {
        return driver.executeScript(script, arguments);
    }

    /** The same for a script that calls its last argument with the result. */
    public Object asyncScript(String script, Object... arguments) {
        return driver.executeAsyncScript(script, arguments);
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
