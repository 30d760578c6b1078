package announcer.itest.browser;

import java.util.List;

import org.openqa.selenium.By;

import announcer.bench.product.ProductProcess;
import announcer.bench.util.Until;
import announcer.itest.support.browser.Browser;

/** A configuration's form in Felix's own part of the web console. */
final class ConfigurationForm {
    private static final String DIALOG = ".ui-dialog";

    private final Browser browser;

    private ConfigurationForm(Browser browser) {
        this.browser = browser;
    }

    /** Opens the form of a configuration by its address, as the tab's links do. */
    static ConfigurationForm open(Browser browser, ProductProcess product, String pid) {
        browser.open(product.consoleUrl() + "/configMgr/" + pid);
        browser.shown(DIALOG + " #editorForm .minWidthCell");
        return new ConfigurationForm(browser);
    }

    /** All of its words: names, help, what can be chosen. */
    String text() {
        return browser.text(DIALOG);
    }

    /** The names of its settings. */
    List<String> names() {
        return ((List<?>) browser.script("return [...document.querySelectorAll(arguments[0])].map((cell) => cell.innerText);",
                DIALOG + " #editorForm .minWidthCell")).stream().map(String::valueOf).toList();
    }

    private static String field(String name) {
        return DIALOG + " #editorForm [name='" + name + "']";
    }

    String value(String name) {
        return String.valueOf(browser.shown(field(name)).getAttribute("value"));
    }

    String type(String name) {
        return String.valueOf(browser.shown(field(name)).getAttribute("type"));
    }

    void fill(String name, String value) {
        browser.type(field(name), value);
        // A setting that is not given has an unticked box before it; ticked it is saved.
        browser.script("const box = document.querySelector(arguments[0]); if (box) { box.checked = true; }",
                DIALOG + " #editorForm input[name='opt" + name + "']");
    }

    /** Presses Save, the last of the form's buttons, and waits until the server has answered; returns the answer's status. */
    int save() {
        browser.script("window.saved = null; const ajax = jQuery.ajax; jQuery.ajax = (...all) => { const xhr = ajax.apply(jQuery, all);"
                + " xhr.always(() => { window.saved = xhr.status; }); return xhr; };");
        var buttons = browser.driver().findElements(By.cssSelector(DIALOG + " .ui-dialog-buttonset button"));
        buttons.get(buttons.size() - 1).click();
        return Until.matches("the form is answered", Browser.SOON, () -> {
            // A page that was left has no such variable: it is left when the values were accepted.
            Object status = browser.script("return typeof window.saved === 'undefined' ? 200 : window.saved");
            return status == null ? 0 : ((Number) status).intValue();
        }, s -> s > 0);
    }
}
