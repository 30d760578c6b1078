package announcer.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import announcer.console.Gate.Verdict;

class GateTest {
    private static final String HERE = "127.0.0.1";
    private static final PasswordHash HASH = PasswordHash.of("right", new SecureRandom());
    private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 1_000);
    private final Gate gate = new Gate(now::get, new SecureRandom());

    @BeforeEach
    void account() {
        gate.account("admin", HASH);
    }

    private Verdict ask(String user, String password, String address) {
        return gate.ask(new Credentials(user, password), address).verdict();
    }

    private void pass(Duration d) {
        now.addAndGet(d.toNanos());
    }

    @Test
    void only_the_right_user_with_the_right_password_comes_in() {
        assertThat(ask("admin", "right", HERE)).isEqualTo(Verdict.IN);
        assertThat(ask("admin", "wrong", HERE)).isEqualTo(Verdict.OUT);
        assertThat(ask("root", "right", HERE)).isEqualTo(Verdict.OUT);
    }

    @Test
    void without_an_account_nobody_comes_in_not_even_with_felix_default() {
        gate.account("admin", null);
        assertThat(ask("admin", "admin", HERE)).isEqualTo(Verdict.OUT);
        assertThat(ask("admin", "right", HERE)).isEqualTo(Verdict.OUT);
    }

    @Test
    void guessing_is_slowed_down_for_its_address_alone() {
        for (int i = 0; i < 5; i++) {
            assertThat(ask("admin", "guess" + i, HERE)).isEqualTo(Verdict.OUT);
        }
        assertThat(ask("admin", "right", HERE)).isEqualTo(Verdict.TOO_MANY);
        assertThat(ask("admin", "right", "192.0.2.1")).isEqualTo(Verdict.IN);
        pass(Duration.ofSeconds(1));
        assertThat(ask("admin", "guess", HERE)).isEqualTo(Verdict.OUT);
        assertThat(gate.ask(new Credentials("admin", "guess"), HERE).delay()).isEqualTo(Duration.ofSeconds(2));
        pass(Duration.ofSeconds(2));
        assertThat(ask("admin", "right", HERE)).isEqualTo(Verdict.IN);
    }

    @Test
    void a_change_of_the_password_ends_what_was_verified() {
        ask("admin", "right", HERE);
        gate.account("admin", PasswordHash.of("other", new SecureRandom()));
        assertThat(ask("admin", "right", HERE)).isEqualTo(Verdict.OUT);
        assertThat(ask("admin", "other", HERE)).isEqualTo(Verdict.IN);
    }

    @Test
    void credentials_are_read_as_utf8_and_nonsense_is_none() {
        assertThat(Credentials.of("Basic YWRtaW46ZuKCrDp4")).contains(new Credentials("admin", "f€:x"));
        assertThat(Credentials.of("Basic YWRtaW46ZuKCrDp4").orElseThrow().toString()).doesNotContain("f€");
        for (String s : new String[]{null, "", "Basic", "Basic !!", "Bearer abc", "Basic YWRtaW4=", "Basic " + "A".repeat(5_000)}) {
            assertThat(Credentials.of(s)).isEqualTo(Optional.empty());
        }
    }
}
