package announcer.calling.state;

import java.time.Instant;
import java.util.Optional;

/**
 * What an idempotency key was used for. Immutable.
 *
 * @param command the command, as text
 * @param ticket the ticket that it was about
 * @param call the call that it made
 * @param counter the counter whose command it was
 * @param at when
 */
public record KeyUse(String command, Optional<String> ticket, Optional<String> call, Optional<String> counter, Instant at) {}
