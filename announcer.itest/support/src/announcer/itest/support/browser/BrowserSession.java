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
            new LoginPage(browser, shared.product()).opens("admin", PASSWORD);
            session.reopen();
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

    /** Opens the tab anew: of what another test has left in the page nothing is there. */
    public void reopen() {
        tab = Tab.open(browser, shared.product());
    }

    /** Fails when a page has complained of what was not expected; then the product is brought back to its first state. */
    public void restore() throws Exception {
        try {
            browser.assertNoComplaints();
        } finally {
            shared.restore();
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

    public Tab tab() {
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
