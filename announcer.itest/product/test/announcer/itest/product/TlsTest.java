package announcer.itest.product;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import announcer.bench.product.Home;
import announcer.bench.product.ProductProcess;
import announcer.bench.util.Until;

/** TLS by configuration alone: a PKCS12 keystore and five lines of conf/org.apache.felix.http.cfg. */
class TlsTest {
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final String PASSWORD = "keystore-4711";

    @TempDir
    static Path keys;

    private static Home home;
    private static ProductProcess product;
    private static HttpClient http;

    @BeforeAll
    static void start() throws Exception {
        Path keystore = keystore();
        home = Home.quiet().conf("announcer.channel~main", "id=main", "pusher=none").conf("org.apache.felix.http",
                "org.apache.felix.http.host=127.0.0.1", "org.apache.felix.http.enable=false",
                "org.apache.felix.https.enable=true", "org.osgi.service.http.port.secure=" + freePort(),
                "org.apache.felix.https.keystore=" + keystore, "org.apache.felix.https.keystore.type=PKCS12",
                "org.apache.felix.https.keystore.password=" + PASSWORD);
        product = ProductProcess.start(home);
        // The certificate is checked, and that it is for this address.
        http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).sslContext(trusting(keystore)).build();
        Until.isTrue("the login page answers", LIMIT, () -> get("login").statusCode() == 200);
    }

    @AfterAll
    static void stop() {
        if (product != null) {
            product.close();
        }
        if (home != null) {
            home.delete();
        }
    }

    private static Path keystore() throws Exception {
        Path file = keys.resolve("tls.p12");
        Process keytool = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "keytool").toString(), "-genkeypair", "-alias",
                "announcer", "-keyalg", "RSA", "-keysize", "2048", "-validity", "2", "-storetype", "PKCS12", "-keystore", file.toString(),
                "-storepass", PASSWORD, "-dname", "CN=127.0.0.1", "-ext", "san=ip:127.0.0.1").redirectErrorStream(true).start();
        String said = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(keytool.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
        assertThat(file).as(said).exists();
        return file;
    }

    private static int freePort() throws Exception {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static SSLContext trusting(Path keystore) throws Exception {
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(keystore)) {
            trusted.load(in, PASSWORD.toCharArray());
        }
        // A key of one's own is no trusted certificate: only what stands as one counts.
        KeyStore certificates = KeyStore.getInstance("PKCS12");
        certificates.load(null, null);
        certificates.setCertificateEntry("announcer", trusted.getCertificate("announcer"));
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(certificates);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, factory.getTrustManagers(), null);
        return context;
    }

    private static HttpResponse<String> get(String path) throws Exception {
        return http.send(HttpRequest.newBuilder(URI.create(product.httpUrl() + path)).timeout(LIMIT).build(), BodyHandlers.ofString());
    }

    @Test
    void the_addresses_that_are_printed_are_https_and_nothing_answers_without() throws Exception {
        assertThat(product.httpUrl()).startsWith("https://127.0.0.1:");
        assertThat(product.consoleUrl()).startsWith("https://127.0.0.1:");
        assertThat(get("login").body()).contains("Log in to Announcer");
    }

    @Test
    void the_session_s_cookie_is_secure() throws Exception {
        String base = product.httpUrl().replaceFirst("/$", "");
        String form = "user=admin&password=" + URLEncoder.encode(product.password(), StandardCharsets.UTF_8);
        HttpResponse<String> answer = http.send(HttpRequest.newBuilder(URI.create(base + "/login")).timeout(LIMIT).header("Origin", base)
                .header("Content-Type", "application/x-www-form-urlencoded").POST(BodyPublishers.ofString(form)).build(),
                BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(303);
        assertThat(answer.headers().firstValue("Set-Cookie")).hasValueSatisfying(
                cookie -> assertThat(cookie).contains("announcer-session=", "Secure", "HttpOnly", "SameSite=Strict"));
    }
}
