package announcer.itest.product;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import announcer.bench.Home;
import announcer.bench.ProductProcess;
import announcer.bench.Until;
import announcer.bench.Visitor;

/** Guessing passwords is slowed down, and then stopped for a while; others are not disturbed by it. */
class LockOutTest {
    private static final int GUESSES = 30;
    private static final int WAIT_SECONDS = 6;

    private Home home;
    private ProductProcess product;
    private Visitor stranger;

    @BeforeEach
    void start() throws Exception {
        home = Home.quiet().conf("announcer.channel~main", "id=main", "pusher=none");
        product = ProductProcess.start(home);
        stranger = Visitor.stranger(product.httpUrl());
        Until.isTrue("the login page is there", Duration.ofSeconds(30), () -> stranger.get("/login").statusCode() == 200);
    }

    @AfterEach
    void stop() {
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
            made.decrementAndGet();
            return answer.headers().firstValueAsLong("Retry-After").orElse(0) >= WAIT_SECONDS;
        });
    }

    @Test
    void who_guesses_at_the_login_page_is_locked_out_and_then_not_even_the_right_password_opens() throws Exception {
        isLockedOut(i -> stranger.login("admin", "guess number " + i));
        assertThat(stranger.login("admin", product.password()).statusCode()).isEqualTo(429);
        assertThat(stranger.basic("admin", product.password()).get(ConsolePages.ROOT + "/bundles").statusCode()).isIn(401, 429);
    }

    @Test
    void who_guesses_with_basic_is_locked_out_and_another_address_is_not() throws Exception {
        isLockedOut(i -> stranger.basic("admin", "guess number " + i).get("/api/status"));
        // All of 127.0.0.0/8 is this machine: another client's address without another machine.
        try (RawConnection other = RawConnection.from("127.0.0.2", stranger.base())) {
            String login = stranger.basic("admin", product.password()).header("Authorization");
            other.write("GET /api/status HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: " + login + "\r\nConnection: close\r\n\r\n");
            assertThat(other.readAll()).startsWith("HTTP/1.1 200");
        }
    }
}
