package announcer.rtsp.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;

import org.junit.jupiter.api.Test;

class PasswordGuessesTest {
    private static final long START = Long.MAX_VALUE - 1_000;
    private final PasswordGuesses guesses = new PasswordGuesses();

    @Test
    void an_address_that_guesses_waits_a_minute_after_its_last_guess() throws Exception {
        InetAddress one = InetAddress.getByName("10.0.0.1");
        InetAddress other = InetAddress.getByName("10.0.0.2");
        for (int i = 0; i < PasswordGuesses.FREE; i++) {
            assertThat(guesses.mustWait(one, START)).isFalse();
            guesses.wrong(one, START);
        }
        assertThat(guesses.mustWait(one, START)).isTrue();
        assertThat(guesses.mustWait(other, START)).isFalse();
        long later = START + PasswordGuesses.WAIT.toNanos();
        assertThat(guesses.mustWait(one, later - 1)).isTrue();
        assertThat(guesses.mustWait(one, later)).isFalse();
        guesses.wrong(one, later);
        assertThat(guesses.mustWait(one, later)).as("counted anew").isFalse();
    }

    @Test
    void a_flood_of_addresses_does_not_let_one_in_that_has_to_wait() throws Exception {
        InetAddress one = InetAddress.getByName("10.0.0.1");
        for (int i = 0; i < PasswordGuesses.FREE; i++) {
            guesses.wrong(one, START);
        }
        for (int i = 0; i < 2_000; i++) {
            guesses.wrong(InetAddress.getByAddress(new byte[]{10, 1, (byte) (i >> 8), (byte) i}), START);
        }
        assertThat(guesses.mustWait(one, START)).isTrue();
    }
}
