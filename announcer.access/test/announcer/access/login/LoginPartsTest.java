package announcer.access.login;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.SecureRandom;
import java.time.Duration;

import org.junit.jupiter.api.Test;

import announcer.access.crypto.PasswordHash;
import announcer.access.user.FirstPassword;
import announcer.testing.VirtualClock;

class LoginPartsTest {
    private final SecureRandom random = new SecureRandom();
    private final VirtualClock now = new VirtualClock(-1_000_000_000L);

    @Test
    void a_hash_is_salted_slow_and_survives_being_stored() {
        PasswordHash a = PasswordHash.of("pässwort", random);
        PasswordHash b = PasswordHash.parse(a.text());
        assertThat(a.text()).matches("pbkdf2-sha256\\$\\d+\\$[A-Za-z0-9+/=]+\\$[A-Za-z0-9+/=]+").doesNotContain("pässwort");
        assertThat(a.iterations()).isEqualTo(310_000);
        assertThat(PasswordHash.ofNothing(random).iterations()).as("an unknown user's, which must not be quicker").isEqualTo(310_000);
        assertThat(b.matches("pässwort")).isTrue();
        assertThat(b.matches("passwort")).isFalse();
        assertThat(PasswordHash.of("pässwort", random).text()).isNotEqualTo(a.text());
        assertThat(a.toString()).doesNotContain("$");
    }

    @Test
    void a_damaged_hash_is_refused_without_repeating_it() {
        for (String s : new String[]{"plain", "pbkdf2-sha256$1$x", "md5$1$aaaa$bbbb",
                "pbkdf2-sha256$99999999$AAAAAAAAAAAAAAAAAAAAAA==$AAAAAAAAAAAAAAAAAAAAAA==",
                "pbkdf2-sha256$1000$AA==$AA==", "pbkdf2-sha256$1000$?$?"}) {
            assertThatThrownBy(() -> PasswordHash.parse(s)).isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("passwordHash")
                    .satisfies(e -> assertThat(e.getMessage()).doesNotContain(s));
        }
    }

    @Test
    void the_first_password_is_long_and_of_letters_and_digits() {
        String a = FirstPassword.make(random);
        assertThat(a).matches("[A-Za-z0-9]{16,}").isNotEqualTo(FirstPassword.make(random));
    }

    @Test
    void what_was_verified_is_forgotten_after_five_minutes_and_is_bounded() {
        VerifiedLogins verified = new VerifiedLogins(now, random);
        verified.add("admin:x");
        assertThat(verified.contains("admin:x")).isTrue();
        assertThat(verified.contains("admin:y")).isFalse();
        now.pass(Duration.ofMinutes(5).toNanos());
        assertThat(verified.contains("admin:x")).isFalse();
        for (int i = 0; i < 1_000; i++) {
            verified.add("u:" + i);
        }
        assertThat(verified.size()).isLessThanOrEqualTo(64);
    }

    @Test
    void delays_double_to_five_minutes_and_are_forgotten() {
        LoginBackoff failed = new LoginBackoff(5, now);
        Duration longest = Duration.ZERO;
        for (int i = 0; i < 40; i++) {
            longest = failed.failed("a");
            now.pass(longest.toNanos());
        }
        assertThat(longest).isEqualTo(Duration.ofMinutes(5));
        now.pass(Duration.ofMinutes(16).toNanos());
        assertThat(failed.failed("a")).isEqualTo(Duration.ZERO);
    }

    @Test
    void a_flood_of_addresses_is_bounded() {
        LoginBackoff failed = new LoginBackoff(5, now);
        for (int i = 0; i < 5_000; i++) {
            failed.failed("10.0." + i / 256 + "." + i % 256);
        }
        assertThat(failed.size()).isLessThanOrEqualTo(1_000);
    }
}
