package announcer.itest.product;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import announcer.bench.http.HttpTestClient;
import announcer.bench.product.Home;
import announcer.bench.product.ProductProcess;
import announcer.bench.util.Until;

/** Guessing passwords is slowed down, and then stopped for a while; others are not disturbed by it. How the waiting grows is tested in announcer.access. */
class LockOutTest {
    /** Wrong passwords for one name from one address that are answered at once. */
    private static final int FREE = 5;
    private static final int GUESSES = 30;
    /** Long enough for the request that follows to come in time. */
    private static final int WAIT_SECONDS = 3;
    private static final String OTHER = "other";
    private static final String PASSWORD = "a password for tests 1";

    private static Home home;
    private static ProductProcess product;
    private static HttpTestClient anonymous;

    @BeforeAll
    static void start() throws Exception {
        home = Home.quiet().conf("announcer.channel~main", "id=main", "pusher=none");
        product = ProductProcess.start(home);
        anonymous = HttpTestClient.anonymous(product.httpUrl());
        Until.isTrue("the login page is there", Duration.ofSeconds(30), () -> anonymous.get("/login").statusCode() == 200);
        // Each test guesses at a user of its own: one that is locked out for the one test would be so for the other.
        var made = anonymous.bearer(home.text("conf/api.token").strip()).json("POST", "/api/users",
                "{\"name\":\"" + OTHER + "\",\"role\":\"VIEWER\",\"password\":\"" + PASSWORD + "\"}");
        assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
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

    private interface Guess {
        HttpResponse<String> make(int number) throws Exception;
    }

    /** Guesses until the next may be made only after a while that no test overruns. */
    private static void isLockedOut(Guess guess) {
        AtomicInteger made = new AtomicInteger();
        Until.isTrue("who guesses has to wait " + WAIT_SECONDS + " s", Duration.ofSeconds(60), () -> {
            HttpResponse<String> answer = guess.make(made.incrementAndGet());
            assertThat(answer.statusCode()).as("guess " + made + ": " + answer.body()).isIn(401, 429);
            assertThat(made.get()).as("guesses that were looked at").isLessThan(GUESSES);
            if (answer.statusCode() == 401) {
                return false;
            }
            assertThat(made.get()).as("the first guess that has to wait").isGreaterThan(FREE);
            made.decrementAndGet();
            assertThat(answer.headers().firstValueAsLong("Retry-After").orElse(0)).as("Retry-After").isPositive();
            return answer.headers().firstValueAsLong("Retry-After").orElse(0) >= WAIT_SECONDS;
        });
    }

    @Test
    void who_guesses_at_the_login_page_is_locked_out_and_then_not_even_the_right_password_opens() throws Exception {
        isLockedOut(i -> anonymous.login("admin", "guess number " + i));
        assertThat(anonymous.login("admin", product.password()).statusCode()).isEqualTo(429);
        assertThat(anonymous.basic("admin", product.password()).get(ConsolePages.ROOT + "/bundles").statusCode()).isIn(401, 429);
    }

    @Test
    void who_guesses_with_basic_is_locked_out_and_another_address_is_not() throws Exception {
        isLockedOut(i -> anonymous.basic(OTHER, "guess number " + i).get("/api/status"));
        // All of 127.0.0.0/8 is this machine: another client's address without another machine.
        try (RawConnection other = RawConnection.from("127.0.0.2", anonymous.base())) {
            String login = anonymous.basic(OTHER, PASSWORD).header("Authorization");
            other.write("GET /api/status HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: " + login + "\r\nConnection: close\r\n\r\n");
            assertThat(other.readAll()).startsWith("HTTP/1.1 200");
        }
    }
}
