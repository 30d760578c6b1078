package announcer.itest.support.browser;

import java.util.List;

import org.openqa.selenium.WebElement;

import announcer.bench.product.ProductProcess;
import announcer.bench.util.Until;

/** The console's Announcer tab, in the hands of somebody who is logged in. */
public final class Tab {
    private final Browser browser;
    private final String url;

    private Tab(Browser browser, ProductProcess product) {
        this.browser = browser;
        this.url = product.consoleUrl() + "/announcer/tab.html";
    }

    /** Opens it and waits until it shows what there is, live. */
    public static Tab open(Browser browser, ProductProcess product) {
        Tab tab = new Tab(browser, product);
        browser.open(tab.url);
        tab.awaitLive();
        return tab;
    }

    public void awaitLive() {
        browser.shown("html[data-ready=true]");
        Until.isTrue("the tab is connected", Browser.SOON, () -> browser.has("html[data-connection=live]"));
    }

    /** Shows one of its views: air, schedules, voices, parts, history, access. */
    public Tab view(String name) {
        browser.click("nav a[data-view=" + name + "]");
        browser.shown("#view-" + name);
        return this;
    }

    public static String channel(String id) {
        return "article[data-channel='" + id + "']";
    }

    public static String announcement(String id) {
        return "[data-announcement='" + id + "']";
    }

    /** Presses a button inside of something. */
    public void press(String within, String action) {
        browser.click(within + " [data-action=" + action + "]");
    }

    public String attribute(String css, String name) {
        return Until.matches(css + " has " + name, Browser.SOON, () -> read(css, name), a -> a != null);
    }

    public void awaitAttribute(String css, String name, String value) {
        Until.matches(name + " of " + css + " is " + value, Browser.SOON, () -> read(css, name), value::equals);
    }

    private String read(String css, String name) {
        return (String) browser.script("return document.querySelector(arguments[0]).getAttribute(arguments[1]);", css, name);
    }

    /** Opens the details of a channel's card when they are closed. */
    public void details(String id) {
        String button = channel(id) + " button[data-action=details]";
        if (!"true".equals(attribute(button, "aria-expanded"))) {
            browser.click(button);
            awaitAttribute(button, "aria-expanded", "true");
        }
    }

    /** Chooses the voice of a channel; says yes when the tab asks. */
    public void chooseVoice(String channel, String voice) {
        String css = channel(channel) + " select[data-action=voice]";
        browser.script("document.querySelector(arguments[0]).focus()", css);
        browser.choose(css, voice);
        if (browser.sees("dialog[open]")) {
            ok();
        }
    }

    public WebElement dialog(String name) {
        return browser.shown("dialog[open][data-dialog=" + name + "]");
    }

    public void field(String name, String value) {
        browser.type("dialog[open] [name=" + name + "]", value);
    }

    public void choose(String name, String value) {
        browser.choose("dialog[open] [name=" + name + "]", value);
    }

    /** What the open dialog says an action interrupts. */
    public List<String> interrupts() {
        return browser.all("dialog[open] ul.interrupts li").stream().map(WebElement::getText).toList();
    }

    public void ok() {
        browser.click("dialog[open] button[data-action=ok]");
    }

    public void dismiss() {
        browser.click("dialog[open] button[data-action=dismiss]");
        awaitNoDialog();
    }

    public void awaitNoDialog() {
        Until.isTrue("the dialog is closed", Browser.SOON.plusSeconds(15), () -> {
            if (browser.sees("dialog[open] [role=alert]")) {
                String fault = browser.text("dialog[open] [role=alert]");
                if (!fault.isBlank()) {
                    throw new AssertionError("the dialog says: " + fault);
                }
            }
            return !browser.has("dialog[open]");
        });
    }

    /** Says a text by the form; returns its id. */
    public String say(String channel, String text) {
        browser.choose("#say-channel", channel);
        browser.type("#say-text", text);
        String before = String.valueOf(read("#say-outcome", "data-id"));
        browser.click("form#say button[data-action=say]");
        return Until.matches("the tab says what became of it", Browser.SOON, () -> read("#say-outcome", "data-id"),
                id -> id != null && !id.isBlank() && !id.equals(before));
    }
}
