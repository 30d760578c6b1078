package announcer.itest.product;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import announcer.bench.http.HttpTestClient;
import announcer.bench.product.Home;
import announcer.bench.product.ProductProcess;
import announcer.bench.util.Until;

/** A password that nobody knows any more is replaced in its file, while the product runs and while it does not. */
class ForgottenPasswordTest {
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final String FILE = "announcer.user~admin";

    private Home home;
    private ProductProcess product;

    @AfterEach
    void stop() {
        if (product != null) {
            product.close();
        }
        if (home != null) {
            home.delete();
        }
    }

    private int login(String password) throws Exception {
        return HttpTestClient.anonymous(product.httpUrl()).basic("admin", password).get("/api/session").statusCode();
    }

    @Test
    void a_new_password_in_the_file_counts_and_only_its_hash_stays_there() throws Exception {
        home = Home.quiet().conf(FILE, "name=admin", "role=ADMIN", "newPassword=written before the start");
        product = ProductProcess.start(home);
        Until.isTrue("the password of the file opens", LIMIT, () -> login("written before the start") == 200);
        assertThat(product.printedValue("password")).as("no other one is made").isEmpty();
        assertThat(home.text("conf/" + FILE + ".cfg")).doesNotContain("written before the start").contains("passwordHash");

        home.conf(FILE, "name=admin", "role=ADMIN", "newPassword=written while it runs");
        Until.isTrue("the newer password opens", LIMIT, () -> login("written while it runs") == 200);
        assertThat(login("written before the start")).isEqualTo(401);
        Until.isTrue("only its hash stays in the file", LIMIT, () -> {
            String text = home.text("conf/" + FILE + ".cfg");
            return !text.contains("written while it runs") && text.contains("passwordHash");
        });
    }
}
