package announcer.api.access;

import java.time.Instant;

/**
 * An entry of the audit trail: an action that was done or refused.
 *
 * @param when when it was
 * @param who the caller's name, or {@code -} when it was not known
 * @param address where the request came from
 * @param action what was done, in one or two words of this product: {@code login}, {@code bundle stop}, {@code settings change}
 * @param target what it was done to: a bundle, a PID, a channel; may be empty. Never a secret
 * @param outcome {@code done}, or why not
 */
public record AuditEntry(Instant when, String who, String address, String action, String target, String outcome) {}
