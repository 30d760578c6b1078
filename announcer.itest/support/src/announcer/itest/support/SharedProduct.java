package announcer.itest.support;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import com.google.gson.JsonObject;

import announcer.bench.http.ApiClient;
import announcer.bench.http.HttpTestClient;
import announcer.bench.product.Home;
import announcer.bench.product.ProductProcess;
import announcer.bench.util.Tools;
import announcer.bench.util.Until;

/**
 * A product that several test classes use, one after the other: one configuration for all of them, since each start of a product costs as much as
 * many tests. Its administrator has chosen a password, and its state from then on is
 * what {@link #restore} brings back. Used by one thread at a time.
 */
public final class SharedProduct implements AutoCloseable {
    /** Its administrator's password. */
    public static final String PASSWORD = "a password for the tests";
    private static final Duration LIMIT = Duration.ofMinutes(1);
    private static final String CODEC = "AAC";
    private static final String ADMIN_PID = "announcer.user~admin";
    private static final String ADMIN_FILE = "conf/" + ADMIN_PID + ".cfg";

    private final Home home;
    private final List<String> printedBefore = new ArrayList<>();
    private String firstPassword;
    private ProductProcess product;
    private ProductState first;
    /** The administrator's file as the product itself has written it when it was started. */
    private String unchanged = "";
    private boolean forgotten;
    private boolean endedOnPurpose;
    private String codec = CODEC;

    private SharedProduct(Home home) {
        this.home = home;
    }

    /** Starts the one that all classes with {@link UsesProduct} use. */
    static SharedProduct start() throws IOException {
        Home home = Home.quiet()
                // Tests ask more than one caller may.
                .conf("announcer.web", "requestsPerSecond=10000")
                // Kept, though TLS stays off: that a keystore is not there is no reason to show its password.
                .conf("org.apache.felix.http", "org.apache.felix.http.host=127.0.0.1",
                        "org.apache.felix.https.keystore.password=" + UsesProduct.KEYSTORE_PASSWORD);
        if (Tools.find("ffmpeg").isEmpty()) {
            home.conf("announcer.channel~main", "id=main", "pusher=none");
        } else {
            home.conf("announcer.channel~main", "id=main");
        }
        return start(home);
    }

    /** Starts one, and waits until all that is on the air when nothing happens is. The home is removed at the end. */
    public static SharedProduct start(Home home) throws IOException {
        SharedProduct shared = new SharedProduct(home);
        try {
            shared.begin();
        } catch (IOException | RuntimeException | Error e) {
            shared.close();
            throw e;
        }
        return shared;
    }

    private void begin() throws IOException {
        product = ProductProcess.start(home);
        firstPassword = product.password();
        HttpTestClient owner = anonymous().basic("admin", firstPassword);
        Until.isTrue("the console answers, and its answer is to change the password first", LIMIT,
                () -> owner.get("/system/console/bundles").statusCode() == 403);
        unchanged = home.text(ADMIN_FILE);
        Until.isTrue("the printed password is changed", LIMIT, () -> {
            int status = owner
                    .json("POST", "/api/session/password", "{\"present\":\"" + firstPassword + "\",\"next\":\"" + PASSWORD + "\"}")
                    .statusCode();
            if (status != 204) {
                throw new AssertionError("the password was not changed: " + status);
            }
            return true;
        });
        Until.matches("the new password's hash is in its file", LIMIT, () -> home.text(ADMIN_FILE),
                text -> !text.equals(unchanged) && text.contains("passwordHash"));
        awaitOnAir();
        first = ProductState.of(this);
    }

    /** Makes the administrator's password the printed one again, which is to be changed: as after the first start. */
    public void forgetPassword() throws IOException {
        forgotten = true;
        home.conf(ADMIN_PID, unchanged.split("\n"));
        Until.isTrue("the password is the printed one", LIMIT,
                () -> anonymous().basic("admin", PASSWORD).get("/api/session").statusCode() == 401);
    }

    /** The hash of a password that was chosen anew is another one of the same password; written back, the former would end all sessions. */
    private void restorePassword() throws Exception {
        if (admin().get("/api/session").statusCode() == 200) {
            first = first.withFile(ADMIN_PID + ".cfg", Until.matches("the new password's hash is in its file", LIMIT,
                    () -> home.text(ADMIN_FILE), text -> text.contains("passwordHash") && !text.equals(unchanged)));
        } else {
            home.conf(ADMIN_PID, first.files().getOrDefault(ADMIN_PID + ".cfg", "").split("\n"));
        }
        forgotten = false;
    }

    /** Starts it anew on its home, after it has been ended. Its addresses are others then. */
    public void startAgain() throws IOException {
        printedBefore.addAll(product.printed());
        product.close();
        product = ProductProcess.start(home);
        Until.isTrue("the console answers", LIMIT, () -> admin().get("/system/console/bundles").statusCode() == 200);
        awaitOnAir();
    }

    /** A test has ended it, and whoever needs one after it starts another: there is nothing to restore. */
    public void leaveEnded() {
        endedOnPurpose = true;
    }

    /** Whether a test has ended it and left it so. */
    boolean isEndedOnPurpose() {
        return endedOnPurpose;
    }

    /** Whether it runs. */
    boolean running() {
        return product.running();
    }

    /** The password that its first start printed, and that opens nothing any more. */
    public String firstPassword() {
        return firstPassword;
    }

    /** What all its processes have printed. */
    public List<String> printed() {
        List<String> all = new ArrayList<>(printedBefore);
        all.addAll(product.printed());
        return all;
    }

    /** Waits until each channel that is to be published is heard: main, where there is an ffmpeg, and all others that have a push. */
    public void awaitOnAir() throws IOException {
        ApiClient api = api();
        boolean published = Tools.find("ffmpeg").isPresent();
        Until.isTrue("what has a pusher is on the air", LIMIT, () -> api.channels().stream()
                .filter(c -> published && c.get("id").getAsString().equals("main") || !c.get("push").isJsonNull())
                .allMatch((JsonObject c) -> c.get("onAir").getAsBoolean()) && api.channel("main").isPresent());
    }

    /** Writes a configuration file, and waits until the product has taken it over. */
    public void configure(String pid, String... lines) throws IOException {
        home.conf(pid, lines);
        ApiClient api = api();
        for (String line : lines) {
            String key = line.substring(0, line.indexOf('='));
            Until.isTrue("the setting is " + line, LIMIT,
                    () -> line.equals(key + "=" + api.get("settings/" + pid).getAsJsonObject("values").get(key).getAsString()));
        }
    }

    /** Has the channel main published with another codec than now, and waits until that has begun. */
    public void publishAs(String other) throws IOException {
        ApiClient api = api();
        codec = other;
        long before = api.pushPid("main");
        home.conf("announcer.ffmpeg", "codec=" + other);
        Until.isTrue("another ffmpeg publishes the channel", LIMIT, () -> api.pushPid("main") != before);
        awaitOnAir();
    }

    /** Brings back the first state: settings, users, tokens, bundles; nothing waits to be spoken. Fails when that does not come about. */
    public void restore() throws Exception {
        if (forgotten) {
            restorePassword();
        }
        if (!codec.equals(CODEC)) {
            publishAs(CODEC);
        }
        Until.isTrue("the administrator's password opens", LIMIT, () -> admin().get("/api/session").statusCode() == 200);
        first.restore(this);
        awaitOnAir();
    }

    /** The running product. */
    public ProductProcess product() {
        return product;
    }

    /** Its home. */
    public Home home() {
        return home;
    }

    /** Its API, as the owner of conf/api.token. */
    public ApiClient api() throws IOException {
        return product.api();
    }

    /** A client without credentials. */
    public HttpTestClient anonymous() {
        return HttpTestClient.anonymous(product.httpUrl());
    }

    /** Its administrator, by password. */
    public HttpTestClient admin() {
        return anonymous().basic("admin", PASSWORD);
    }

    @Override
    public void close() {
        try {
            if (product != null) {
                product.close();
            }
        } finally {
            home.delete();
        }
    }
}
