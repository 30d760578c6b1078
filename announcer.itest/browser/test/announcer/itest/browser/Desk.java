package announcer.itest.browser;

import java.time.Duration;

import announcer.bench.ApiClient;
import announcer.bench.Home;
import announcer.bench.ProductProcess;
import announcer.bench.Until;
import announcer.bench.Visitor;

/** A product that runs, a browser, and an administrator who has chosen a password and is logged in. */
final class Desk implements AutoCloseable {
    static final String PASSWORD = "a password for the tests";

    private final Home home;
    private ProductProcess product;
    private Browser browser;
    private Tab tab;

    private Desk(Home home) {
        this.home = home;
    }

    /** Somebody who reads these languages. The home is removed at the end. */
    static Desk start(Home home, String languages) throws Exception {
        Browser.require();
        Desk desk = new Desk(home);
        try {
            desk.begin(languages);
        } catch (Exception | Error e) {
            desk.close();
            throw e;
        }
        return desk;
    }

    static Desk start(Home home) throws Exception {
        return start(home, "en-GB,en");
    }

    private void begin(String languages) throws Exception {
        product = ProductProcess.start(home);
        product.api().awaitOnAir("main", Duration.ofSeconds(30));
        Visitor stranger = Visitor.stranger(product.httpUrl());
        Until.isTrue("the login page is there", Duration.ofSeconds(30), () -> stranger.get("/login").statusCode() == 200);
        String body = "{\"present\":\"" + product.password() + "\",\"next\":\"" + PASSWORD + "\"}";
        var changed = stranger.basic("admin", product.password()).json("POST", "/api/session/password", body);
        if (changed.statusCode() != 204) {
            throw new AssertionError("the password was not changed: " + changed.statusCode() + " " + changed.body());
        }
        browser = Browser.start(languages);
        new LoginPage(browser, product).opens("admin", PASSWORD);
        tab = Tab.open(browser, product);
    }

    Home home() {
        return home;
    }

    ProductProcess product() {
        return product;
    }

    ApiClient api() throws Exception {
        return product.api();
    }

    Browser browser() {
        return browser;
    }

    Tab tab() {
        return tab;
    }

    Visitor admin() {
        return Visitor.stranger(product.httpUrl()).basic("admin", PASSWORD);
    }

    @Override
    public void close() {
        try {
            if (browser != null) {
                browser.close();
            }
        } finally {
            if (product != null) {
                product.close();
            }
            home.delete();
        }
    }
}
