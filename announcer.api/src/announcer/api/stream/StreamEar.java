package announcer.api.stream;

import java.util.Optional;

import org.osgi.annotation.versioning.ConsumerType;

/** Hears channels as a player does and compares that with what they sent. Registered as a service. Safe for use by any thread. */
@ConsumerType
public interface StreamEar {
    /** What it hears of a channel. Returns at once; empty when it does not listen to it. */
    Optional<Hearing> hearing(String channel);
}
