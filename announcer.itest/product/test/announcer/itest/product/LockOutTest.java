package announcer.itest.product;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

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
    private static final String GUESSED = "guessed";
    private static final String OTHER = "other";
    private static final String PASSWORD = "a password for tests 1";

    private static HttpTestClient anonymous;

    @BeforeAll
    static void start(SharedProduct shared) throws Exception {
        anonymous = shared.anonymous();
        // Each test guesses at a user of its own: one that is locked out for the one test would be so for the other, and for other tests.
        for (Map.Entry<String, String> user : Map.of(GUESSED, "ADMIN", OTHER, "VIEWER").entrySet()) {
            var made = shared.admin().json("POST", "/api/users", "{\"name\":\"" + user.getKey() + "\",\"role\":\"" + user.getValue()
                    + "\",\"password\":\"" + PASSWORD + "\"}");
            assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
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
        isLockedOut(i -> anonymous.login(GUESSED, "guess number " + i));
        assertThat(anonymous.login(GUESSED, PASSWORD).statusCode()).isEqualTo(429);
        assertThat(anonymous.basic(GUESSED, PASSWORD).get(ConsolePages.ROOT + "/bundles").statusCode()).isIn(401, 429);
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
