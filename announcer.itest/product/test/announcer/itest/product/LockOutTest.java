package announcer.itest.product;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import announcer.bench.http.HttpTestClient;
import announcer.bench.util.Until;
import announcer.itest.support.SharedProduct;
import announcer.itest.support.UsesProduct;

/** Guessing passwords is slowed down, and then stopped for a while; others are not disturbed by it. How the waiting grows is tested in announcer.access. */
@UsesProduct
class LockOutTest {
    /** Wrong passwords for one name from one address that are answered at once. */
    private static final int FREE = 5;
    private static final int GUESSES = 30;
    /** Long enough for the request that follows to come in time. */
    private static final int WAIT_SECONDS = 3;
    /** Failures of a name are counted for minutes: another try of these tests needs others, and another address to guess from. */
    private static final AtomicInteger TRIES = new AtomicInteger();
    private static final Pattern STATUS = Pattern.compile("HTTP/1\\.1 (\\d{3}) ");
    private static final Pattern RETRY_AFTER = Pattern.compile("(?i)\\r\\nRetry-After: (\\d+)\\r\\n");
    private static final String PASSWORD = "a password for tests 1";

    private static HttpTestClient anonymous;
    private static String guessed;
    private static String other;
    private static String address;

    @BeforeAll
    static void start(SharedProduct shared) throws Exception {
        int number = TRIES.incrementAndGet();
        guessed = "guessed" + number;
        other = "other" + number;
        // All of 127.0.0.0/8 is this machine: another client's address without another machine.
        address = "127.0.1." + number;
        anonymous = shared.anonymous();
        // Each test guesses at a user of its own: one that is locked out for the one test would be so for the other, and for other tests.
        for (Map.Entry<String, String> user : Map.of(guessed, "ADMIN", other, "VIEWER").entrySet()) {
            var made = shared.admin().json("POST", "/api/users", "{\"name\":\"" + user.getKey() + "\",\"role\":\"" + user.getValue()
                    + "\",\"password\":\"" + PASSWORD + "\"}");
            assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
        }
    }

    /** @param retryAfter in seconds; 0 when the answer does not say */
    private record Answer(int status, long retryAfter, String text) {}

    private interface Guess {
        Answer make(int number) throws Exception;
    }

    private static Answer send(String from, String request) throws IOException {
        try (RawConnection connection = RawConnection.from(from, anonymous.base())) {
            connection.write(request);
            String text = connection.readAll();
            Matcher status = STATUS.matcher(text);
            assertThat(status.lookingAt()).as(text).isTrue();
            Matcher retry = RETRY_AFTER.matcher(text);
            return new Answer(Integer.parseInt(status.group(1)), retry.find() ? Long.parseLong(retry.group(1)) : 0, text);
        }
    }

    private static String host() {
        return "Host: " + anonymous.base().replaceFirst("^http://", "") + "\r\n";
    }

    private static Answer login(String user, String password) throws IOException {
        String form = "user=" + URLEncoder.encode(user, StandardCharsets.UTF_8) + "&password="
                + URLEncoder.encode(password, StandardCharsets.UTF_8);
        return send(address, "POST /login HTTP/1.1\r\n" + host() + "Origin: " + anonymous.base() + "\r\nConnection: close\r\n"
                + "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: " + form.length() + "\r\n\r\n" + form);
    }

    private static Answer basic(String from, String user, String password, String path) throws IOException {
        return send(from, "GET " + path + " HTTP/1.1\r\n" + host() + "Connection: close\r\nAuthorization: "
                + anonymous.basic(user, password).header("Authorization") + "\r\n\r\n");
    }

    /** Guesses until the next may be made only after a while that no test overruns. */
    private static void isLockedOut(Guess guess) {
        AtomicInteger made = new AtomicInteger();
        Until.isTrue("who guesses has to wait " + WAIT_SECONDS + " s", Duration.ofSeconds(60), () -> {
            Answer answer = guess.make(made.incrementAndGet());
            assertThat(answer.status()).as("guess " + made + ": " + answer.text()).isIn(401, 429);
            assertThat(made.get()).as("guesses that were looked at").isLessThan(GUESSES);
            if (answer.status() == 401) {
                return false;
            }
            assertThat(made.get()).as("the first guess that has to wait").isGreaterThan(FREE);
            made.decrementAndGet();
            assertThat(answer.retryAfter()).as("Retry-After").isPositive();
            return answer.retryAfter() >= WAIT_SECONDS;
        });
    }

    @Test
    void who_guesses_at_the_login_page_is_locked_out_and_then_not_even_the_right_password_opens() throws Exception {
        isLockedOut(i -> login(guessed, "guess number " + i));
        assertThat(login(guessed, PASSWORD).status()).isEqualTo(429);
        assertThat(basic(address, guessed, PASSWORD, ConsolePages.ROOT + "/bundles").status()).isIn(401, 429);
    }

    @Test
    void who_guesses_with_basic_is_locked_out_and_another_address_is_not() throws Exception {
        isLockedOut(i -> basic(address, other, "guess number " + i, "/api/status"));
        assertThat(basic("127.0.0.2", other, PASSWORD, "/api/status").status()).isEqualTo(200);
    }
}
