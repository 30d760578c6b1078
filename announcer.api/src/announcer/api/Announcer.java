package announcer.api;

import java.util.List;
import java.util.Optional;

import org.osgi.annotation.versioning.ProviderType;

/** The door: takes announcements, answers for them, tells how the channels are. Safe for use by any thread; no method blocks on sound. */
@ProviderType
public interface Announcer {
    /**
     * Accepts an announcement, or says why not.
     *
     * @return the accepted announcement, QUEUED
     * @throws RejectedException when it cannot be accepted: the reason, the field, its value, and what to do
     */
    Announcement announce(Request request) throws RejectedException;

    /** The announcement with this id, while it is remembered: all that have no outcome, and the latest 10,000 that have. */
    Optional<Announcement> find(String id);

    /** The latest announcements of all channels, newest first, {@code limit} at most. */
    List<Announcement> recent(int limit);

    /** All channels, by id. */
    List<ChannelStatus> channels();

    /** The channel with this id. */
    Optional<ChannelStatus> channel(String id);

    /**
     * All speech engines that are present, best first, with their voices. May ask engines that have not been used yet, which can take as
     * long as they need to list their voices: not for the framework's own threads.
     */
    List<EngineStatus> engines();

    /** Restarts the publication of a channel. Does nothing when there is none, or when it is pushed by hand. */
    void restartPush(String channel, String reason);

    /** The phrase cache now. */
    CacheStatus cache();

    /** Empties the phrase cache, in memory and on disk. What is being spoken is not touched. */
    void purgeCache();
}
