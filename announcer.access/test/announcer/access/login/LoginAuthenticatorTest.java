package announcer.access.login;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import announcer.access.crypto.CheapHashes;
import announcer.access.crypto.PasswordHash;
import announcer.access.login.LoginAuthenticator.Verdict;
import announcer.access.user.User;
import announcer.api.access.Role;
import announcer.lib.time.MonotonicClock;
import announcer.testing.VirtualClock;

class LoginAuthenticatorTest {
    private static final String HERE = "192.0.2.1";
    private static final PasswordHash HASH = CheapHashes.of("right");
    private final VirtualClock now = new VirtualClock(Long.MAX_VALUE - 1_000);
    private final Map<String, User> users = new HashMap<>();
    private final LoginAuthenticator logins = new LoginAuthenticator(n -> Optional.ofNullable(users.get(n)), now, new SecureRandom(),
            CheapHashes.of("nobody's"), Duration.ZERO);

    @BeforeEach
    void account() {
        account(Optional.of(HASH));
    }

    private void account(Optional<PasswordHash> hash) {
        users.put("admin", new User("admin", Role.ADMIN, hash, false, "announcer.user~admin"));
    }

    private Verdict ask(String user, String password, String address) {
        return logins.authenticate(new BasicCredentials(user, password), address).verdict();
    }

    private void pass(Duration d) {
        now.pass(d.toNanos());
    }

    @Test
    void only_the_right_user_with_the_right_password_comes_in() {
        assertThat(ask("admin", "right", HERE)).isEqualTo(Verdict.IN);
        assertThat(ask("admin", "wrong", HERE)).isEqualTo(Verdict.OUT);
        assertThat(ask("root", "right", HERE)).isEqualTo(Verdict.OUT);
    }

    @Test
    void a_user_without_a_password_does_not_come_in_not_even_with_felix_default() {
        account(Optional.empty());
        assertThat(ask("admin", "admin", HERE)).isEqualTo(Verdict.OUT);
        assertThat(ask("admin", "", HERE)).isEqualTo(Verdict.OUT);
    }

    @Test
    void guessing_is_slowed_down_for_its_address() {
        for (int i = 0; i < 5; i++) {
            assertThat(ask("admin", "guess" + i, HERE)).isEqualTo(Verdict.OUT);
        }
        assertThat(ask("admin", "right", HERE)).isEqualTo(Verdict.TOO_MANY);
        assertThat(ask("admin", "right", "192.0.2.2")).isEqualTo(Verdict.IN);
        pass(Duration.ofSeconds(1));
        assertThat(ask("admin", "guess", HERE)).isEqualTo(Verdict.OUT);
        assertThat(logins.authenticate(new BasicCredentials("admin", "guess"), HERE).delay()).isEqualTo(Duration.ofSeconds(2));
        pass(Duration.ofSeconds(2));
        assertThat(ask("admin", "right", HERE)).isEqualTo(Verdict.IN);
    }

    private void guessFromEverywhere() {
        for (int i = 0; i < 10; i++) {
            assertThat(ask("admin", "guess" + i, "198.51.100." + i)).isEqualTo(Verdict.OUT);
        }
    }

    @Test
    void guessing_from_many_addresses_is_slowed_down_for_the_name_it_guesses_at() {
        guessFromEverywhere();
        assertThat(ask("admin", "guess", "198.51.100.99")).isEqualTo(Verdict.TOO_MANY);
        assertThat(ask("operator", "guess", "198.51.100.99")).isEqualTo(Verdict.OUT);
    }

    @Test
    void strangers_cannot_lock_a_user_out_where_it_has_logged_in_before_nor_at_this_machine() {
        assertThat(ask("admin", "right", HERE)).isEqualTo(Verdict.IN);
        pass(Duration.ofMinutes(5));
        guessFromEverywhere();
        assertThat(ask("admin", "right", HERE)).isEqualTo(Verdict.IN);
        assertThat(ask("admin", "guess", "127.0.0.1")).isEqualTo(Verdict.OUT);
        assertThat(ask("admin", "guess", "[0:0:0:0:0:0:0:1]")).isEqualTo(Verdict.OUT);
        assertThat(ask("admin", "guess", "192.0.2.77")).isEqualTo(Verdict.TOO_MANY);
    }

    private void viewer() {
        users.put("viewer", new User("viewer", Role.VIEWER, Optional.of(HASH), false, "announcer.user~viewer"));
    }

    @Test
    void who_has_an_account_does_not_wash_its_guesses_at_another_name_away() {
        viewer();
        for (int i = 0; i < 4; i++) {
            assertThat(ask("admin", "guess" + i, HERE)).isEqualTo(Verdict.OUT);
        }
        assertThat(ask("viewer", "right", HERE)).isEqualTo(Verdict.IN);
        assertThat(ask("admin", "guess", HERE)).isEqualTo(Verdict.OUT);
        assertThat(ask("admin", "right", HERE)).isEqualTo(Verdict.TOO_MANY);
    }

    @Test
    void the_own_login_clears_the_own_wrong_ones() {
        for (int i = 0; i < 4; i++) {
            ask("admin", "typo" + i, HERE);
        }
        assertThat(ask("admin", "right", HERE)).isEqualTo(Verdict.IN);
        assertThat(logins.authenticate(new BasicCredentials("admin", "typo"), HERE).delay()).isZero();
    }

    @Test
    void guessing_at_many_names_is_slowed_down_for_its_address_whoever_logs_in_there() {
        viewer();
        for (int i = 0; i < 19; i++) {
            assertThat(ask("name" + i, "guess", HERE)).isEqualTo(Verdict.OUT);
        }
        assertThat(ask("viewer", "right", HERE)).isEqualTo(Verdict.IN);
        assertThat(ask("name19", "guess", HERE)).isEqualTo(Verdict.OUT);
        assertThat(ask("name20", "guess", HERE)).isEqualTo(Verdict.TOO_MANY);
        assertThat(ask("name20", "guess", "192.0.2.2")).isEqualTo(Verdict.OUT);
    }

    private void guessAtManyNames(String address) {
        for (int i = 0; i < 40; i++) {
            ask("name" + i, "guess", address);
        }
    }

    @Test
    void wrong_names_lock_nobody_out_where_the_user_has_logged_in_before() {
        assertThat(ask("admin", "right", HERE)).isEqualTo(Verdict.IN);
        // Verified credentials are let in without a look: this has to hold without them.
        pass(Duration.ofMinutes(5));
        guessAtManyNames(HERE);
        assertThat(ask("name", "guess", HERE)).isEqualTo(Verdict.TOO_MANY);
        assertThat(ask("admin", "right", HERE)).isEqualTo(Verdict.IN);
        viewer();
        assertThat(ask("viewer", "right", HERE)).as("has never logged in there").isEqualTo(Verdict.TOO_MANY);
    }

    @Test
    void wrong_names_lock_nobody_out_on_this_machine_nor_tell_which_names_there_are() {
        guessAtManyNames("127.0.0.1");
        assertThat(ask("admin", "right", "127.0.0.1")).isEqualTo(Verdict.IN);
        assertThat(ask("nobody", "guess", "127.0.0.1")).isEqualTo(Verdict.OUT);
        for (int i = 0; i < 5; i++) {
            assertThat(ask("admin", "guess" + i, "127.0.0.1")).isEqualTo(Verdict.OUT);
        }
        assertThat(ask("admin", "other", "127.0.0.1")).as("its own wrong ones slow it").isEqualTo(Verdict.TOO_MANY);
    }

    @Test
    void a_flood_of_names_does_not_wash_the_guesses_at_one_of_them_away() {
        for (int i = 0; i < 4; i++) {
            assertThat(ask("admin", "guess" + i, "127.0.0.1")).isEqualTo(Verdict.OUT);
        }
        for (int i = 0; i < 2_000; i++) {
            ask("name" + i, "guess", "127.0.0.1");
        }
        assertThat(ask("admin", "guess", "127.0.0.1")).isEqualTo(Verdict.OUT);
        assertThat(ask("admin", "right", "127.0.0.1")).as("after five guesses").isEqualTo(Verdict.TOO_MANY);
    }

    /** A clock at which who waits does so until the test lets it go. */
    private static final class Gate implements MonotonicClock {
        private final CountDownLatch waiting;
        private final CountDownLatch open = new CountDownLatch(1);

        Gate(int waiters) {
            waiting = new CountDownLatch(waiters);
        }

        @Override
        public long nanoTime() {
            return 0;
        }

        @Override
        public void parkUntil(long deadlineNanos) {
            waiting.countDown();
            try {
                open.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Test
    void a_flood_of_names_on_this_machine_holds_four_threads_and_tells_no_name_apart() throws Exception {
        Gate gate = new Gate(4);
        LoginAuthenticator slow = crowded(gate, Duration.ZERO);
        ExecutorService threads = Executors.newCachedThreadPool();
        try {
            List<Future<Verdict>> held = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                held.add(threads.submit(() -> slow.authenticate(new BasicCredentials("nobody", "guess"), "127.0.0.1").verdict()));
            }
            assertThat(gate.waiting.await(30, TimeUnit.SECONDS)).isTrue();
            for (String name : new String[]{"other", "admin"}) {
                Future<LoginAuthenticator.Answer> fifth = threads
                        .submit(() -> slow.authenticate(new BasicCredentials(name, "guess"), "127.0.0.1"));
                assertThat(fifth.get(30, TimeUnit.SECONDS)).as(name)
                        .isEqualTo(new LoginAuthenticator.Answer(Verdict.TOO_MANY, Optional.empty(), Duration.ofSeconds(1)));
            }
            gate.open.countDown();
            for (Future<Verdict> each : held) {
                assertThat(each.get(30, TimeUnit.SECONDS)).isEqualTo(Verdict.OUT);
            }
            assertThat(slow.authenticate(new BasicCredentials("admin", "right"), "127.0.0.1").verdict()).isEqualTo(Verdict.IN);
        } finally {
            gate.open.countDown();
            threads.shutdown();
        }
    }

    /** On this machine, where so many names have been guessed that each has to wait for its turn. */
    private LoginAuthenticator crowded(Gate gate, Duration patience) {
        LoginAuthenticator made = new LoginAuthenticator(n -> Optional.ofNullable(users.get(n)), gate, new SecureRandom(),
                CheapHashes.of("nobody's"), patience);
        for (int i = 0; i < 20; i++) {
            made.authenticate(new BasicCredentials("name" + i, "guess"), "127.0.0.1");
        }
        return made;
    }

    @Test
    void who_comes_while_guesses_are_looked_at_has_its_turn_behind_them_and_eight_may_wait_for_that() throws Exception {
        Gate gate = new Gate(4);
        LoginAuthenticator slow = crowded(gate, Duration.ofSeconds(30));
        ExecutorService threads = Executors.newCachedThreadPool();
        try {
            for (int i = 0; i < 4; i++) {
                threads.execute(() -> slow.authenticate(new BasicCredentials("nobody", "guess"), "127.0.0.1"));
            }
            assertThat(gate.waiting.await(30, TimeUnit.SECONDS)).isTrue();
            List<Future<Verdict>> waiting = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                waiting.add(threads.submit(() -> slow.authenticate(new BasicCredentials("admin", "right"), "127.0.0.1").verdict()));
            }
            long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
            while (slow.waiting() < 8 && System.nanoTime() < end) {
                LockSupport.parkNanos(100_000);
            }
            assertThat(slow.authenticate(new BasicCredentials("admin", "right"), "127.0.0.1").verdict()).as("the ninth")
                    .isEqualTo(Verdict.TOO_MANY);
            gate.open.countDown();
            for (Future<Verdict> each : waiting) {
                assertThat(each.get(30, TimeUnit.SECONDS)).isEqualTo(Verdict.IN);
            }
        } finally {
            gate.open.countDown();
            threads.shutdown();
        }
    }

    @Test
    void the_addresses_of_one_ipv6_network_count_as_one() {
        for (int i = 0; i < 5; i++) {
            ask("admin", "guess" + i, "2001:db8:1:2::" + i);
        }
        assertThat(ask("admin", "right", "2001:db8:1:2:ffff::9")).isEqualTo(Verdict.TOO_MANY);
        assertThat(ask("admin", "right", "2001:db8:1:3::9")).isEqualTo(Verdict.IN);
    }

    @Test
    void a_change_of_the_password_ends_what_was_verified() {
        ask("admin", "right", HERE);
        account(Optional.of(CheapHashes.of("other")));
        assertThat(ask("admin", "right", HERE)).isEqualTo(Verdict.OUT);
        assertThat(ask("admin", "other", HERE)).isEqualTo(Verdict.IN);
    }

    @Test
    void credentials_are_read_as_utf8_and_nonsense_is_none() {
        assertThat(BasicCredentials.of("Basic YWRtaW46ZuKCrDp4")).contains(new BasicCredentials("admin", "f€:x"));
        assertThat(BasicCredentials.of("Basic YWRtaW46ZuKCrDp4").orElseThrow().toString()).doesNotContain("f€");
        for (String s : new String[]{null, "", "Basic", "Basic !!", "Bearer abc", "Basic YWRtaW4=", "Basic " + "A".repeat(5_000)}) {
            assertThat(BasicCredentials.of(s)).isEqualTo(Optional.empty());
        }
    }
}
