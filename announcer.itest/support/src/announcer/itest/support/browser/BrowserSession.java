package announcer.itest.support.browser;

import announcer.bench.http.ApiClient;
import announcer.bench.http.HttpTestClient;
import announcer.bench.product.Home;
import announcer.bench.product.ProductProcess;
import announcer.itest.support.SharedProduct;

/** A product that runs, a browser, and an administrator who has chosen a password and is logged in. */
public final class BrowserSession implements AutoCloseable {
    /** The administrator's password. */
    public static final String PASSWORD = SharedProduct.PASSWORD;

    private final SharedProduct shared;
    private final Browser browser;
    private Tab tab;
    private boolean forgotten;

    private BrowserSession(SharedProduct shared, Browser browser) {
        this.shared = shared;
        this.browser = browser;
    }

    /** Starts a product on this home, which is removed at the end, and a browser. */
    public static BrowserSession start(Home home) throws Exception {
        Browser.require();
        SharedProduct shared = SharedProduct.start(home);
        Browser browser = null;
        try {
            browser = Browser.start();
            BrowserSession session = new BrowserSession(shared, browser);
            session.login();
            return session;
        } catch (Exception | Error e) {
            try {
                if (browser != null) {
                    browser.close();
                }
            } finally {
                shared.close();
            }
            throw e;
        }
    }

    private void login() {
        new LoginPage(browser, shared.product()).opens("admin", PASSWORD);
    }

    /** The next that asks for the tab has it opened anew: of what another test has left in the page nothing is there. */
    public void reopen() {
        tab = null;
    }

    /** Makes the administrator's password the printed one again, which is to be changed: as after the product's first start. */
    public void forgetPassword() throws Exception {
        forgotten = true;
        shared.forgetPassword();
    }

    /** Fails when a page has complained of what was not expected; then the product is brought back to its first state. */
    public void restore() throws Exception {
        try {
            browser.assertNoComplaints();
        } finally {
            shared.restore();
        }
        if (forgotten) {
            // The test that has asked for it may have failed before it was logged in again.
            forgotten = false;
            browser.forgetLogin();
            login();
        }
    }

    public Home home() {
        return shared.home();
    }

    public ProductProcess product() {
        return shared.product();
    }

    public ApiClient api() throws Exception {
        return shared.api();
    }

    public Browser browser() {
        return browser;
    }

    /** The tab, which is opened for the first of a class that asks. */
    public Tab tab() {
        if (tab == null) {
            tab = Tab.open(browser, shared.product());
        }
        return tab;
    }

    /** The administrator, by password and without the browser. */
    public HttpTestClient admin() {
        return shared.admin();
    }

    @Override
    public void close() {
        try {
            browser.close();
        } finally {
            shared.close();
        }
    }
}
